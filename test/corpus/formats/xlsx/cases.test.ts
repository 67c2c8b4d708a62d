/** @module Workbooks: cells are read as they are displayed; what is hidden is reported. */

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { readXlsx } from "../../../../src/corpus/formats/xlsx/xlsx.ts";
import { faultOf } from "../../../support/fault.ts";
import { row, slideRuns, xlsxOf } from "../../../support/office.ts";
import { runs } from "../../../support/runs.ts";

const HEAD = row(["Berth", "Owner", "Fee"]);
const textOf = async (...given: Parameters<typeof xlsxOf>): Promise<string> =>
  (await readXlsx(xlsxOf(...given))).text.replace(/^Sheet1\n\n/, "");
const read = async (sheet: Omit<Parameters<typeof xlsxOf>[0][number], "name">) =>
  await readXlsx(xlsxOf([{ name: "Fees", ...sheet }]));

describe("a number is written as it is displayed", () => {
  it.each<[string | number, number, string]>([
    [0, 0.1 + 0.2, "0.3"],
    [0, 1234567, "1234567"],
    [2, 3.14159, "3.14"],
    [4, 1234.5, "1,234.50"],
    [9, 0.125, "13%"],
    [10, 0.125, "12.50%"],
    [11, 12345, "1.23E+04"],
    [12, 0.5, "1/2"],
    [14, 45000, "2023-03-15"],
    [15, 45000, "15-Mar-23"],
    [20, 0.75, "18:00"],
    [22, 45000.5, "2023-03-15 12:00"],
    [37, -5, "(5)"],
    [46, 1.5, "36:00:00"],
    [49, 7, "7"],
    ["yyyy-mm-dd", 45000, "2023-03-15"],
    ['#,##0.00\\ "€"', 9.5, "9.50 €"],
    ["[$£-809]#,##0", 1200, "£1,200"],
    ['_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', 0, "-"],
    ['0.0,,"M"', 12_300_000, "12.3M"],
    ["000-00", 123, "001-23"],
    ['[>100]"many";"few"', 5, "few"],
    ["[Red]0", 5, "5"],
    ["[$-407]d. mmmm yyyy", 45000, "15. März 2023"],
    ["yyyy-mm-dd", 60, "1900-02-29"],
  ])("in the format %j: %d", async (format, value, shown) => {
    expect(
      await textOf([{ rows: `<row><c s="1"><v>${value}</v></c></row>` }], { formats: [format] }),
    ).toBe(`${shown}\n`);
  });

  it.each([
    [28, 45000],
    ["[$-F800]dddd, mmmm dd, yyyy", 45000],
    ["[DBNum1]General", 15],
    ["ggge", 45000],
    ["[$-D07041E]0", 5],
    ["[$-45E]mmmm", 45000],
    ['0 "open', 5],
    [`0"${"x".repeat(300)}"`, 5],
    ["yyyy-mm-dd", -5],
    ["b2yyyy", 45000],
  ])("or as a mark, where the format %j is not understood", async (format, value) => {
    const bytes = xlsxOf([{ rows: row(["a", '<c s="1"><v>' + value + "</v></c>"]) }], {
      formats: [format],
    });
    const { text, warnings } = await readXlsx(bytes);
    expect(text).toContain("a | […]");
    expect(warnings).toEqual(["numbers in a format that is not understood are shown as […]: 1"]);
  });

  it("in the system of dates that begins in 1904, but for elapsed times", async () => {
    const rows = '<row><c s="1"><v>43538</v></c><c s="2"><v>1.5</v></c><c s="3"><v>7</v></c></row>';
    const options = { formats: [14, "[h]:mm", 0], is1904: true };
    expect(await textOf([{ rows }], options)).toBe("2023-03-15 | 36:00 | 7\n");
  });
});

