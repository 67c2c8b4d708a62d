/** @module Rows of tables, in Markdown and in extracted texts: cells and the names of columns. */

import { type Edit, deletion, shiftEdits } from "./edits.ts";
import { inlineEdits, type IsDefined, withoutMarkup } from "./markdown/inline-markup.ts";
import { lineAt, nextLine } from "./markdown/lines.ts";
import { hasWords, matchEnd, type Span, trim } from "./span.ts";

const MAX_COLUMNS = 30;

/** The syntax of rows. */
export interface TableForm {
  /** In Markdown, pipes are also at the ends of a row, and escaped inside a cell. */
  readonly isMarkdown: boolean;
}

const BETWEEN = {
  markdown: /\\[\\|]|\|/g,
  extracted: /(?<![^ ])\|(?![^ ])/g,
};

/** Returns the cells of a row, in offsets of the row, trimmed. */
export function cellsOf(row: string, { isMarkdown }: TableForm): Span[] {
  const cells: Span[] = [];
  let start = 0;
  const end = (at: number): unknown => cells.push(trim(row, { start, end: at }));
  for (const { 0: found, index } of row.matchAll(
    isMarkdown ? BETWEEN.markdown : BETWEEN.extracted,
  )) {
    if (found !== "|") continue;
    end(index);
    start = index + 1;
  }
  end(row.length);
  return isMarkdown ? withoutEdges(cells) : cells;
}

/** A bar in a cell that would divide it, with the blank before it. */
const BAR = / ?(?<![^ ])\|(?![^ ])/g;
const LINE_END = /[\r\n\v\f\u0085\u2028\u2029]+/g;

/**
 * Writes cells as a row of an extracted text, on one line; empty if no cell has a text. The blank before a bar that is part
 * of a cell becomes a no-break space, so that it divides no cell.
 */
export function writeRow(cells: readonly string[]): string {
  const written = cells.map((cell) => cell.trim().replace(LINE_END, " ").replace(BAR, "\u00A0|"));
  return written.every((cell) => cell === "") ? "" : written.join(" | ");
}

/** Returns the cells of the row in a span of a text, in offsets of the text. */
export function cellsIn(text: string, { start, end }: Span, form: TableForm): Span[] {
  const content = form.isMarkdown ? Math.min(end, matchEnd(BEFORE_ROW, text, start)) : start;
  return cellsOf(text.slice(content, end), form).map((cell) => ({
    start: content + cell.start,
    end: content + cell.end,
  }));
}

const isEmpty = ({ start, end }: Span): boolean => start === end;

function withoutEdges(cells: readonly Span[]): Span[] {
  const [first, last] = [cells[0], cells.at(-1)];
  const from = first && isEmpty(first) ? 1 : 0;
  return cells.slice(from, last && isEmpty(last) ? -1 : undefined);
}

/** Returns the names of columns in a header row, by position; empty cells give empty names. */
export const columnsOf = (row: string, form: TableForm): string[] =>
  cellsOf(row, form)
    .slice(0, MAX_COLUMNS)
    .map(({ start, end }) => row.slice(start, end))
    .map((cell) => (form.isMarkdown ? withoutMarkup(cell) : cell));

/** The position of the names of columns: before each cell, or once before the rows. */
export type Naming = "each cell" | "once";

/** Rows of a table within a text. */
export interface Rows extends Span {
  /** The row that names the columns, if it is included. */
  readonly header: Span | undefined;
  /** Whether the first row is complete. */
  readonly isWhole: boolean;
  /** The names of the columns; may be empty. */
  readonly names: readonly string[];
  readonly naming: Naming;
}

const BEFORE_ROW = /[ \t>]*/y;
/** The line below a header, and rows without words. */
const RULE = /^[-:| \t]*$/;

/** Returns the edits that make rows lines such as `Column: cell; Column: cell`. */
export function rowEdits(
  text: string,
  { start, end, header, isWhole, names, naming }: Rows,
  form: TableForm,
  isDefined: IsDefined,
): Edit[] {
  const edits: Edit[] = [];
  const isOnce = naming === "once";
  if (isOnce && !header && names.some(hasWords))
    edits.push({ start, end: start, text: `${names.filter(hasWords).join(BETWEEN_CELLS)}\n` });
  for (let at = start; at < end; at = nextLine(text, at)) {
    const lineEnd = Math.min(lineAt(text, at).end, end);
    const content = Math.min(lineEnd, form.isMarkdown ? matchEnd(BEFORE_ROW, text, at) : at);
    const isNamed = !isOnce && (header ? at > header.start : at > start || isWhole);
    const row = text.slice(content, lineEnd);
    const cells = cellEdits(row, isNamed ? names : [], form, isDefined);
    edits.push(deletion(at, content), ...shiftEdits(cells, content));
  }
  return edits;
}

function cellEdits(
  row: string,
  names: readonly string[],
  form: TableForm,
  isDefined: IsDefined,
): Edit[] {
  if (form.isMarkdown && RULE.test(row)) return [deletion(0, row.length)];
  const edits: Edit[] = [];
  let end = 0;
  for (const { name, ...cell } of nameCells(cellsOf(row, form), names, form)) {
    const label = hasWords(name) ? `${name.replace(/:$/, "")}: ` : "";
    edits.push({ start: end, end: cell.start, text: (end === 0 ? "" : BETWEEN_CELLS) + label });
    const own = form.isMarkdown ? inlineEdits(row.slice(cell.start, cell.end), isDefined) : [];
    edits.push(...shiftEdits(own, cell.start));
    end = cell.end;
  }
  return [...edits, deletion(end, row.length)];
}

/** Lists the non-empty cells with their names. A single cell spans the table; cells in excess have no column. */
export function nameCells(
  cells: readonly Span[],
  names: readonly string[],
  form: TableForm,
): (Span & { readonly name: string })[] {
  const isNamed = cells.length > 1 && (form.isMarkdown || cells.length <= names.length);
  return cells
    .map((cell, at) => ({ ...cell, name: (isNamed ? names[at] : undefined) ?? "" }))
    .filter((cell) => !isEmpty(cell));
}

const BETWEEN_CELLS = "; ";

const PADDING = /(?<![ \t])[ \t]+(?=\|)|(?<=\|)[ \t]+/g;
const PADDED_RULE = /(?<=\|) ?:?-{4,}:? ?(?=\|)/g;

/** Removes the white space and dashes that only align the columns of a table. */
export const withoutPadding = (text: string): string =>
  text.includes("|") ? text.replace(PADDING, " ").replace(PADDED_RULE, " --- ") : text;
