/** @module Rows of tables, in Markdown and in texts that are taken out of files: their cells, and the names of these. */

import { type Edit, leaveOut, shiftEdits } from "./edits.ts";
import { inlineMarks, type IsDefined, withoutMarks } from "./markdown/inline-marks.ts";
import { lineAt, nextLine } from "./markdown/lines.ts";
import { hasWords, type Span, trim } from "./span.ts";

const MAX_COLUMNS = 30;

/** How rows are written. */
export interface TableForm {
  /** In Markdown pipes stand at the ends of a row too, and one that is part of a cell is escaped. */
  readonly isMarkdown: boolean;
}

const BETWEEN = {
  markdown: /\\[\\|]|\|/g,
  extracted: /(?<![^ ])\|(?![^ ])/g,
};

/** Returns the cells of a row, in offsets of it, without the white space about them. */
export function cellsOf(row: string, { isMarkdown }: TableForm): Span[] {
  const cells: Span[] = [];
  let start = 0;
  const end = (at: number): unknown => cells.push(trim(row, { start, end: at }));
  for (const { 0: sign, index } of row.matchAll(
    isMarkdown ? BETWEEN.markdown : BETWEEN.extracted,
  )) {
    if (sign !== "|") continue;
    end(index);
    start = index + 1;
  }
  end(row.length);
  return isMarkdown ? withoutEdges(cells) : cells;
}

const isEmpty = ({ start, end }: Span): boolean => start === end;

function withoutEdges(cells: readonly Span[]): Span[] {
  const [first, last] = [cells[0], cells.at(-1)];
  const from = first && isEmpty(first) ? 1 : 0;
  return cells.slice(from, last && isEmpty(last) ? -1 : undefined);
}

/** Returns the names in a row that names columns, each in its place; an empty one is no name. */
export const columnsOf = (row: string, form: TableForm): string[] =>
  cellsOf(row, form)
    .slice(0, MAX_COLUMNS)
    .map(({ start, end }) => row.slice(start, end))
    .map((cell) => (form.isMarkdown ? withoutMarks(cell) : cell));

/** Where the names of columns stand: before each cell, or once before the rows. */
export type Naming = "each cell" | "once";

/** Rows of a table within a text. */
export interface Rows extends Span {
  /** The one that names the columns, if it is among them. */
  readonly header: Span | undefined;
  /** Whether the first of them is a whole one. */
  readonly isWhole: boolean;
  /** The names of the columns; there may be none. */
  readonly names: readonly string[];
  readonly naming: Naming;
}

const BEFORE_ROW = /[ \t>]*/y;
/** The line below a header, and rows without a word. */
const RULE = /^[-:| \t]*$/;

/** Finds the marks of rows, which become lines such as `Column: cell; Column: cell`. */
export function rowMarks(
  text: string,
  { start, end, header, isWhole, names, naming }: Rows,
  form: TableForm,
  isDefined: IsDefined,
): Edit[] {
  const marks: Edit[] = [];
  const isOnce = naming === "once";
  if (isOnce && !header && names.some(hasWords))
    marks.push({ start, end: start, text: `${names.filter(hasWords).join(BETWEEN_CELLS)}\n` });
  for (let at = start; at < end; at = nextLine(text, at)) {
    const lineEnd = Math.min(lineAt(text, at).end, end);
    const content = Math.min(lineEnd, form.isMarkdown ? contentAt(text, at) : at);
    const isNamed = !isOnce && (header ? at > header.start : at > start || isWhole);
    const row = text.slice(content, lineEnd);
    const cells = cellMarks(row, isNamed ? names : [], form, isDefined);
    marks.push(leaveOut(at, content), ...shiftEdits(cells, content));
  }
  return marks;
}

function contentAt(text: string, at: number): number {
  BEFORE_ROW.lastIndex = at;
  return at + (BEFORE_ROW.exec(text)?.[0].length ?? 0);
}

function cellMarks(
  row: string,
  names: readonly string[],
  form: TableForm,
  isDefined: IsDefined,
): Edit[] {
  if (form.isMarkdown && RULE.test(row)) return [leaveOut(0, row.length)];
  const marks: Edit[] = [];
  let end = 0;
  for (const { name, ...cell } of namedCells(row, names, form)) {
    const label = hasWords(name) ? `${name.replace(/:$/, "")}: ` : "";
    marks.push({ start: end, end: cell.start, text: (end === 0 ? "" : BETWEEN_CELLS) + label });
    const own = form.isMarkdown ? inlineMarks(row.slice(cell.start, cell.end), isDefined) : [];
    marks.push(...shiftEdits(own, cell.start));
    end = cell.end;
  }
  return [...marks, leaveOut(end, row.length)];
}

/** The cells with something in them. One alone is a line across the table; where there are too many, they are of no column. */
function namedCells(row: string, names: readonly string[], form: TableForm) {
  const cells = cellsOf(row, form);
  const isNamed = cells.length > 1 && (form.isMarkdown || cells.length <= names.length);
  return cells
    .map((cell, at) => ({ ...cell, name: (isNamed ? names[at] : undefined) ?? "" }))
    .filter((cell) => !isEmpty(cell));
}

const BETWEEN_CELLS = "; ";

const PADDING = /(?<![ \t])[ \t]+(?=\|)|(?<=\|)[ \t]+/g;
const PADDED_RULE = /(?<=\|) ?:?-{4,}:? ?(?=\|)/g;

/** Returns the text without the white space and dashes that only widen the columns of a table. */
export const withoutPadding = (text: string): string =>
  text.includes("|") ? text.replace(PADDING, " ").replace(PADDED_RULE, " --- ") : text;
