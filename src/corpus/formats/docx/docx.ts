/** @module Extraction of text from Word files, and from files that they include. */

import { UserError } from "../../../base/errors.ts";
import type { Block, Stretch } from "../../block.ts";
import type { Extracted, Reader } from "../../extraction/extracted.ts";
import { composeParagraphs, type Part, squeeze, tableOf } from "../../extraction/part.ts";
import { withSeenTitle } from "../../extraction/title.ts";
import { readHtml } from "../html/html.ts";
import { openArchive } from "../office/archive.ts";
import { readDocument } from "./blocks.ts";
import { openNotes } from "./context.ts";
import { type IncludedFile, readPackage, type WordPackage } from "./package.ts";
import { openNumbering } from "./paragraph.ts";
import { openStyles } from "./styles.ts";
import { openSymbols } from "../office/symbols.ts";
import { allTextIn } from "../office/xml.ts";

/** Extracts the text of a Word file. @throws UserError if it is damaged, protected, too large or of another format. */
export const readDocx: Reader = (bytes) => readWord(bytes, readIncluded);

/** Extracts the text of a Word file included in another. It may include no third: an archive can contain itself. */
const readIncluded: Reader = (bytes) =>
  readWord(bytes, () => Promise.reject(new UserError("it is included in an included file")));

async function readWord(bytes: Uint8Array, readInner: Reader): Promise<Extracted> {
  const wordPackage = await readPackage(await openArchive(bytes, ".docx"));
  const included = new Map<string, IncludedContent>();
  for (const file of wordPackage.includedFiles)
    included.set(file.id, await readIncludedFile(file, readInner));
  const { parts, leftOut, warnings } = readText(wordPackage, included);
  const composed = composeParagraphs(parts);
  const origin = withSeenTitle(wordPackage.origin, { ...composed, leftOut });
  return { ...composed, origin, leftOut, warnings };
}

function readText(
  { document, part, object, headersAndFooters }: WordPackage,
  included: ReadonlyMap<string, IncludedContent>,
): IncludedContent {
  const boilerplate = [...new Set(headersAndFooters.map(allTextIn).map(squeeze))].filter((text) =>
    /\p{L}/u.test(text),
  );
  const leftOut = [...boilerplate, ...[...included.values()].flatMap((file) => file.leftOut)];
  const warnings = new Set([...included.values()].flatMap((file) => file.warnings));
  if (boilerplate.length > 0) warnings.add("its headers and footers are left out");
  const parts = readDocument(document, {
    styles: openStyles(part("styles")),
    labelOf: openNumbering(part("numbering")),
    decodeSymbols: openSymbols(part("fontTable")),
    notes: openNotes(part("footnotes"), part("endnotes")),
    objectText: (id) => {
      const root = object(id);
      return root ? allTextIn(root) : "";
    },
    included: (id) => included.get(id)?.parts ?? missing(),
    reportOmission: (text) => void (text !== "" && leftOut.push(text)),
    warn: (text) => void warnings.add(text),
  });
  return { parts, leftOut, warnings: [...warnings] };
}

const missing = (): never => {
  throw new UserError(
    "a file that it includes is missing: save it again from the program it comes from",
  );
};

interface IncludedContent extends Pick<Extracted, "leftOut" | "warnings"> {
  readonly parts: readonly Part[];
}

/**
 * Reads an included file, which Word would merge into the text.
 * @throws UserError if its format is not supported, or it can't be read.
 */
async function readIncludedFile(
  { name, content }: IncludedFile,
  readWord: Reader,
): Promise<IncludedContent> {
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
