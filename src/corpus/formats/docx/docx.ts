/** @module Extraction of text from Word files, and from files that they include. */

import { UserError } from "../../../base/errors.ts";
import type { Block, Stretch } from "../../block.ts";
import type { Extracted, Reader } from "../../extraction/extracted.ts";
import { composeParagraphs, type Part, squeeze, tableOf } from "../../extraction/part.ts";
import { withSeenTitle } from "../../extraction/title.ts";
import { readDocument } from "./blocks.ts";
import { openNotes } from "./context.ts";
import { type Inclusion, openArchive, readSources, type Sources } from "./package.ts";
import { openNumbering } from "./paragraph.ts";
import { openStyles } from "./styles.ts";
import { openSymbols } from "./symbols.ts";
import { childOf, type Element, roughText, textIn } from "./xml.ts";
import { readHtml } from "../html/html.ts";
import type { Origin } from "../../front-matter.ts";

/** Reads a Word file. @throws UserError if it is none, or is damaged, protected or too large. */
export const readDocx: Reader = (bytes) => readWord(bytes, readIncluded);

/** Reads a Word file that is included in another. It may include no third: an archive can hold itself. */
const readIncluded: Reader = (bytes) =>
  readWord(bytes, () => Promise.reject(new UserError("it is included in an included file")));

async function readWord(bytes: Uint8Array, readInner: Reader): Promise<Extracted> {
  const sources = await readSources(await openArchive(bytes));
  const included = new Map<string, Included>();
  for (const inclusion of sources.inclusions)
    included.set(inclusion.id, await readInclusion(inclusion, readInner));
  const { parts, leftOut, warnings } = readText(sources, included);
  const composed = composeParagraphs(parts);
  const origin = withSeenTitle(originOf(sources.properties), { ...composed, leftOut });
  return { ...composed, origin, leftOut, warnings };
}

function readText(
  { document, part, object, headersAndFooters }: Sources,
  included: ReadonlyMap<string, Included>,
): Included {
  const furniture = [...new Set(headersAndFooters.map(roughText).map(squeeze))].filter((text) =>
    /\p{L}/u.test(text),
  );
  const leftOut = [...furniture, ...[...included.values()].flatMap((file) => file.leftOut)];
  const warnings = new Set([...included.values()].flatMap((file) => file.warnings));
  if (furniture.length > 0) warnings.add("its headers and footers are left out");
  const parts = readDocument(document, {
    styles: openStyles(part("styles")),
    labelOf: openNumbering(part("numbering")),
    readSymbols: openSymbols(part("fontTable")),
    notes: openNotes(part("footnotes"), part("endnotes")),
    textOfObject: (id) => {
      const root = object(id);
      return root ? roughText(root) : "";
    },
    included: (id) => included.get(id)?.parts ?? missing(),
    omit: (text) => void (text !== "" && leftOut.push(text)),
    warn: (text) => void warnings.add(text),
  });
  return { parts, leftOut, warnings: [...warnings] };
}

const missing = (): never => {
  throw new UserError(
    "a file that it includes is missing: save it again from the program it comes from",
  );
};

/** Names that programs fill in where no author is given. */
const NOBODY =
  /^(?:microsoft|windows|user|admin|administrator|owner|author|unknown|python-docx)\b/i;

function originOf(properties: Element | undefined): Origin {
  const of = (name: string): string => {
    const found = childOf(properties, name);
    return found ? textIn(found).trim() : "";
  };
  const author = of("dc:creator");
  return {
    title: of("dc:title"),
    author: NOBODY.test(author) ? "" : author,
    language: of("dc:language"),
  };
}

export interface Included extends Pick<Extracted, "leftOut" | "warnings"> {
  readonly parts: readonly Part[];
}

/** @throws UserError if it is of a kind that is not read, or can't be read. */
export async function readInclusion(
  { name, content }: Inclusion,
  readWord: Reader,
): Promise<Included> {
  const read = readerOf(name, readWord);
  if (!read) throw unread(name, "such files are not read");
  const { text, blocks, leftOut, warnings } = await read(content).catch((error: unknown) => {
    throw error instanceof UserError ? unread(name, error.message) : error;
  });
  return { parts: blocks.map((block) => partOf(text, block)), leftOut, warnings };
}

function readerOf(name: string, readWord: Reader): Reader | undefined {
  if (/\.(?:html?|xhtml)$/i.test(name)) return readHtml;
  return /\.docx$/i.test(name) ? readWord : undefined;
}

const unread = (name: string, reason: string): UserError =>
  new UserError(
    `it includes ${name.replace(/^.*\//, "")}, which can't be read (${reason}): open it in Word and save it, which merges them`,
  );

function partOf(text: string, block: Block): Part {
  const slice = ({ start, end }: Block | Stretch): string => text.slice(start, end);
  if (block.kind === "heading") return { kind: "heading", depth: block.depth, text: slice(block) };
  if (block.kind === "prose" || block.kind === "code")
    return { kind: block.kind, text: slice(block) };
  const items = block.parts.map(slice);
  const [table] = block.parts[0]?.kind === "row" ? tableOf(items, block.hasHeader === true) : [];
  return table ?? { kind: "list", items };
}
