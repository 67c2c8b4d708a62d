/** @module Word files: headings, lists and tables kept, archives looked at before they are unpacked. */

import { describe, expect, test } from "vitest";
import { readDocx } from "../../../src/corpus/formats/docx/docx.ts";
import { docxEntries, docxOf, paragraph, runs, table, zipOf } from "../../support/docx.ts";
import { faultOf } from "../../support/fault.ts";

const PROSE = "The harbour opens at six in the morning, and <its> gate is shut & locked at dusk.";

test("headings, paragraphs and tables are read, in order", async () => {
  const body = [
    paragraph("Rules of the harbour", "Title"),
    paragraph("Hours", "Heading1"),
    paragraph(PROSE),
    table([
      ["Day", "Hour"],
      ["Monday", "six"],
    ]),
    paragraph("On feasts", "Heading2"),
    paragraph("Menu"),
  ];
  const { text, blocks, places } = await readDocx(docxOf(body));
  expect(text).toBe(
    `Rules of the harbour\n\nHours\n\n${PROSE}\n\nDay | Hour\nMonday | six\n\nOn feasts\n\nMenu\n`,
  );
  expect(blocks.map(({ kind }) => kind)).toEqual([
    "heading",
    "heading",
    "prose",
    "group",
    "heading",
    "prose",
  ]);
  expect(places.starts).toHaveLength(6);
});

test("what is raised, lowered or struck is not read as other words; a sign at a heading's end stays", async () => {
  const body = [
    paragraph("Programming in C#", "Heading1"),
    runs(
      ["10"],
      ["6", '<w:vertAlign w:val="superscript"/>'],
      [" of H"],
      ["2", '<w:vertAlign w:val="subscript"/>'],
      ["O "],
      ["must", "<w:strike/>"],
      [" may flow."],
    ),
  ];
  const { text, leftOut } = await readDocx(docxOf(body));
  expect(text).toBe("Programming in C#\n\n10⁶ of H₂O […] may flow.\n");
  expect(leftOut).toEqual(["must"]);
});

test("the document is the part that the relationships name, in any encoding and with any prefixes", async () => {
  const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
  const xml = `<x:document xmlns:x="${strict}"><x:body><x:p><x:r><x:t>Größe</x:t></x:r></x:p></x:body></x:document>`;
  const relations = (target: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="${target}"/></Relationships>`;
  const word = (target: string, content: string | Uint8Array): Buffer =>
    zipOf([
      { name: "_rels/.rels", content: relations(target) },
      { name: "Word/the document.xml", content },
    ]);
  const files = [
    word("/Word/the%20document.xml", xml),
    word("word\\the document.xml", `\uFEFF${xml}`),
    word("word/./the document.xml", Buffer.from(`\uFEFF${xml}`, "utf16le")),
    word("word/the document.xml", Buffer.from(`\uFEFF${xml}`, "utf16le").swap16()),
  ];
  for (const file of files) expect((await readDocx(file)).text).toBe("Größe\n");
});

test("what the file says of itself is known, but for what the program makes up", async () => {
  const of = async (title: string, author: string) =>
    (await readDocx(docxOf([paragraph(PROSE)], { title, author }))).origin;
  expect(await of("House rules", "Jane Doe")).toEqual({ title: "House rules", author: "Jane Doe" });
  expect(await of("Document1", "Microsoft Office User")).toEqual({});
  expect(await of("", "")).toEqual({});
});

test("the same bytes give the same text", async () => {
  const file = docxOf([paragraph("Hours", "Heading1"), paragraph(PROSE)]);
  expect(await readDocx(file)).toEqual(await readDocx(file));
});

test("pictures are never unpacked", async () => {
  const picture = { name: "word/media/a.png", content: "not deflated", declaredSize: 1 };
  const entries = docxEntries([paragraph(PROSE)]);
  expect((await readDocx(zipOf([...entries, picture]))).text).toBe(`${PROSE}\n`);
});

describe("a file is refused", () => {
  const entries = docxEntries([paragraph(PROSE)]);
  const bomb = { name: "word/bomb.xml", content: Buffer.alloc(110_000_000, 32) };
  const without = (name: string) => entries.filter((entry) => entry.name !== name);
  const withDocument = (content: string | Uint8Array, more = {}): Buffer =>
    zipOf([...without("word/document.xml"), { name: "word/document.xml", content, ...more }]);
  test.each<[string, () => Buffer, RegExp]>([
    ["if it is no archive", () => Buffer.from("PK not at all"), /no \.docx file, or a damaged one/],
    [
      "if it is an archive of something else",
      () => zipOf([{ name: "a.xml", content: "<a/>" }]),
      /no \.docx file/,
    ],
    ["if its main part is missing", () => zipOf(without("word/document.xml")), /no \.docx file/],
    ["if it is cut short", () => docxOf([paragraph(PROSE)]).subarray(0, 400), /damaged/],
    ["if its XML is broken", () => withDocument("<w:document"), /damaged/],
    ["if it has a password", () => Buffer.from("d0cf11e0a1b11ae10000", "hex"), /password/],
    ["if it unpacks to too much", () => zipOf([...entries, bomb]), /more than 100 MB/],
    [
      "if anything in it unpacks to too much, whatever its name",
      () => zipOf([...entries, { ...bomb, name: "word/media/picture.png" }]),
      /more than 100 MB/,
    ],
    [
      "if a part says less than it unpacks to",
      () => withDocument(bomb.content, { declaredSize: 100 }),
      /damaged/,
    ],
    [
      "if its XML declares a document type",
      () => withDocument('<!DOCTYPE w [<!ENTITY a "a">]><w/>'),
      /declares a document type/,
    ],
    ["if its XML uses an entity", () => withDocument("<w>&a;</w>"), /damaged/],
    [
      "if its XML is not in Unicode",
      () => withDocument(Buffer.from("<w>\xE9</w>", "latin1")),
      /damaged/,
    ],
    [
      "if its elements are nested without end",
      () => withDocument("<w>".repeat(1_000)),
      /more than 500 levels/,
    ],
    [
      "if it has too many elements",
      () => withDocument(`<w>${"<a/>".repeat(2_000_001)}</w>`),
      /more than 2 million elements/,
    ],
    ["if its main part is no text", () => withDocument("<workbook/>"), /no \.docx file/],
    [
      "if it holds too many files",
      () => zipOf(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}.txt`, content: "" }))),
      /more than 10000 files/,
    ],
  ])("%s", { timeout: 60_000 }, async (_, make, reason) => {
    expect(await faultOf(() => readDocx(make()))).toMatch(reason);
  });
});
