/** @module Presentations and spreadsheets written by hand, as ZIP archives of XML. */

import { type ZipEntry, zipOf } from "./docx.ts";

const OOXML = "http://schemas.openxmlformats.org";
const OFFICE = `${OOXML}/officeDocument/2006/relationships`;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const NAMESPACES = Object.entries({
  p: `${OOXML}/presentationml/2006/main`,
  a: `${OOXML}/drawingml/2006/main`,
  r: OFFICE,
  m: `${OOXML}/officeDocument/2006/math`,
  c: `${OOXML}/drawingml/2006/chart`,
  dgm: `${OOXML}/drawingml/2006/diagram`,
  dsp: "http://schemas.microsoft.com/office/drawing/2008/diagram",
  mc: `${OOXML}/markup-compatibility/2006`,
  a14: "http://schemas.microsoft.com/office/drawing/2010/main",
  xdr: `${OOXML}/drawingml/2006/spreadsheetDrawing`,
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A part with its name in the archive and what it refers to. */
interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly refersTo?: readonly Reference[];
}

interface Reference {
  /** The last word of the relationship's type. */
  readonly type: string;
  readonly target: string;
  readonly id?: string;
}

const relationships = (references: readonly Reference[]): string =>
  `${XML}<Relationships xmlns="${OOXML}/package/2006/relationships">${references
    .map(
      ({ type, target, id = target }) =>
        `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;

/** The entries of parts, the first of which is the main one. */
function entriesOf(parts: readonly Part[]): ZipEntry[] {
  const main = parts[0]?.name ?? "";
  return [
    {
      name: "_rels/.rels",
      content: relationships([{ type: "officeDocument", target: `/${main}` }]),
    },
    ...parts.flatMap(({ name, content, refersTo = [] }) => {
      const at = name.lastIndexOf("/") + 1;
      const own = `${name.slice(0, at)}_rels/${name.slice(at)}.rels`;
      return [
        { name, content },
        { name: own, content: relationships(refersTo) },
      ];
    }),
  ];
}

const properties = (title: string, author: string): ZipEntry => ({
  name: "docProps/core.xml",
  content: `${XML}<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator></cp:coreProperties>`,
});

/** A paragraph of runs of a slide, each with its properties, such as `strike="sngStrike"`. */
export const slideRuns = (...runs: readonly (readonly [text: string, own?: string])[]): string =>
  `<a:p>${runs.map(([text, own = ""]) => `<a:r><a:rPr ${own}/><a:t>${escaped(text)}</a:t></a:r>`).join("")}</a:p>`;

/** A shape of paragraphs; a text becomes one. */
export function shape(
  texts: readonly string[],
  { placeholder = "", hidden = false }: { placeholder?: string; hidden?: boolean } = {},
): string {
  const ph = placeholder === "" ? "" : `<p:ph ${placeholder}/>`;
  const body = texts.map((text) => (text.startsWith("<") ? text : slideRuns([text]))).join("");
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"${hidden ? ' hidden="1"' : ""}/><p:cNvSpPr/><p:nvPr>${ph}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${body}</p:txBody></p:sp>`;
}

export const title = (text: string): string => shape([text], { placeholder: 'type="title"' });

/** A frame with a table of rows of cells, of which the first row may name the columns. */
export const slideTable = (rows: readonly (readonly string[])[], firstRow = true): string =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="t"/></p:nvGraphicFramePr><a:graphic><a:graphicData uri="x"><a:tbl><a:tblPr firstRow="${firstRow ? 1 : 0}"/>${rows
    .map(
      (row) =>
        `<a:tr>${row.map((cell) => (cell.startsWith("<") ? cell : `<a:tc><a:txBody>${slideRuns([cell])}</a:txBody></a:tc>`)).join("")}</a:tr>`,
    )
    .join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;

/** A frame that shows the object of a relationship. */
export const frame = (inner: string): string =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="t"/></p:nvGraphicFramePr><a:graphic><a:graphicData uri="x">${inner}</a:graphicData></a:graphic></p:graphicFrame>`;

export interface SlideOptions {
  readonly shapes: readonly string[];
  readonly isHidden?: boolean;
  readonly notes?: string;
  readonly objects?: readonly {
    readonly type: string;
    readonly id: string;
    readonly xml: string;
  }[];
}

interface PptxOptions {
  readonly title?: string;
  readonly author?: string;
  /** Shapes of the layout that all slides share. */
  readonly layout?: readonly string[];
  readonly firstSlide?: number;
  /** Parts of other names, which replace those of the same name. */
  readonly others?: readonly ZipEntry[];
}

const tree = (root: string, shapes: readonly string[], own = "", after = ""): string =>
  `${XML}<p:${root} ${NAMESPACES}${own}><p:cSld><p:spTree>${shapes.join("")}</p:spTree></p:cSld>${after}</p:${root}>`;

const BULLETS = `<p:txStyles><p:titleStyle><a:lvl1pPr><a:buNone/></a:lvl1pPr></p:titleStyle><p:bodyStyle>${[1, 2, 3].map((level) => `<a:lvl${level}pPr><a:buChar char="•"/></a:lvl${level}pPr>`).join("")}</p:bodyStyle></p:txStyles>`;

/** A presentation of slides, which share a layout with bullets in its body. */
export function pptxOf(
  slides: readonly SlideOptions[],
  { title: own = "", author = "", layout = [], firstSlide, others = [] }: PptxOptions = {},
): Buffer {
  const first = firstSlide === undefined ? "" : ` firstSlideNum="${firstSlide}"`;
  const ids = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="s${at}"/>`).join("");
  const parts: Part[] = [
    {
      name: "ppt/presentation.xml",
      content: `${XML}<p:presentation ${NAMESPACES}${first}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
      refersTo: slides.map((_, at) => ({
        type: "slide",
        // The numbers of the files say nothing of the order.
        target: `slides/slide${slides.length - at}.xml`,
        id: `s${at}`,
      })),
    },
    ...slides.flatMap(({ shapes, isHidden, notes, objects = [] }, at): Part[] => [
      {
        name: `ppt/slides/slide${slides.length - at}.xml`,
        content: tree("sld", shapes, isHidden ? ' show="0"' : ""),
        refersTo: [
          { type: "slideLayout", target: "../slideLayouts/slideLayout1.xml" },
          ...(notes === undefined
            ? []
            : [{ type: "notesSlide", target: `../notesSlides/notesSlide${at}.xml` }]),
          ...objects.map(({ type, id }) => ({ type, id, target: `../objects/${at}${id}.xml` })),
        ],
      },
      ...(notes === undefined
        ? []
        : [
            {
              name: `ppt/notesSlides/notesSlide${at}.xml`,
              content: tree("notes", [shape([notes], { placeholder: 'type="body"' })]),
            },
          ]),
      ...objects.map(({ id, xml }) => ({
        name: `ppt/objects/${at}${id}.xml`,
        content: `${XML}${xml.replace(/^<[\w:]+/, `$& ${NAMESPACES}`)}`,
      })),
    ]),
    {
      name: "ppt/slideLayouts/slideLayout1.xml",
      content: tree("sldLayout", layout),
      refersTo: [{ type: "slideMaster", target: "../slideMasters/slideMaster1.xml" }],
    },
    { name: "ppt/slideMasters/slideMaster1.xml", content: tree("sldMaster", [], "", BULLETS) },
  ];
  return zipOf(replaced([...entriesOf(parts), properties(own, author)], others));
}

const replaced = (entries: readonly ZipEntry[], others: readonly ZipEntry[]): ZipEntry[] => {
  const names = new Set(others.map(({ name }) => name));
  return [...entries.filter(({ name }) => !names.has(name)), ...others];
};

export interface SheetOptions {
  readonly name?: string;
  readonly state?: "hidden" | "veryHidden";
  /** Elements of `sheetData`. */
  readonly rows: string;
  /** Elements before and after `sheetData`. */
  readonly before?: string;
  readonly after?: string;
  readonly refersTo?: readonly (Reference & { readonly xml: string })[];
}

interface XlsxOptions {
  readonly title?: string;
  readonly author?: string;
  /** Elements of the table of shared texts. */
  readonly shared?: readonly string[];
  /** Codes of number formats; the style of each is its index and one. */
  readonly formats?: readonly (string | number)[];
  /** Fonts of the styles after those of the formats. */
  readonly fonts?: readonly string[];
  readonly is1904?: boolean;
  readonly others?: readonly ZipEntry[];
}

const MAIN = `xmlns="${OOXML}/spreadsheetml/2006/main" ${NAMESPACES}`;

/** A workbook of sheets. */
export function xlsxOf(
  sheets: readonly SheetOptions[],
  { title: own = "", author = "", others = [], is1904 = false, ...styles }: XlsxOptions = {},
): Buffer {
  const listed = sheets.map(
    ({ name = `Sheet${1}`, state }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="s${at}"${state ? ` state="${state}"` : ""}/>`,
  );
  const parts: Part[] = [
    {
      name: "xl/workbook.xml",
      content: `${XML}<workbook ${MAIN}>${is1904 ? '<workbookPr date1904="1"/>' : ""}<sheets>${listed.join("")}</sheets></workbook>`,
      refersTo: [
        ...sheets.map((_, at) => ({
          type: "worksheet",
          target: `worksheets/sheet${at}.xml`,
          id: `s${at}`,
        })),
        { type: "sharedStrings", target: "sharedStrings.xml" },
        { type: "styles", target: "styles.xml" },
      ],
    },
    ...sheets.flatMap(({ rows, before = "", after = "", refersTo = [] }, at): Part[] => [
      {
        name: `xl/worksheets/sheet${at}.xml`,
        content: `${XML}<worksheet ${MAIN}>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
        refersTo,
      },
      ...refersTo.map(({ target, xml }) => ({
        name: `xl/worksheets/${target}`,
        content: `${XML}${xml.replace(/^<[\w:]+/, `$& ${MAIN}`)}`,
      })),
    ]),
    {
      name: "xl/sharedStrings.xml",
      content: `${XML}<sst ${MAIN}>${(styles.shared ?? []).map((text) => `<si>${text.startsWith("<") ? text : `<t>${escaped(text)}</t>`}</si>`).join("")}</sst>`,
    },
    { name: "xl/styles.xml", content: stylesOf(styles) },
  ];
  return zipOf(replaced([...entriesOf(parts), properties(own, author)], others));
}

function stylesOf({ formats = [], fonts = [] }: XlsxOptions): string {
  const codes = formats.map((code, at) =>
    typeof code === "number"
      ? ""
      : `<numFmt numFmtId="${200 + at}" formatCode="${escaped(code).replaceAll('"', "&quot;")}"/>`,
  );
  const cells = [
    '<xf numFmtId="0" fontId="0"/>',
    ...formats.map(
      (code, at) => `<xf numFmtId="${typeof code === "number" ? code : 200 + at}" fontId="0"/>`,
    ),
    ...fonts.map((_, at) => `<xf numFmtId="0" fontId="${at + 1}"/>`),
  ];
  return `${XML}<styleSheet ${MAIN}><numFmts>${codes.join("")}</numFmts><fonts><font/>${fonts.map((font) => `<font>${font}</font>`).join("")}</fonts><cellXfs>${cells.join("")}</cellXfs></styleSheet>`;
}

/** A cell of a text, number or truth value; a text that begins with `<` is the whole cell. */
export function cell(value: string | number | boolean, style = 0): string {
  if (typeof value === "number") return `<c s="${style}"><v>${value}</v></c>`;
  if (typeof value === "boolean") return `<c t="b" s="${style}"><v>${value ? 1 : 0}</v></c>`;
  if (value.startsWith("<")) return value;
  if (value === "") return `<c s="${style}"/>`;
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** A row of cells. */
export const row = (values: readonly (string | number | boolean)[], own = "", style = 0): string =>
  `<row ${own}>${values.map((value) => cell(value, style)).join("")}</row>`;
