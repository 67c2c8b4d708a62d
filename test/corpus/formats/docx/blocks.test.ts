/** @module The blocks of a Word file: headings, lists, tables, notes, included files and what else stands by itself. */

import { describe, expect, test } from "vitest";
import { isHeading } from "../../../../src/corpus/block.ts";
import { readDocx } from "../../../../src/corpus/formats/docx/docx.ts";
import { type DocxPart, docxOf, paragraph, runs, table, wordPart } from "../../../support/docx.ts";

const read = (body: readonly string[], ...parts: readonly DocxPart[]) =>
  readDocx(docxOf(body, { parts }));
const textOf = async (body: readonly string[], ...parts: readonly DocxPart[]): Promise<string> =>
  (await read(body, ...parts)).text.trimEnd();
const p = (properties: string, text: string): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

describe("headings", () => {
  const style = (id: string, name: string, properties: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${properties}</w:style>`;
  const level = (value: number): string => `<w:pPr><w:outlineLvl w:val="${value}"/></w:pPr>`;
  const styles = wordPart(
    "styles",
    [
      style("berschrift1", "heading 1", ""),
      style("Klausel", "Klausel", `<w:basedOn w:val="berschrift1"/>`),
      style("Absatz", "Absatz", `<w:basedOn w:val="Klausel"/>${level(9)}`),
      style("Artikel", "Artikel", level(2)),
    ].join(""),
  );
  test.each([
    ["by the name of its style", '<w:pStyle w:val="berschrift1"/>', 1],
    ["by the style it is based on", '<w:pStyle w:val="Klausel"/>', 1],
    ["by the outline level of its style", '<w:pStyle w:val="Artikel"/>', 3],
    ["by its own outline level", '<w:outlineLvl w:val="1"/>', 2],
    ["by a style that the file lacks", '<w:pStyle w:val="Heading2"/>', 2],
    ["none by a style for body text", '<w:pStyle w:val="Absatz"/>', undefined],
    [
      "none by its own level for body text",
      '<w:pStyle w:val="Artikel"/><w:outlineLvl w:val="9"/>',
      undefined,
    ],
  ])("%s", async (_, properties, depth) => {
    const { blocks } = await read([p(properties, "Hours"), paragraph("From six.")], styles);
    const [first] = blocks;
    expect(first && isHeading(first) ? first.depth : undefined).toBe(depth);
  });
});

test("a heading that is struck ends the section before it, and has no title", async () => {
  const struck = `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:rPr><w:strike/></w:rPr><w:t>Cats</w:t></w:r></w:p>`;
  const { text, blocks } = await read([paragraph("Dogs", "Heading1"), struck, paragraph("No.")]);
  expect(text).toBe("Dogs\n\n[…]\n\nNo.\n");
  expect(blocks.map((block) => (isHeading(block) ? block.title : block.kind))).toEqual([
    "Dogs",
    "",
    "prose",
  ]);
});

describe("lists", () => {
  const level = (at: number, format: string, text = ""): string =>
    `<w:lvl w:ilvl="${at}"><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = wordPart(
    "numbering",
    [
      `<w:abstractNum w:abstractNumId="0">${level(0, "bullet")}${level(1, "bullet")}</w:abstractNum>`,
      `<w:abstractNum w:abstractNumId="1">${level(0, "decimal", "%1.")}</w:abstractNum>`,
      `<w:abstractNum w:abstractNumId="2">${level(0, "none")}</w:abstractNum>`,
      '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="L"/></w:abstractNum>',
      `<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="L"/>${level(0, "bullet")}</w:abstractNum>`,
      ...[0, 1, 2, 3].map(
        (id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`,
      ),
    ].join(""),
  );
  const item = (list: number, text: string, at = 0): string =>
    p(`<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`, text);

  test("are lines with bullets, indented by their level", async () => {
    const body = [item(1, "rope"), item(1, "knots", 1), item(4, "oars"), paragraph("And more.")];
    expect(await textOf(body, numbering)).toBe("- rope\n  - knots\n- oars\n\nAnd more.");
  });

  test("with numbers have a warning, as Word counts those and the file does not have them", async () => {
    const { text, warnings } = await read([item(2, "rope"), item(3, "plain")], numbering);
    expect(text).toBe("- rope\n\nplain\n");
    expect(warnings).toEqual([expect.stringMatching(/numbers that Word puts before/)]);
    expect((await read([item(1, "rope")], numbering)).warnings).toEqual([]);
  });
});

describe("tables keep one line a row, and every cell its column", () => {
  const cell = (content: string, properties = ""): string =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${content || "<w:p/>"}</w:tc>`;
  const text = (words: string, properties?: string): string => cell(paragraph(words), properties);
  const row = (...cells: readonly string[]): string => `<w:tr>${cells.join("")}</w:tr>`;
  const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;
  const merge = (value = ""): string => `<w:vMerge${value && ` w:val="${value}"`}/>`;
  const header = row(text("Day"), text("Hour"), text("Fee"));
  const linesOf = async (...rows: readonly string[]): Promise<string[]> =>
    (await textOf([`<w:tbl>${rows.join("")}</w:tbl>`])).split("\n");

  test.each([
    [
      "several blocks in a cell",
      row(cell(paragraph("Mon") + paragraph("day")), text("six"), cell("")),
      "Mon day | six |",
    ],
    [
      "a line break in a cell",
      row(
        cell("<w:p><w:r><w:t>Mon</w:t><w:br/><w:t>day</w:t></w:r></w:p>"),
        text("six"),
        text("2"),
      ),
      "Mon day | six | 2",
    ],
    ["an empty cell", row(text("Monday"), cell(""), text("2")), "Monday |  | 2"],
    ["a cell over two columns", row(text("closed", span(2)), text("2")), "closed |  | 2"],
    ["a cell over all columns", row(text("closed", span(3))), "closed"],
    [
      "a grid that is finer",
      row(text("Monday"), text("six"), text("2", span(4))),
      "Monday | six | 2",
    ],
    [
      "a column left out before",
      `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${text("six")}${text("2")}</w:tr>`,
      "| six | 2",
    ],
    [
      "a column left out behind",
      `<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>${text("Monday")}${text("six")}</w:tr>`,
      "Monday | six |",
    ],
    [
      "wrapped cells",
      row(`<w:sdt><w:sdtContent>${text("Monday")}</w:sdtContent></w:sdt>`, text("six"), text("2")),
      "Monday | six | 2",
    ],
    [
      "a deleted cell",
      row(text("old", '<w:cellDel w:id="1"/>'), text("Monday"), text("six"), text("2")),
      "Monday | six | 2",
    ],
  ])("%s", async (_, second, line) => {
    expect(await linesOf(header, second, row(text("Sunday"), text("ten"), text("3")))).toEqual([
      "Day | Hour | Fee",
      line,
      "Sunday | ten | 3",
    ]);
  });

  test("a cell over several rows is read once; what it hides is marked", async () => {
    const rows = [
      row(text("Monday", merge("restart")), text("six"), text("2")),
      row(cell("", merge()), text("ten"), text("3")),
      row(text("hidden", merge()), text("noon"), text("4")),
      row(text("Sunday"), text("ten"), text("5")),
      row(text("Tuesday", merge()), text("six"), text("6")),
    ];
    expect(await linesOf(header, ...rows)).toEqual([
      "Day | Hour | Fee",
      "Monday | six | 2",
      "| ten | 3",
      "[…] | noon | 4",
      "Sunday | ten | 5",
      "Tuesday | six | 6",
    ]);
  });

  const look = (attributes: string): string => `<w:tblPr><w:tblLook ${attributes}/></w:tblPr>`;
  const repeated = header.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>");
  const two = row(text("Day"), text("Hour"));
  test.each([
    ["that is repeated on every page", repeated, true],
    ["that the style sets apart", look('w:firstRow="1"') + header, true],
    ["that the mask of an older file sets apart", look('w:val="04A0"') + header, true],
    ["that nothing sets apart", look('w:val="0480"') + header, false],
    ["that may be a name and a value", look('w:firstRow="1"') + two, false],
  ])("a first row %s names the columns or not", async (_, first, isHeader) => {
    const second = row(text("Monday"), text("six"), text("2"));
    const [block] = (await read([`<w:tbl>${first}${second}</w:tbl>`])).blocks;
    expect(block && "hasHeader" in block).toBe(isHeader);
  });

  test("rows that were deleted or are hidden are not seen", async () => {
    const gone = (property: string): string =>
      `<w:tr><w:trPr><w:${property}/></w:trPr>${text("old")}${text("row")}</w:tr>`;
    expect(await linesOf(header, gone("del"), gone("hidden"))).toEqual(["Day | Hour | Fee"]);
  });

  test("a table that only arranges blocks is read block by block", async () => {
    const inner = table([
      ["a", "b"],
      ["c", "d"],
    ]);
    const one = `<w:tbl>${row(cell(paragraph("One") + inner))}</w:tbl>`;
    const two = `<w:tbl>${row(cell(paragraph("Left") + paragraph("below")), text("Right"))}</w:tbl>`;
    expect(await textOf([one, two])).toBe("One\n\na | b\nc | d\n\nLeft\n\nbelow\n\nRight");
    const long = "A sentence. ".repeat(100).trim();
    const pages = [
      row(cell(paragraph(long) + paragraph("b")), text("c")),
      row(text("d"), text("e")),
    ];
    expect(await textOf([`<w:tbl>${pages.join("")}</w:tbl>`])).toBe(`${long}\n\nb\n\nc\n\nd\n\ne`);
  });

  test("a file may say any number of columns", async () => {
    const wide = row(text("a", span(2_000_000_000)), text("b", span(2_000_000_000)));
    expect(await linesOf(wide, row(text("c"), text("d")))).toHaveLength(2);
  });
});

describe("notes", () => {
  const reference = (kind: string, id: number, own = ""): string =>
    `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:${kind}Reference w:id="${id}"${own && ' w:customMarkFollows="1"'}/>${own && `<w:t>${own}</w:t>`}</w:r>`;
  const withNote = (text: string, ...notes: readonly string[]): string =>
    `<w:p><w:r><w:t>${text}</w:t></w:r>${notes.join("")}</w:p>`;
  const notes = (kind: string, ...texts: readonly string[]): DocxPart =>
    wordPart(
      `${kind}s`,
      texts
        .map(
          (text, id) =>
            `<w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r><w:r><w:t xml:space="preserve"> ${text}</w:t></w:r></w:p></w:${kind}>`,
        )
        .join(""),
    );

  test("come at the end of their section, numbered as they are referred to", async () => {
    const body = [
      paragraph("Dogs", "Heading1"),
      withNote("On a lead.", reference("footnote", 1), reference("endnote", 0)),
      paragraph("Always."),
      withNote("Cats", reference("footnote", 0)).replace(
        "<w:p>",
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>',
      ),
      withNote("Never.", reference("footnote", 1)),
    ];
    const parts = [notes("footnote", "None is known.", "Two metres."), notes("endnote", "Rule 4.")];
    expect(await textOf(body, ...parts)).toBe(
      "Dogs\n\nOn a lead.[1][2]\n\nAlways.\n\n[1] Two metres.\n\n[2] Rule 4.\n\nCats[3]\n\nNever.[1]\n\n[3] None is known.",
    );
  });

  test("keep the markers of their author", async () => {
    const body = [withNote("Dogs", reference("footnote", 0, "*"))];
    expect(await textOf(body, notes("footnote", "* Two metres."))).toBe("Dogs[*]\n\n* Two metres.");
  });

  test("that were never referred to are not seen", async () => {
    expect(await textOf([paragraph("Dogs.")], notes("footnote", "unseen"))).toBe("Dogs.");
  });
});

describe("one line of several paragraphs", () => {
  const end = (mark: string): string => `<w:rPr><w:${mark}/></w:rPr>`;
  test.each([
    ["a deleted mark", [p(end("del"), "Mon"), paragraph("day.")], "Monday."],
    ["a mark moved away", [p(end("moveFrom"), "Mon"), paragraph("day.")], "Monday."],
    ["a hidden mark", [p(end("vanish"), "Mon"), paragraph("day.")], "Monday."],
    ["a drop cap", [p('<w:framePr w:dropCap="drop"/>', "M"), paragraph("onday.")], "Monday."],
    [
      "the deleted mark of a table's neighbour",
      [p(end("del"), "Day"), table([["a", "b"]])],
      "Day\n\na | b",
    ],
    [
      "a hidden mark after a heading",
      [p(`<w:pStyle w:val="Heading1"/>${end("vanish")}`, "Day"), paragraph("six.")],
      "Day\n\nsix.",
    ],
  ])("%s", async (_, body, text) => {
    expect(await textOf(body)).toBe(text);
  });
});

describe("included files", () => {
  const include = (name: string, content: string | Uint8Array): DocxPart => ({
    type: "aFChunk",
    id: "i1",
    name,
    content,
  });
  const body = [paragraph("Before."), '<w:altChunk r:id="i1"/>', paragraph("After.")];

  test("are read in their place", async () => {
    const page =
      "<h1>Dogs</h1><p>On a lead.</p><ul><li>rope</li></ul><table><tr><td>a<td>b</table>";
    expect(await textOf(body, include("a.html", page))).toBe(
      "Before.\n\nDogs\n\nOn a lead.\n\n- rope\n\na | b\n\nAfter.",
    );
    const word = docxOf([paragraph("Dogs", "Heading1"), paragraph("On a lead.")]);
    expect(await textOf(body, include("a.docx", word))).toBe(
      "Before.\n\nDogs\n\nOn a lead.\n\nAfter.",
    );
  });

  test.each([
    [
      "of a kind that is not read",
      include("a.rtf", "{\\rtf}"),
      /includes a\.rtf, which can't be read/,
    ],
    [
      "that is damaged",
      include("a.docx", "PK"),
      /includes a\.docx, which can't be read \(it is no \.docx file/,
    ],
    [
      "that includes another",
      include("a.docx", docxOf(body, { parts: [include("b.docx", docxOf(["x"]))] })),
      /an included file/,
    ],
    ["that is missing", wordPart("comments", ""), /file that it includes is missing/],
  ])("one %s is a reason to refuse", async (_, part, reason) => {
    await expect(read(body, part)).rejects.toThrow(reason);
  });
});

test("headers and footers are left out with a warning", async () => {
  const header = wordPart("header", paragraph("Club rules"));
  const footer = wordPart("footer", paragraph("3"));
  const { text, leftOut, warnings } = await read([paragraph("Dogs.")], header, footer);
  expect({ text, leftOut, warnings }).toEqual({
    text: "Dogs.\n",
    leftOut: ["Club rules"],
    warnings: ["its headers and footers are left out"],
  });
});

test("content controls and other wrappers of blocks are read", async () => {
  const wrapped = `<w:sdt><w:sdtContent><w:customXml>${paragraph("Dogs.")}</w:customXml></w:sdtContent></w:sdt>`;
  expect(await textOf([wrapped, runs(["On a lead."])])).toBe("Dogs.\n\nOn a lead.");
});
