/** @module Of any rows that another program writes, each cell is read once, in its column. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "../../../../src/corpus/formats/csv/csv.ts";
import { cellsOf } from "../../../../src/corpus/table.ts";
import { runs } from "../../../support/runs.ts";

const text = fc.oneof(
  fc.constantFrom(
    "",
    "|",
    " | ",
    "a | b",
    '"',
    "a,b",
    "a;b",
    "1,5",
    "two\nlines",
    "x\r\ny",
    " a ",
    "||",
    "a |b",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.array(fc.array(text, { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 12,
  }),
);

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A cell as it is on one line. */
const plain = (cell: string): string =>
  cell
    .trim()
    .replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, " ")
    .replace(/\s/g, "");

test("each cell is read once, in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n"),
      async (rows, delimiter, lineEnd) => {
        const written = rows.map((row) => row.map(quote).join(delimiter)).join(lineEnd);
        const { text: read } = await readCsv(Buffer.from(written));
        const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
        const lines = read === "" ? [] : read.slice(0, -1).split("\n");
        expect(lines).toHaveLength(filled.length);
        for (const [at, line] of lines.entries()) {
          const cells = cellsOf(line, { isMarkdown: false }).map(({ start, end }) =>
            line.slice(start, end).replace(/\s/g, ""),
          );
          expect(cells).toEqual((filled[at] ?? []).map(plain));
        }
      },
    ),
    { numRuns: runs(500) },
  );
});
