/** @module Sources: finds and parses the parts of a Word file that its text depends on. */

import { type Archive, noDocx } from "./archive.ts";
import { type Relationship, relationshipsOf } from "./relationships.ts";
import { childOf, type Element, parseXml } from "./xml.ts";

export interface Sources {
  readonly document: Element;
  readonly properties: Element | undefined;
  /** Returns the part of a type, such as `styles`. */
  readonly part: (type: string) => Element | undefined;
  readonly headersAndFooters: readonly Element[];
  /** Returns a chart, or the data of a diagram, by the ID of its relationship. */
  readonly object: (id: string) => Element | undefined;
  readonly inclusions: readonly Inclusion[];
}

/** A file within the archive that a `w:altChunk` includes in the text. */
export interface Inclusion {
  readonly id: string;
  readonly name: string;
  readonly content: Uint8Array;
}

const XML_PARTS =
  /^(?:styles|numbering|fontTable|footnotes|endnotes|header|footer|chart|chartEx|diagramData)$/;

/** Reads the parts that relationships name. @throws UserError if there is no document among them, or one is damaged. */
export async function readSources(archive: Archive): Promise<Sources> {
  const ofPackage = await relationshipsOf(archive, "");
  const main = ofPackage.find(({ type }) => type === "officeDocument")?.target;
  const content = main === undefined ? undefined : await archive.read(main);
  if (main === undefined || content === undefined) throw noDocx();
  const document = parseXml(content);
  if (!childOf(document, "w:body")) throw noDocx();
  const relationships = await relationshipsOf(archive, main);
  const roots = new Map<Relationship, Element>();
  const inclusions: Inclusion[] = [];
  for (const relationship of relationships) {
    const { id, type, target: name } = relationship;
    if (name === undefined || !(XML_PARTS.test(type) || type === "aFChunk")) continue;
    const found = await archive.read(name);
    if (found === undefined) continue;
    if (type === "aFChunk") inclusions.push({ id, name, content: found });
    else roots.set(relationship, parseXml(found));
  }
  const rootsWhere = (suits: (relationship: Relationship) => boolean): readonly Element[] =>
    [...roots].filter(([relationship]) => suits(relationship)).map(([, root]) => root);
  const properties = ofPackage.find(({ type }) => type === "core-properties")?.target;
  const about = await archive.read(properties ?? "docProps/core.xml");
  return {
    document,
    properties: about && parseXml(about),
    part: (type) => rootsWhere((one) => one.type === type)[0],
    headersAndFooters: rootsWhere(({ type }) => type === "header" || type === "footer"),
    object: (id) => rootsWhere((one) => one.id === id)[0],
    inclusions,
  };
}
