/** @module The parts of a workbook: sheets in order, shared texts, styles. */

import { type Archive, notOfKind } from "../office/archive.ts";
import { type Relationship, relationshipsOf } from "../office/relationships.ts";
import { childOf, childrenOf, type Element, isTrue, parseXml } from "../office/xml.ts";

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** The bytes of the sheet; undefined for a chart that is a sheet of its own. */
  readonly content: Uint8Array | undefined;
  /** The drawing of the sheet, on which text boxes, charts and pictures are. */
  readonly drawing: Element | undefined;
  /** The ranges of its tables, each with a row of names at the top, such as `B2:D9`. */
  readonly tables: readonly string[];
  readonly comments: number;
}

/** Reads the parts of a workbook. @throws UserError if a part is missing or damaged. */
export async function readWorkbook(archive: Archive, main: string | undefined) {
  const content = main === undefined ? undefined : await archive.read(main);
  if (main === undefined || content === undefined) throw notOfKind(".xlsx");
  const workbook = parseXml(content);
  if (workbook.name !== "x:workbook") throw notOfKind(".xlsx");
  const relationships = await relationshipsOf(archive, main);
  const partOf = async (type: string): Promise<Element | undefined> => {
    const bytes = await readTarget(
      archive,
      relationships.find((one) => one.type === type),
    );
    return bytes && parseXml(bytes);
  };
  const sheets: Sheet[] = [];
  for (const sheet of childrenOf(childOf(workbook, "x:sheets"), "x:sheet"))
    sheets.push(await openSheet(archive, sheet, relationships));
  return {
    sheets,
    sharedStrings: await partOf("sharedStrings"),
    styles: await partOf("styles"),
    is1904: isTrue(childOf(workbook, "x:workbookPr")?.attributes["date1904"]),
  };
}

const readTarget = async (
  archive: Archive,
  relationship: Relationship | undefined,
): Promise<Uint8Array | undefined> =>
  relationship?.target === undefined ? undefined : await archive.read(relationship.target);

async function openSheet(
  archive: Archive,
  { attributes }: Element,
  relationships: readonly Relationship[],
): Promise<Sheet> {
  const relationship = relationships.find(({ id }) => id === attributes["r:id"]);
  const name = attributes["name"] ?? "";
  const isHidden = /^(?:hidden|veryHidden)$/.test(attributes["state"] ?? "");
  const nothing = { name, isHidden, drawing: undefined, tables: [], comments: 0 };
  if (isHidden || relationship?.type === "chartsheet") return { ...nothing, content: undefined };
  const content = await readTarget(archive, relationship);
  if (content === undefined || relationship?.target === undefined) throw notOfKind(".xlsx");
  const roots = new Map<string, Element[]>();
  for (const own of await relationshipsOf(archive, relationship.target)) {
    if (!/^(?:drawing|table|comments)$/.test(own.type)) continue;
    const bytes = await readTarget(archive, own);
    if (bytes) roots.set(own.type, [...(roots.get(own.type) ?? []), parseXml(bytes)]);
  }
  const tables = (roots.get("table") ?? []).filter(
    (table) => table.attributes["headerRowCount"] !== "0",
  );
  const comments = (roots.get("comments") ?? []).flatMap((one) =>
    childrenOf(childOf(one, "x:commentList"), "x:comment"),
  );
  return {
    name,
    isHidden,
    content,
    drawing: roots.get("drawing")?.[0],
    tables: tables.map((table) => table.attributes["ref"] ?? ""),
    comments: comments.length,
  };
}
