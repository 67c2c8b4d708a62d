/** @module Extraction of rows from files of comma, semicolon or tab separated values. */

import Papa from "papaparse";
import { UserError } from "../../../base/errors.ts";
import type { Extracted, Reader } from "../../extraction/extracted.ts";
import { compose, tableOf } from "../../extraction/part.ts";
import { writeRow } from "../../table.ts";
import { decodeUnicode } from "../../text.ts";
import { delimiterOf } from "./delimiter.ts";
import { isHeader } from "./header.ts";

/** Extracts rows whose delimiter is recognised. @throws UserError if a quotation mark is at fault, or for other encodings than UTF-8 and UTF-16. */
export const readCsv: Reader = async (bytes) => readRows(decodeUnicode(bytes));

/** Extracts rows whose cells are divided by tabs. @throws UserError as `readCsv` does. */
export const readTsv: Reader = async (bytes) => readRows(decodeUnicode(bytes), "\t");

/** Excel reads the delimiter from such a first line, and does not show it. */
const SEPARATOR_LINE = /^sep=([,;\t|])(?:\n|$)/i;

function readRows(source: string, given?: string): Extracted {
  const lines = source.replace(/\r\n?/g, "\n");
  const [separator = "", own] = SEPARATOR_LINE.exec(lines) ?? [];
  const text = lines.slice(separator.length);
  const rows = parseRows(text, own ?? given ?? delimiterOf(text));
  const columns = rows.find((row) => writeRow(row) !== "")?.length ?? 0;
  const written = rows.map((row) => writeRow(withoutExcess(row, columns)));
  const filled = rows.filter((_, at) => written[at] !== "");
  const hasHeader = isHeader(filled);
  const composed = compose(
    tableOf(
      written.filter((row) => row !== ""),
      hasHeader,
    ),
  );
  return {
    text: composed.text,
    blocks: composed.blocks,
    places: { unit: "row", starts: rowStarts(written, composed.text.length) },
    origin: {},
    leftOut: [],
    warnings: hasHeader ? warningsOf(rows, columns) : [],
  };
}

/** Spreadsheets have 1,048,576 rows and 16,384 columns. */
const [MOST_ROWS, MOST_CELLS] = [1_100_000, 20_000] as const;

/** Parses rows; an empty line is one too, so that rows count as in a spreadsheet. */
function parseRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let fault: string | undefined;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: "\n",
    step({ data, errors: [error] }, parser) {
      rows.push(data);
      fault ??= error && faultIn(error, rows.length);
      if (rows.length > MOST_ROWS || data.length > MOST_CELLS)
        fault = "it has more than 1,100,000 rows or 20,000 columns: divide it";
      if (fault !== undefined) parser.abort();
    },
  });
  if (fault !== undefined) throw new UserError(fault);
  return rows;
}

function faultIn({ code }: Papa.ParseError, row: number): string {
  const what =
    code === "MissingQuotes"
      ? "opens a quotation mark that is never closed"
      : "has text after a closing quotation mark";
  return `its row ${row} ${what}: correct it, or save the file again from the program it comes from`;
}

/** Drops the empty cells beyond the columns of the first row. */
const withoutExcess = (row: readonly string[], columns: number): readonly string[] =>
  row.slice(0, Math.max(columns, row.findLastIndex((cell) => cell.trim() !== "") + 1));

/** Returns the offset of each row; an empty one begins where the next one does. */
function rowStarts(written: readonly string[], length: number): number[] {
  let start = 0;
  return written.map((row) => {
    const own = Math.min(start, length);
    if (row !== "") start += row.length + 1;
    return own;
  });
}

function warningsOf(rows: readonly (readonly string[])[], columns: number): string[] {
  const ragged = rows.filter((row) => row.slice(columns).some((cell) => cell.trim() !== "")).length;
  if (ragged === 0) return [];
  const [count, have] = ragged === 1 ? ["1 row", "has"] : [`${ragged} rows`, "have"];
  return [
    `${count} ${have} more cells than the first one; they are shown without names of columns`,
  ];
}
