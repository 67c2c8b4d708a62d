/** @module ZIP archives and Word files written by hand. */

import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the archive says of its size, where that is not so. */
  readonly declaredSize?: number;
}

/** An archive of these entries, deflated. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredSize } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = fieldsOf(bytes, packed, declaredSize ?? bytes.length, name);
    const local = Buffer.concat([
      Buffer.from("504b0304", "hex"),
      fields,
      Buffer.from(name),
      packed,
    ]);
    centrals.push(centralOf(fields, offset, name));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

function fieldsOf(bytes: Buffer, packed: Buffer, size: number, name: string): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  // Names are in UTF-8.
  fields.writeUInt16LE(0x800, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

function centralOf(fields: Buffer, offset: number, name: string): Buffer {
  const head = Buffer.from("504b01021400", "hex");
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, fields, tail, Buffer.from(name)]);
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A paragraph of a style, such as `Heading1`. */
export const paragraph = (text: string, style?: string): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;

/** A paragraph of runs, each with the properties it is given, such as `<w:strike/>`. */
export const runs = (...all: readonly (readonly [text: string, properties?: string])[]): string =>
  `<w:p>${all.map(([text, own]) => `<w:r>${own ? `<w:rPr>${own}</w:rPr>` : ""}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`).join("")}</w:p>`;

/** A table of rows of cells. */
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;

const STYLES = ["Title", "heading 1", "heading 2"].map((name) => {
  const id = name === "Title" ? name : `Heading${name.slice(-1)}`;
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
});
const OOXML = "http://schemas.openxmlformats.org";
const NAMESPACES = Object.entries({
  w: `${OOXML}/wordprocessingml/2006/main`,
  r: `${OOXML}/officeDocument/2006/relationships`,
  m: `${OOXML}/officeDocument/2006/math`,
  a: `${OOXML}/drawingml/2006/main`,
  c: `${OOXML}/drawingml/2006/chart`,
  pic: `${OOXML}/drawingml/2006/picture`,
  wp: `${OOXML}/drawingml/2006/wordprocessingDrawing`,
  wps: "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
  mc: `${OOXML}/markup-compatibility/2006`,
  w14: "http://schemas.microsoft.com/office/word/2010/wordml",
  v: "urn:schemas-microsoft-com:vml",
  o: "urn:schemas-microsoft-com:office:office",
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = `${OOXML}/officeDocument/2006/relationships`;

/** A part that the main one refers to. */
export interface DocxPart {
  /** The last word of the relationship's type, such as `footnotes`. */
  readonly type: string;
  readonly id?: string;
  readonly name: string;
  readonly content: string | Uint8Array;
}

const ROOTS: Readonly<Record<string, string>> = {
  header: "hdr",
  footer: "ftr",
  fontTable: "fonts",
};

/** A part of this type, such as `footnotes`, that holds these elements. */
export function wordPart(type: string, inner: string): DocxPart {
  const root = `w:${ROOTS[type] ?? type}`;
  const content = `${XML}<${root} ${NAMESPACES}>${inner}</${root}>`;
  return { type, name: `${type}.xml`, content };
}

interface DocxOptions {
  readonly title?: string;
  readonly author?: string;
  /** Other parts; one of type `styles` replaces the usual one. */
  readonly parts?: readonly DocxPart[];
}

/** The files of a Word file. */
export function docxEntries(
  body: readonly string[],
  { title = "", author = "", parts = [] }: DocxOptions = {},
): ZipEntry[] {
  const relation = (type: string, target: string, id = target): string =>
    `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  const styles = wordPart("styles", STYLES.join(""));
  const all = parts.some(({ type }) => type === "styles") ? parts : [styles, ...parts];
  const relations = (inner: string): string =>
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  return [
    {
      name: "_rels/.rels",
      content: relations(relation(`${OFFICE}/officeDocument`, "word/document.xml")),
    },
    {
      name: "word/_rels/document.xml.rels",
      content: relations(
        all.map(({ type, name, id }) => relation(`${OFFICE}/${type}`, name, id)).join(""),
      ),
    },
    ...all.map(({ name, content }) => ({ name: `word/${name}`, content })),
    {
      name: "docProps/core.xml",
      content: `${XML}<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator></cp:coreProperties>`,
    },
    {
      name: "word/document.xml",
      content: `${XML}<w:document ${NAMESPACES}><w:body>${body.join("")}</w:body></w:document>`,
    },
  ];
}

/** A Word file of these paragraphs and tables. */
export const docxOf = (body: readonly string[], options?: DocxOptions): Buffer =>
  zipOf(docxEntries(body, options));
