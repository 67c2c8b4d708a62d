/** @module Word files to a text: headings, paragraphs, lists and tables, by mammoth; pictures are left out. */

import mammoth from "mammoth";
import { UserError } from "../../errors.ts";
import type { Extracted } from "../extraction/extracted.ts";
import { withSeenTitle } from "../extraction/title.ts";
import type { Origin } from "../front-matter.ts";
import { readFragment } from "../html/html.ts";
import { findElement, isElement, parseHtml, valueOf } from "../html/tree.ts";
import { type Archive, inspectArchive } from "./archive.ts";

const OPTIONS = {
  styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
  externalFileAccess: false,
  convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
};

/** Reads a Word file. @throws UserError if it is none, or damaged, protected or out of all measure. */
export async function readDocx(bytes: Uint8Array): Promise<Extracted> {
  const archive = await inspectArchive(bytes);
  const { value, messages } = await mammoth
    .convertToHtml({ buffer: Buffer.from(bytes) }, OPTIONS)
    .catch(damaged);
  requireReadable(messages);
  const read = readFragment(value);
  return { ...read, origin: withSeenTitle(originOf(archive), read), warnings: [] };
}

/** What mammoth passes over without a trace, though it stands within sentences: they would be quoted as if it were not there. */
const PASSED_OVER = /\}oMath|\bw:ruby\b/;

function requireReadable(messages: readonly { readonly message: string }[]): void {
  if (messages.some(({ message }) => PASSED_OVER.test(message)))
    throw new UserError(
      "it has formulas (or signs above words), which would leave no mark in the sentences they stand in: save it as PDF, or write them out",
    );
}

const damaged = (cause: unknown): never => {
  throw new UserError("it is damaged: save it anew from the program it comes from", { cause });
};

/** Word makes up a name where none was given. */
const NOBODY =
  /^(?:microsoft|windows|user|admin|administrator|owner|author|unknown|python-docx)\b/i;

function originOf({ properties }: Archive): Origin {
  if (properties === "") return {};
  const xml = parseHtml(properties);
  const of = (name: string): string | undefined => {
    // An element that is closed where it opens seems to hold all that follows: only its own first text counts.
    const first = findElement(xml, ({ tagName }) => tagName === name)?.childNodes[0];
    return first && !isElement(first) ? valueOf(first).trim() : undefined;
  };
  const [title, author, language] = [of("dc:title"), of("dc:creator"), of("dc:language")];
  return {
    ...(title ? { title } : {}),
    ...(author && !NOBODY.test(author) ? { author } : {}),
    ...(language ? { language } : {}),
  };
}