describe("a cell", () => {
  it.each<[string, string, string]>([
    ["of a shared text", '<c t="s"><v>0</v></c>', "Berth"],
    ["of a text of runs, without its reading", '<c t="s"><v>1</v></c>', "漢字"],
    ["with a power", '<c t="s"><v>2</v></c>', "10³"],
    ["with struck text", '<c t="s"><v>3</v></c>', "now […]new"],
    [
      "with an escaped character",
      '<c t="inlineStr"><is><t>one_x000D_two_x005F_</t></is></c>',
      "one two_",
    ],
    ["of several lines", '<c t="inlineStr"><is><t>one\ntwo</t></is></c>', "one two"],
    ["of a truth value", '<c t="b"><v>1</v></c>', "TRUE"],
    ["of an error", '<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"],
    ["of a formula with a value", "<c><f>1+1</f><v>2</v></c>", "2"],
    ["of a formula with a text", '<c t="str"><f>A1</f><v>so</v></c>', "so"],
    ["of a formula without a value", "<c><f>1+1</f></c>", "[…]"],
    ["of a date of ISO 8601", '<c t="d" s="1"><v>2023-03-15</v></c>', "2023-03-15"],
    ["whose format hides it", '<c s="2" t="inlineStr"><is><t>unseen</t></is></c>', ""],
    ["whose format adds a unit", '<c s="3" t="inlineStr"><is><t>four</t></is></c>', "four kg"],
    ["that is struck out", '<c s="4" t="inlineStr"><is><t>old</t></is></c>', "[…]"],
  ])("%s", async (_, cell, shown) => {
    const shared = [
      "Berth",
      '<r><t>漢</t></r><r><t>字</t></r><rPh sb="0" eb="1"><t>カンジ</t></rPh><phoneticPr fontId="1"/>',
      '<r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r>',
      '<r><t xml:space="preserve">now </t></r><r><rPr><strike/></rPr><t>old </t></r><r><t>new</t></r>',
    ];
    const options = { shared, formats: [14, ";;;", '@" kg"'], fonts: ["<strike/>"] };
    const rows = `<row><c t="inlineStr"><is><t>a</t></is></c>${cell}</row>`;
    expect(await textOf([{ rows }], options)).toBe(shown === "" ? "a\n" : `a | ${shown}\n`);
  });
});

describe("a sheet", () => {
  it("is a heading and a table, whose places are its rows", async () => {
    const rows = `${row(["The fees"], 'r="2"')}${row(["Berth", "Owner", "Fee"], 'r="4"')}${row(["A1", "mole", 9], 'r="5"')}${row(["A2", "", 8], 'r="9"')}`;
    const { text, blocks, places } = await read({ rows });
    expect(text).toBe("Fees\n\nThe fees\n\nBerth | Owner | Fee\nA1 | mole | 9\nA2 |  | 8\n");
    expect(places).toEqual({ unit: "row", starts: [0, 6, 16, 36, 50], names: [2, 2, 4, 5, 9] });
    expect(blocks[2]).toMatchObject({ kind: "group", hasHeader: true });
  });

  it.each<[string, string, boolean]>([
    ["three texts first", HEAD + row(["A1", "mole", "x"]), true],
    ["two texts first, above a number", row(["Berth", "Fee"]) + row(["A1", 9]), true],
    ["names and values", row(["Name", "Bob"]) + row(["City", "Rome"]), false],
    ["bold names", row(["Name", "City"], "", 1) + row(["Bob", "Rome"]), true],
    ["numbers first", row([1, 2, 3]) + row([4, 5, 6]), false],
    ["one row", HEAD, false],
  ])("names columns or not, by %s", async (_, rows, hasHeader) => {
    const { blocks } = await readXlsx(xlsxOf([{ rows }], { fonts: ["<b/>"] }));
    expect("hasHeader" in (blocks[1] ?? {})).toBe(hasHeader);
  });

  it.each([
    ["a table", { refersTo: [{ type: "table", target: "t.xml", xml: '<table ref="A1:B2"/>' }] }],
    ["a filter", { after: '<autoFilter ref="A1:B2"/>' }],
    [
      "a frozen row",
      {
        before: '<sheetViews><sheetView><pane ySplit="1" state="frozen"/></sheetView></sheetViews>',
      },
    ],
  ])("names columns where %s says so", async (_, own) => {
    const { blocks } = await read({ rows: row(["Name", "Bob"]) + row(["City", "Rome"]), ...own });
    expect(blocks[1]).toMatchObject({ hasHeader: true });
  });

  it("has another table after an empty row, unless its rows go on", async () => {
    const of = (at: number, ...values: (string | number)[]): string => row(values, `r="${at}"`);
    const goesOn = of(1, "Berth", "Fee") + of(2, "A1", 9) + of(4, "A2", 8);
    const other =
      of(1, "Berth", "Fee") + of(2, "A1", 9) + of(4, "Mole", "Crane") + of(5, "Gate", "Wheel");
    const named = of(1, "Berth", "Fee") + of(2, "A1", 9) + of(4, "Crane", "Load") + of(5, "C1", 3);
    expect((await read({ rows: goesOn })).text).toBe("Fees\n\nBerth | Fee\nA1 | 9\nA2 | 8\n");
    expect((await read({ rows: other })).blocks.map((block) => "hasHeader" in block)).toEqual([
      false,
      true,
      false,
    ]);
    expect((await read({ rows: named })).blocks.map((block) => "hasHeader" in block)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("leaves out hidden rows and columns, and counts them", async () => {
    const rows = HEAD + row(["A1", "mole", 9], 'hidden="1"') + row(["A2", "crane", 8]);
    const { text, warnings, leftOut } = await read({
      rows,
      before: '<cols><col min="2" max="2" hidden="1"/></cols>',
    });
    expect(text).toBe("Fees\n\nBerth | Fee\nA2 | 8\n");
    expect(warnings).toEqual([
      "its hidden cells of columns are left out: 2",
      "its hidden rows are left out: 1",
    ]);
    expect(leftOut).toEqual(["Owner", "A1", "mole", "9", "crane"]);
  });

  it("shows a merged cell once, in its first visible cell", async () => {
    const rows = row(["a", "unseen", "c"], 'r="1"') + row(["d", "e", "f"], 'r="2"');
    const after = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>';
    const { text, leftOut } = await read({ rows, after });
    expect([text, leftOut]).toEqual(["Fees\n\na |  | c\nd | e | f\n", ["unseen"]]);
    const before = '<cols><col min="1" max="1" hidden="1"/></cols>';
    expect((await read({ rows, before, after })).text).toBe("Fees\n\na | c\ne | f\n");
  });

  it("has its text boxes, and counts charts, pictures and comments", async () => {
    const anchor = (at: number, inner: string): string =>
      `<xdr:twoCellAnchor><xdr:from><xdr:row>${at}</xdr:row></xdr:from>${inner}</xdr:twoCellAnchor>`;
    const box = `<xdr:sp><xdr:txBody>${slideRuns(["Pay soon"])}</xdr:txBody></xdr:sp>`;
    const drawing = `<xdr:wsDr>${anchor(6, box)}${anchor(1, "<xdr:graphicFrame/>")}</xdr:wsDr>`;
    const comments = "<comments><commentList><comment/></commentList></comments>";
    const { text, places, warnings } = await read({
      rows: row(["a"]),
      refersTo: [
        { type: "drawing", target: "d.xml", xml: drawing },
        { type: "comments", target: "c.xml", xml: comments },
      ],
    });
    expect(text).toBe("Fees\n\na\n\nPay soon\n");
    expect(places.names).toEqual([1, 1, 7]);
    expect(warnings).toEqual([
      "its comments are left out: 1",
      "its charts and pictures are left out: 1",
    ]);
  });

  it("is left out if it is hidden, and numbers its rows from 1", async () => {
    const sheets = [
      { name: "One", rows: row(["a"]) },
      { name: "Two", rows: row(["b"]), state: "hidden" as const },
      { name: "Three", rows: row(["c"]), state: "veryHidden" as const },
      { name: "Four", rows: row(["d"], 'r="1"') },
      { name: "Empty", rows: "" },
    ];
    const { text, places, warnings } = await readXlsx(xlsxOf(sheets));
    expect(text).toBe("One\n\na\n\nFour\n\nd\n");
    expect(places.names).toEqual([1, 1, 1, 1]);
    expect(warnings).toEqual(["its hidden sheets are left out: 2"]);
  });

  it("may have any number of empty rows with a style", async () => {
    const rows = `${row(["a"])}${'<row s="1" customFormat="1"/>'.repeat(inject("isLong") ? 1_000_000 : 250_000)}`;
    expect(await textOf([{ rows }])).toBe("a\n");
  });
});

describe("a workbook is refused", () => {
  const withPart = (name: string, content: string): Buffer =>
    xlsxOf([{ rows: row(["a"]) }], { others: [{ name, content }] });

  it.each<[string, () => Uint8Array, RegExp]>([
    [
      "with a password",
      () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
      /password, or an old \.xls/,
    ],
    [
      "if it is cut off",
      () => xlsxOf([{ rows: row(["a"]) }]).subarray(0, 900),
      /no \.xlsx file, or a damaged one/,
    ],
    ["if it is another document", () => withPart("xl/workbook.xml", "<a/>"), /no \.xlsx file/],
    [
      "without its sheet",
      () =>
        withPart(
          "xl/_rels/workbook.xml.rels",
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        ),
      /no \.xlsx file/,
    ],
    [
      "with an entity",
      () =>
        withPart(
          "xl/worksheets/sheet0.xml",
          '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        ),
      /declares a document type/,
    ],
    ["with a name outside of it", () => withPart("../../etc/passwd", "x"), /no \.xlsx file/],
    [
      "if it unpacks to too much",
      () => withPart("x.bin", " ".repeat(100_000_001)),
      /more than 100 MB/,
    ],
    [
      "with more rows than can be read",
      () => xlsxOf([{ rows: row([1]).repeat(200_001) }]),
      /200000 rows/,
    ],
    [
      "with a text that is too long",
      () =>
        xlsxOf([{ rows: '<row><c t="s"><v>0</v></c></row>'.repeat(11) }], {
          shared: ["a".repeat(1_000_000)],
        }),
      /longer than 10 MB/,
    ],
    [
      "with merged cells that overlap",
      () =>
        xlsxOf([
          {
            rows: row(["a"]).repeat(200),
            after: `<mergeCells>${'<mergeCell ref="A1:A200"/>'.repeat(6_000)}</mergeCells>`,
          },
        ]),
      /overlap/,
    ],
    ["without a text", () => xlsxOf([{ rows: "" }]), /no text/],
  ])("%s", async (_, bytes, reason) => {
    expect(await faultOf(() => readXlsx(bytes()))).toMatch(reason);
  });
});

const word = fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,2}$/);

it("the texts of cells come back in order, each at its row", async () => {
  const table = fc.array(fc.array(word, { minLength: 2, maxLength: 6 }), {
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(table, fc.nat(50), async (cells, before) => {
      const rows = cells.map((values, at) => row(values, `r="${before + at + 1}"`)).join("");
      const { text, places } = await readXlsx(xlsxOf([{ rows }]));
      expect(text).toBe(`Sheet1\n\n${cells.map((values) => values.join(" | ")).join("\n")}\n`);
      for (const [at, values] of cells.entries()) {
        expect(text.slice(places.starts[at + 1])).toMatch(new RegExp(`^${values[0]} \\|`));
        expect(places.names?.[at + 1]).toBe(before + at + 1);
      }
    }),
    { numRuns: runs(50) },
  );
});
