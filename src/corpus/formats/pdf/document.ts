/** @module PDF documents opened with pdf.js and read page by page: no scripts, no network, nothing drawn. */

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UserError } from "../../../base/errors.ts";
import { requireLength } from "../../extraction/part.ts";
import type { Origin } from "../../front-matter.ts";
import { onOneLine } from "../../span.ts";
import { readAnnotations } from "./annotation.ts";
import { createFonts } from "./graphics/font.ts";
import { type IsLayerVisible, MAX_LOCATED_PIXELS } from "./graphics/visibility.ts";
import { type Page, type PdfContext, readPage } from "./page.ts";
import {
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  VerbosityLevel,
} from "./pdfjs.ts";
import type { OutlineEntry } from "./structure.ts";

const MAX_PAGES = 2_000;
const MAX_OUTLINE = 5_000;
const PACKAGE = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** Takes fonts and does nothing with them: else pdf.js would draw each glyph that it meets. */
const STUB_DOCUMENT: object = {
  createElement: () => ({ sheet: { cssRules: [], insertRule() {} }, remove() {} }),
  documentElement: { getElementsByTagName: () => [{ append() {} }] },
};

/** What pdf.js may use: its own tables of characters, from the disk. */
const OPTIONS = {
  isEvalSupported: false,
  useWasm: false,
  useSystemFonts: false,
  disableFontFace: false,
  ownerDocument: STUB_DOCUMENT,
  enableXfa: false,
  useWorkerFetch: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  cMapUrl: `${join(PACKAGE, "cmaps")}/`,
  cMapPacked: true,
  standardFontDataUrl: `${join(PACKAGE, "standard_fonts")}/`,
  verbosity: VerbosityLevel.ERRORS,
} as const;

/** Begins to open a file. Images of more pixels are skipped, or are an error. */
const open = (bytes: Uint8Array, pixels: number, areErrors: boolean): PDFDocumentLoadingTask =>
  getDocument({
    ...OPTIONS,
    data: Uint8Array.from(bytes),
    maxImageSize: pixels,
    stopAtErrors: areErrors,
  });

/** Reads all pages. @throws UserError if it is damaged, encrypted, or has too many. */
export async function openPdf(bytes: Uint8Array) {
  const task = open(bytes, MAX_LOCATED_PIXELS, false);
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MAX_PAGES)
      throw new UserError(`it has ${pdf.numPages} pages; at most ${MAX_PAGES} are read: divide it`);
    return {
      pages: await readPages(pdf, bytes),
      outline: await readOutline(pdf),
      origin: await readOrigin(pdf),
    };
  } catch (error) {
    throw error instanceof UserError ? error : toUserError(error);
  } finally {
    await task.destroy();
  }
}

function toUserError(cause: unknown): UserError {
  const isEncrypted = cause instanceof Error && cause.name === "PasswordException";
  return new UserError(
    isEncrypted
      ? "it is encrypted: save it without a password"
      : "it is no PDF, or a damaged one: save it again from the program it comes from",
    { cause },
  );
}

async function readPages(pdf: PDFDocumentProxy, bytes: Uint8Array): Promise<Page[]> {
  const pages: Page[] = [];
  const probe = createImageProbe((pixels) => open(bytes, pixels, true));
  const context: PdfContext = {
    isLayerVisible: await readLayers(pdf),
    fontOf: createFonts(),
    annotationsOf: await readAnnotations(pdf),
    hasLargeImage: probe.hasLargeImage,
  };
  let length = 0;
  try {
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const read = await readPage(page, context);
      length += read.lines.reduce((sum, { text }) => sum + text.length, 0);
      requireLength(length);
      pages.push(read);
      page.cleanup();
    }
  } finally {
    await probe.close();
  }
  return pages;
}

/** A file whose layers can't be read has all of them on. */
async function readLayers(pdf: PDFDocumentProxy): Promise<IsLayerVisible> {
  const config = await pdf.getOptionalContentConfig().catch(() => undefined);
  return (content) => {
    try {
      return config?.isVisible(content) ?? true;
    } catch {
      return true;
    }
  };
}

/** An outline that can't be read is none. */
async function readOutline(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const top = (await pdf.getOutline().catch(() => null)) ?? [];
  let level: readonly (typeof top)[number][] = top;
  for (let depth = 1; level.length > 0 && entries.length < MAX_OUTLINE; depth += 1) {
    entries.push(...level.slice(0, MAX_OUTLINE).map(({ title }) => ({ title, depth })));
    level = level.flatMap(({ items }): (typeof top)[number][] => items);
  }
  return entries;
}

async function readOrigin(pdf: PDFDocumentProxy): Promise<Origin> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const fields = new Map<string, unknown>(Object.entries(info));
  const field = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? onOneLine(value) : "";
  };
  return { title: field("Title"), author: field("Author"), language: field("Language") };
}

/** Creates a probe for large images. @param open opens the file so that larger images are an error, which ends the operator list of their page. */
function createImageProbe(open: (pixels: number) => PDFDocumentLoadingTask) {
  const tasks = new Map<number, PDFDocumentLoadingTask>();
  const openOnce = (pixels: number): Promise<PDFDocumentProxy> => {
    const task = tasks.get(pixels) ?? open(pixels);
    tasks.set(pixels, task);
    return task.promise;
  };
  return {
    /**
     * Returns whether a page has an image of more than so many pixels, or may have one.
     * @param operators the number of operators of the page without large images.
     */
    hasLargeImage: async (number: number, pixels: number, operators: number): Promise<boolean> => {
      try {
        const page = await (await openOnce(pixels)).getPage(number);
        const { fnArray } = await page.getOperatorList();
        page.cleanup();
        return fnArray.length < operators;
      } catch {
        // Unknown: text is not treated as hidden because of another fault.
        return true;
      }
    },
    async close(): Promise<void> {
      for (const task of tasks.values()) await task.destroy();
    },
  };
}
