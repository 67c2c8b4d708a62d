/** @module Word files: headings, lists and tables kept, archives looked at before they are unpacked. */

import { describe, expect, test } from "vitest";
import { readDocx } from "../../../src/corpus/docx/docx.ts";
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
    `Rules of the harbour\n\nHours\n\n${PROSE}\n\nDay | Hour\nMonday | six\n\nOn feasts\n`,
  );
  expect(blocks.map(({ kind }) => kind)).toEqual([
    "heading",
    "heading",
    "prose",
    "group",
    "heading",
  ]);
  expect(places.starts).toHaveLength(5);
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

test.each([
  [
    "a formula",
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>',
  ],
  [
    "a formula on a line of its own",
    '<m:oMathPara xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:oMath/></m:oMathPara>',
  ],
  ["a word with signs above it", "<w:r><w:ruby><w:rubyBase/></w:ruby></w:r>"],
])("%s, which would go without a mark, is a reason to refuse", async (_, element) => {
  const sentence = `<w:p><w:r><w:t>It is </w:t></w:r>${element}</w:p>`;
  await expect(readDocx(docxOf([paragraph(PROSE), sentence]))).rejects.toThrow(/formulas/);
  await expect(readDocx(docxOf([paragraph(PROSE)]))).resolves.toBeDefined();
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

describe("a file is refused", () => {
  const entries = docxEntries([paragraph(PROSE)]);
  const bomb = { name: "word/bomb.xml", content: Buffer.alloc(110_000_000, 32) };
  const without = (name: string) => entries.filter((entry) => entry.name !== name);
  test.each<[string, () => Buffer, RegExp]>([
    ["if it is no archive", () => Buffer.from("PK not at all"), /no \.docx file, or a damaged one/],
    [
      "if it is an archive of something else",
      () => zipOf([{ name: "a.xml", content: "<a/>" }]),
      /no \.docx file/,
    ],
    ["if its main part is missing", () => zipOf(without("word/document.xml")), /no \.docx file/],
    ["if it is cut short", () => docxOf([paragraph(PROSE)]).subarray(0, 400), /damaged/],
    [
      "if its XML is broken",
      () =>
        zipOf([
          ...without("word/document.xml"),
          { name: "word/document.xml", content: "<w:document" },
        ]),
      /damaged/,
    ],
    ["if it has a password", () => Buffer.from("d0cf11e0a1b11ae10000", "hex"), /password/],
    ["if it unpacks to too much", () => zipOf([...entries, bomb]), /more than 100 MB/],
    [
      "if anything in it unpacks to too much, whatever its name",
      () => zipOf([...entries, { ...bomb, name: "word/media/picture.png" }]),
      /more than 100 MB/,
    ],
    [
      "if it says less than it unpacks to",
      () => zipOf([...entries, { ...bomb, declaredSize: 100 }]),
      /damaged/,
    ],
    [
      "if it holds too many files",
      () => zipOf(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}.txt`, content: "" }))),
      /more than 10000 files/,
    ],
  ])("%s", { timeout: 60_000 }, async (_, make, reason) => {
    expect(await faultOf(() => readDocx(make()))).toMatch(reason);
  });
});
