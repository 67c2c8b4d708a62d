/** @module Word files to a text: headings, paragraphs, lists, tables and notes. */

import { UserError } from "../../../base/errors.ts";
import type { Extracted, Reader } from "../../extraction/extracted.ts";
import { squeeze } from "../../extraction/paragraphs.ts";
import { composeParagraphs } from "../../extraction/part.ts";
import { withSeenTitle } from "../../extraction/title.ts";
import type { Origin } from "../../front-matter.ts";
import { openArchive } from "./archive.ts";
import { readDocument } from "./blocks.ts";
import { type Included, readInclusion } from "./inclusion.ts";
import { openNotes } from "./notes.ts";
import { openNumbering } from "./numbering.ts";
import { roughText } from "./rough.ts";
import { readSources, type Sources } from "./sources.ts";
import { openStyles } from "./styles.ts";
import { openSymbols } from "./symbols.ts";
import { childOf, type Element, textIn } from "./xml.ts";

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
  const [title, author, language] = [of("dc:title"), of("dc:creator"), of("dc:language")];
  return {
    ...(title ? { title } : {}),
    ...(author && !NOBODY.test(author) ? { author } : {}),
    ...(language ? { language } : {}),
  };
}
