/** @module Tables: reads each row as one line, in which every cell keeps its column. */

import { type Part, tableOf } from "../../extraction/part.ts";
import { ELLIPSIS } from "../../hidden.ts";
import { inOneLine } from "./gather.ts";
import { childOf, type Element, elementsIn, isOn, valueIn } from "./xml.ts";

interface Row {
  readonly cells: readonly Cell[];
  /** The grid column after its last cell, and after what is left empty behind that. */
  readonly end: number;
  /** Word repeats it on every page that the table reaches. */
  readonly isRepeated: boolean;
}

interface Cell {
  readonly content: Element;
  /** The grid columns that it spans; `end` is not included. */
  readonly start: number;
  readonly end: number;
  /** It is merged into the cell above or before it, which hides its content. */
  readonly isMerged: boolean;
}

interface CellReader {
  readonly readCell: (cell: Element) => readonly Part[];
  readonly omit: (text: string) => void;
}

/** A longer cell of several blocks is no line. */
const LONG = 1_000;

/** Reads a table. One that only arranges blocks gives the parts of its cells. */
export function readTable(table: Element, { readCell, omit }: CellReader): readonly Part[] {
  const rows = rowsOf(table);
  const read = rows.map(({ cells }) => cells.map(({ content }) => readCell(content)));
  if (isArranging(read)) return read.flat(2);
  const texts = read.map((cells) => cells.map(inOneLine));
  const lines = linesOf(rows, (row, at) => {
    const text = texts[row]?.[at] ?? "";
    if (text === "" || !rows[row]?.cells[at]?.isMerged) return text;
    omit(text);
    return ELLIPSIS;
  });
  const seen = lines.flatMap((line, row) => (/[^\s|]/.test(line) ? [row] : []));
  const items = seen.map((row) => lines[row] ?? "");
  return tableOf(items, isHeader(table, rows[seen[0] ?? 0]));
}

/** Fewer cells than this may as well be a name and a value. */
const SEVERAL = 3;
/** In the mask of older files, that the first row is set apart. */
const FIRST_ROW = 0x20;

/** Whether a row names the columns: it is repeated on every page, or the table's style sets it apart. */
function isHeader(table: Element, row: Row | undefined): boolean {
  const look = childOf(childOf(table, "w:tblPr"), "w:tblLook")?.attributes ?? {};
  const mask = Number.parseInt(look["w:val"] ?? "0", 16);
  const isSetApart = /^(?:1|true|on)$/.test(look["w:firstRow"] ?? "") || (mask & FIRST_ROW) > 0;
  const count = row?.cells.length ?? 0;
  return (row?.isRepeated === true && count > 1) || (isSetApart && count >= SEVERAL);
}

/** Whether there is a single column, a table in a cell, or blocks in a cell that are too much for a line. */
function isArranging(rows: readonly (readonly (readonly Part[])[])[]): boolean {
  const cells = rows.flat();
  const isLong = (parts: readonly Part[]): boolean => inOneLine(parts).length > LONG;
  return (
    rows.every(({ length }) => length < 2) ||
    cells.flat().some(({ kind }) => kind === "table") ||
    cells.some((parts) => parts.length > 1 && (rows.length === 1 || isLong(parts)))
  );
}

/** Writes rows as lines. A column begins where any cell does: the grid may be finer. */
function linesOf(rows: readonly Row[], textOf: (row: number, cell: number) => string): string[] {
  const starts = new Set(rows.flatMap(({ cells }) => cells.map(({ start }) => start)));
  const before = [0];
  const width = rows.reduce((most, { end }) => Math.max(most, end), 0);
  for (let at = 0; at < width; at += 1) before.push((before[at] ?? 0) + (starts.has(at) ? 1 : 0));
  const emptyCells = (start: number, end: number): string[] =>
    Array<string>(Math.max(0, (before[end] ?? 0) - (before[start] ?? 0))).fill("");
  return rows.map(({ cells, end }, row) => {
    const [only] = cells;
    if (cells.length === 1 && only?.start === 0 && only.end === width) return textOf(row, 0);
    const texts = emptyCells(0, only?.start ?? 0);
    cells.forEach((cell, at) => {
      texts.push(textOf(row, at));
      texts.push(...emptyCells(cell.start + 1, cell.end));
    });
    return [...texts, ...emptyCells(cells.at(-1)?.end ?? 0, end)].join(" | ").trim();
  });
}

function rowsOf(table: Element): Row[] {
  let above: ReadonlySet<number> = new Set();
  return unwrap(table, "w:tr")
    .filter(isRowSeen)
    .map((row) => {
      const read = rowOf(row, above);
      above = new Set(read.cells.filter(isMergeable).map(({ start }) => start));
      return read;
    });
}

const isMergeable = ({ content }: Cell): boolean =>
  childOf(childOf(content, "w:tcPr"), "w:vMerge") !== undefined;

/** Word allows 63. */
const MAX_COLUMNS = 10_000;

/** @param above where the row above has cells that those of this row may be merged into. */
function rowOf(row: Element, above: ReadonlySet<number>): Row {
  const properties = childOf(row, "w:trPr");
  const cells: Cell[] = [];
  const after = (start: number, count: number): number => Math.min(start + count, MAX_COLUMNS);
  let start = after(0, numberIn(properties, "w:gridBefore", 0));
  for (const content of unwrap(row, "w:tc")) {
    const own = childOf(content, "w:tcPr");
    if (childOf(own, "w:cellDel")) continue;
    const end = after(start, Math.max(1, numberIn(own, "w:gridSpan", 1)));
    const isMerged =
      isContinuing(childOf(own, "w:hMerge")) ||
      (isContinuing(childOf(own, "w:vMerge")) && above.has(start));
    cells.push({ content, start, end, isMerged });
    start = end;
  }
  const repeated = childOf(properties, "w:tblHeader");
  const isRepeated = repeated !== undefined && isOn(repeated);
  return { cells, end: after(start, numberIn(properties, "w:gridAfter", 0)), isRepeated };
}

const isContinuing = (merge: Element | undefined): boolean =>
  merge !== undefined && merge.attributes["w:val"] !== "restart";

function numberIn(properties: Element | undefined, name: string, usual: number): number {
  const value = Number(valueIn(properties, name) ?? usual);
  return value >= 0 ? Math.trunc(value) : usual;
}

function isRowSeen(row: Element): boolean {
  const properties = childOf(row, "w:trPr");
  const hidden = childOf(properties, "w:hidden");
  return !childOf(properties, "w:del") && !(hidden && isOn(hidden));
}

/** Returns the rows of a table or the cells of a row, out of what may be wrapped around them. */
const unwrap = (element: Element, name: string): readonly Element[] =>
  elementsIn(element).flatMap((child) => {
    if (child.name === name) return [child];
    return /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(child.name)
      ? unwrap(child, name)
      : [];
  });
