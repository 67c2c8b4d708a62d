/** @module A PDF opened and read page by page, by pdf.js: no fonts, no scripts, no network, nothing drawn. */

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.min.mjs";
import { UserError } from "../../errors.ts";
import { MAX_TEXT } from "../extraction/part.ts";
import type { OutlineEntry } from "./headings.ts";
import { linesOf } from "./line.ts";
import type { Page } from "./running.ts";

export interface Pdf {
  readonly pages: readonly Page[];
  readonly outline: readonly OutlineEntry[];
  readonly title: string;
  readonly author: string;
  readonly language: string;
}

const MAX_PAGES = 2_000;
const MAX_OUTLINE = 5_000;
const PACKAGE = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** Its part that reads runs in this very thread, as Node has no web workers. */
GlobalWorkerOptions.workerSrc = import.meta.resolve("pdfjs-dist/legacy/build/pdf.worker.min.mjs");

/** What pdf.js may use: its own tables of characters, from the disk. */
const OPTIONS = {
  isEvalSupported: false,
  useWasm: false,
  useSystemFonts: false,
  disableFontFace: true,
  enableXfa: false,
  useWorkerFetch: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  cMapUrl: `${join(PACKAGE, "cmaps")}/`,
  cMapPacked: true,
  standardFontDataUrl: `${join(PACKAGE, "standard_fonts")}/`,
  verbosity: VerbosityLevel.ERRORS,
} as const;

/** Reads all pages. @throws UserError if it is damaged, encrypted, or has too many. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  const task = getDocument({ ...OPTIONS, data: Uint8Array.from(bytes) });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MAX_PAGES)
      throw new UserError(`it has ${pdf.numPages} pages; at most ${MAX_PAGES} are read: divide it`);
    return { pages: await pagesOf(pdf), outline: await outlineOf(pdf), ...(await aboutOf(pdf)) };
  } catch (error) {
    throw error instanceof UserError ? error : refusal(error);
  } finally {
    await task.destroy();
  }
}

function refusal(cause: unknown): UserError {
  const isLocked = cause instanceof Error && cause.name === "PasswordException";
  return new UserError(
    isLocked
      ? "it is encrypted: save it without a password"
      : "it is no PDF, or a damaged one: save it anew from the program it comes from",
    { cause },
  );
}

async function pagesOf(pdf: PDFDocumentProxy): Promise<Page[]> {
  const pages: Page[] = [];
  let length = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const lines = linesOf(
      items.flatMap((item) => ("str" in item ? [item] : [])),
      number,
    );
    length += lines.reduce((sum, { text }) => sum + text.length, 0);
    if (length > MAX_TEXT) throw new UserError("its text is longer than 10 MB: divide it");
    pages.push({ height: page.view[3] ?? 0, lines });
    page.cleanup();
  }
  return pages;
}

/** An outline that can't be read is none. */
async function outlineOf(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const top = (await pdf.getOutline().catch(() => null)) ?? [];
  let level: readonly (typeof top)[number][] = top;
  for (let depth = 1; level.length > 0 && entries.length < MAX_OUTLINE; depth += 1) {
    entries.push(...level.slice(0, MAX_OUTLINE).map(({ title }) => ({ title, depth })));
    level = level.flatMap(({ items }): (typeof top)[number][] => items);
  }
  return entries;
}

async function aboutOf(pdf: PDFDocumentProxy): Promise<Pick<Pdf, "title" | "author" | "language">> {
  const info: unknown = (await pdf.getMetadata().catch(() => ({ info: {} }))).info;
  const field = (name: string): string => {
    const value: unknown =
      typeof info === "object" && info !== null
        ? Object.entries(info).find(([key]) => key === name)?.[1]
        : "";
    return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
  };
  return { title: field("Title"), author: field("Author"), language: field("Language") };
}
