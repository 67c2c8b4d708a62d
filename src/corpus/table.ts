/** @module Rows of a Markdown table. */

const MAX_COLUMNS = 30;
/** A pipe that is part of a cell is escaped. */
const BETWEEN_CELLS = /(?<!\\)\|/;

/** Returns the cells of a row that names columns, without pipes; empty ones are left out. */
export const columnsOf = (row: string): string[] =>
  row
    .split(BETWEEN_CELLS, MAX_COLUMNS)
    .map((cell) =>
      cell
        .replaceAll("\\|", "|")
        .replace(/[*_`]+/g, "")
        .trim(),
    )
    .filter((cell) => cell !== "");

const PADDING = /(?<![ \t])[ \t]+(?=\|)|(?<=\|)[ \t]+/g;
const RULE = /(?<=\|) ?:?-{4,}:? ?(?=\|)/g;

/** Returns the text without the white space and dashes that only widen the columns of a table. */
export const withoutPadding = (text: string): string =>
  text.includes("|") ? text.replace(PADDING, " ").replace(RULE, " --- ") : text;
