/** @module Tables: one line a row, every cell in its column. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHtml } from "../../../../src/corpus/formats/html/html.ts";
import { faultOf } from "../../../support/fault.ts";
import { runs } from "../../../support/runs.ts";

const read = (html: string) => readHtml(Buffer.from(html));
const textOf = async (html: string): Promise<string> => (await read(html)).text;
const tableOf = (...rows: string[]): string =>
  `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`;

describe("a table", () => {
  test.each([
    [
      "empty cells",
      tableOf("<td>a<td><td>b", "<td> &nbsp;<td>c<td>", "<td>d<td>e<td>f"),
      "a |  | b\n| c |\nd | e | f",
    ],
    [
      "several blocks",
      tableOf("<td>a<td><p>b</p><p>c</p>", "<td>d<td><ul><li>e<li>f</ul>"),
      "a | b c\nd | e f",
    ],
    ["lines", tableOf("<td>a<td>b<br>c"), "a | b c"],
    ["headings among header cells", tableOf("<th>a<th><h3>b</h3>", "<td>c<td>d"), "a | b\nc | d"],
    ["rowspan", tableOf("<td rowspan=2>a<td>b", "<td>c", "<td>d<td>e"), "a | b\n| c\nd | e"],
    ["rowspan at the end", tableOf("<td>a<td rowspan=2>b", "<td>c"), "a | b\nc |"],
    ["rowspan to the end", tableOf("<td rowspan=0>a<td>b", "<td>c", "<td>d"), "a | b\n| c\n| d"],
    ["colspan", tableOf("<td colspan=2>a<td>b", "<td>c<td>d<td>e"), "a |  | b\nc | d | e"],
    [
      "colspan over no columns",
      tableOf("<td colspan=9>a<td>b", "<td colspan=9>c<td>d"),
      "a | b\nc | d",
    ],
    ["a row of one cell", tableOf("<td>a<td>b", "<td colspan=2>c"), "a | b\nc"],
    [
      "both",
      tableOf("<td rowspan=2 colspan=2>a<td>b", "<td>c", "<td>d<td>e<td>f"),
      "a |  | b\n|  | c\nd | e | f",
    ],
    [
      "spans without sense",
      tableOf("<td rowspan=x colspan=-1>a<td>b", "<td>c<td>d"),
      "a | b\nc | d",
    ],
    ["short rows", tableOf("<td>a<td>b<td>c", "<td>d"), "a | b | c\nd"],
    ["a caption", "<table><caption>Fees</caption><tr><th>a<th>b</table>", "Fees\n\na | b"],
    [
      "the foot last",
      "<table><tfoot><tr><td>e<td>f<tbody><tr><td>c<td>d<thead><tr><th>a<th>b</table>",
      "a | b\nc | d\ne | f",
    ],
    [
      "groups that end a rowspan",
      "<table><tbody><tr><td rowspan=3>a<td>b<tbody><tr><td>c<td>d</table>",
      "a | b\nc | d",
    ],
    [
      "hidden cells as no columns",
      tableOf("<td>a<td hidden>b<td>c", "<td>d<td hidden>e<td>f"),
      "a | c\nd | f",
    ],
    [
      "a table in a cell",
      tableOf("<th>a<th>b", `<td>c<td>${tableOf("<td>d<td>e")}`),
      "a | b\nc | d e",
    ],
  ])("has a line a row: %s", async (_, html, text) => {
    expect(await textOf(html)).toBe(`${text}\n`);
  });

  test.each([
    ["one cell a row", tableOf("<td>a", "<td>b"), "a\n\nb"],
    ["one row of texts", tableOf("<td><p>a</p><p>b</p><td>c"), "a\n\nb\n\nc"],
    [
      "code and its line numbers",
      tableOf("<td><pre>1\n2</pre><td><pre>a\nb</pre>"),
      "1\n2\n\na\nb",
    ],
    ["code", tableOf("<td><pre>a\nb</pre><td>c", "<td>d<td>e"), "a\nb\n\nc\n\nd\n\ne"],
    ["headings", tableOf("<td><h2>a</h2>b<td>c", "<td>d<td>e"), "a\n\nb\n\nc\n\nd\n\ne"],
    [
      "another table",
      tableOf(`<td>a<td>${tableOf("<td>b<td>c")}`, "<td>d<td>e"),
      "a\n\nb | c\n\nd\n\ne",
    ],
    ["its role", `<table role="presentation"><tr><td>a<td>b</table>`, "a\n\nb"],
    [
      "long texts",
      tableOf("<td>a<td>b", `<td>c<td><p>${"word ".repeat(300)}</p><p>d</p>`),
      `a\n\nb\n\nc\n\n${"word ".repeat(300).trim()}\n\nd`,
    ],
  ])("that arranges a page is read through: %s", async (_, html, text) => {
    expect(await textOf(html)).toBe(`${text}\n`);
  });
});

test.each([
  ["header cells", tableOf("<th>a<th>b", "<td>c<td>d"), true],
  ["header cells beside an empty corner", tableOf("<td><th>b", "<th>c<td>d"), true],
  ["header cells behind a row without text", tableOf("<td><td>", "<th>a<th>b", "<td>c<td>d"), true],
  ["names of rows", tableOf("<th>a<td>b", "<th>c<td>d"), false],
  ["one header cell", tableOf("<th colspan=2>a", "<td>c<td>d"), false],
  ["no header cells", tableOf("<td>a<td>b", "<td>c<td>d"), false],
])("names of columns are known by header cells alone: %s", async (_, html, isKnown) => {
  const [block] = (await read(html)).blocks;
  expect(block && "hasHeader" in block).toBe(isKnown);
});

/** A table as numbers: how many columns and rows each cell of each row spans. */
const spans = fc.array(
  fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), {
    minLength: 1,
    maxLength: 4,
  }),
  { minLength: 2, maxLength: 6 },
);

