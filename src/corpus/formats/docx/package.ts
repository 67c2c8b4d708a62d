/** @module Parts of a Word file. */

import { type Archive, notOfKind } from "../office/archive.ts";
import { readProperties, type Relationship, relationshipsOf } from "../office/relationships.ts";
import { childOf, type Element, parseXml } from "../office/xml.ts";

/** A file within the archive that a `w:altChunk` includes in the text. */
export interface IncludedFile {
  readonly id: string;
  readonly name: string;
  readonly content: Uint8Array;
}

const XML_PARTS =
  /^(?:styles|numbering|fontTable|footnotes|endnotes|header|footer|chart|chartEx|diagramData)$/;

/** Reads the parts that relationships name. @throws UserError if there is no document among them, or one is damaged. */
export async function readPackage(archive: Archive) {
  const ofPackage = await relationshipsOf(archive, "");
  const main = ofPackage.find(({ type }) => type === "officeDocument")?.target;
  const content = main === undefined ? undefined : await archive.read(main);
  if (main === undefined || content === undefined) throw notOfKind(".docx");
  const document = parseXml(content);
  if (!childOf(document, "w:body")) throw notOfKind(".docx");
  const relationships = await relationshipsOf(archive, main);
  const roots = new Map<Relationship, Element>();
  const includedFiles: IncludedFile[] = [];
  for (const relationship of relationships) {
    const { id, type, target: name } = relationship;
    if (name === undefined || !(XML_PARTS.test(type) || type === "aFChunk")) continue;
    const found = await archive.read(name);
    if (found === undefined) continue;
    if (type === "aFChunk") includedFiles.push({ id, name, content: found });
    else roots.set(relationship, parseXml(found));
  }
  const rootsWhere = (suits: (relationship: Relationship) => boolean): readonly Element[] =>
    [...roots].filter(([relationship]) => suits(relationship)).map(([, root]) => root);
  return {
    document,
    origin: await readProperties(archive, ofPackage),
    /** Returns the part of a type, such as `styles`. */
    part: (type: string) => rootsWhere((one) => one.type === type)[0],
    headersAndFooters: rootsWhere(({ type }) => type === "header" || type === "footer"),
    /** Returns a chart, or the data of a diagram, by the ID of its relationship. */
    object: (id: string) => rootsWhere((one) => one.id === id)[0],
    includedFiles,
  };
}

export type WordPackage = Awaited<ReturnType<typeof readPackage>>;