/** Lays a table out on squared paper, square by square. */
function squared(rows: readonly (readonly (readonly [number, number])[])[]): string[][] {
  const paper = rows.map((): (string | undefined)[] => []);
  rows.forEach((cells, y) =>
    cells.forEach(([width, height], at) => {
      let x = 0;
      while (paper[y]?.[x] !== undefined) x += 1;
      for (let down = 0; down < height; down += 1)
        for (let right = 0; right < width; right += 1) {
          const row = paper[y + down];
          if (row) row[x + right] ??= down + right === 0 ? `c${y}q${at}` : "";
        }
    }),
  );
  const begins = (x: number): boolean => paper.some((row) => (row[x] ?? "") !== "");
  return paper.map((row) => Array.from(row, (square) => square ?? "").filter((_, x) => begins(x)));
}

test("any table has its cells in the columns of squared paper", async () => {
  await fc.assert(
    fc.asyncProperty(spans, async (rows) => {
      const html = rows.map((cells, y) =>
        cells.map(([w, h], at) => `<td colspan=${w} rowspan=${h}>c${y}q${at}</td>`).join(""),
      );
      const expected = squared(rows);
      fc.pre(rows.some(({ length }) => length > 1));
      const lines = (await textOf(tableOf(...html))).trimEnd().split("\n");
      const found = lines.map((line) => line.split("|").map((cell) => cell.trim()));
      const isWhole = (row: readonly string[]): boolean => row.slice(1).some((cell) => cell !== "");
      expect(found.filter(isWhole)).toEqual(expected.filter(isWhole));
      expect(found.map(([first]) => first)).toEqual(expected.map(([first]) => first));
    }),
    { numRuns: runs(500) },
  );
});

describe("a table made to be large", () => {
  test("is refused if its spans ask for the square of its length", async () => {
    const html = `<table>${"<td rowspan=65534>a".repeat(5_000)}${"<tr><td>b".repeat(5_000)}</table>`;
    expect(await faultOf(() => read(html))).toContain("more than 2,000,000 cells");
  });

  test("is read if it only has many rows", async () => {
    const html = `<table>${"<tr><td rowspan=2>a<td>b<tr><td>c".repeat(20_000)}</table>`;
    expect((await textOf(html)).split("\n")).toHaveLength(40_001);
  });
});
