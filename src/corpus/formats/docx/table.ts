/** @module Tables, with each row on one line in which every cell keeps its column. */

import { type Part, tableOf } from "../../extraction/part.ts";
import { ELLIPSIS } from "../../hidden.ts";
import { joinParts } from "../office/line.ts";
import { childOf, type Element, elementsIn, isOn, isTrue, valueIn } from "../office/xml.ts";

interface Row {
  readonly cells: readonly Cell[];
  /** Grid column after its last cell and the columns left empty after that. */
  readonly end: number;
  /** Whether Word repeats it on every page of the table. */
  readonly isRepeated: boolean;
}

interface Cell {
  readonly content: Element;
  /** Grid columns that it spans; `end` is not included. */
  readonly start: number;
  readonly end: number;
  /** Whether it is merged into the cell above or before it, which hides its content. */
  readonly isMerged: boolean;
}

/** Limit on the length of a cell of several blocks that is written on one line. */
const MAX_CELL_LENGTH = 1_000;

/** Reads a table. A layout table yields the parts of its cells. */
export function readTable(
  table: Element,
  readCell: (cell: Element) => readonly Part[],
  reportOmission: (text: string) => void,
): readonly Part[] {
  const rows = rowsOf(table);
  const read = rows.map(({ cells }) => cells.map(({ content }) => readCell(content)));
  if (isLayoutTable(read)) return read.flat(2);
  const texts = read.map((cells) => cells.map(joinParts));
  const lines = linesOf(rows, (row, at) => {
    const text = texts[row]?.[at] ?? "";
    if (text === "" || !rows[row]?.cells[at]?.isMerged) return text;
    reportOmission(text);
    return ELLIPSIS;
  });
  const visible = lines.flatMap((line, row) => (/[^\s|]/.test(line) ? [row] : []));
  const items = visible.map((row) => lines[row] ?? "");
  return tableOf(items, isHeader(table, rows[visible[0] ?? 0]));
}

/** Least number of cells in a header; fewer may be a name and a value. */
const MIN_HEADER_CELLS = 3;
/** Bit of `w:tblLook` for a formatted first row. */
const FIRST_ROW = 0x20;

/** Whether a row names the columns: it is repeated on every page, or the table's style formats it. */
function isHeader(table: Element, row: Row | undefined): boolean {
  const look = childOf(childOf(table, "w:tblPr"), "w:tblLook")?.attributes ?? {};
  const mask = Number.parseInt(look["w:val"] ?? "0", 16);
  const isFormatted = isTrue(look["w:firstRow"]) || (mask & FIRST_ROW) > 0;
  const count = row?.cells.length ?? 0;
  return (row?.isRepeated === true && count > 1) || (isFormatted && count >= MIN_HEADER_CELLS);
}

/**
 * Whether a table only arranges blocks: it has one column, a nested table, or cells with too many blocks for a line.
 */
function isLayoutTable(rows: readonly (readonly (readonly Part[])[])[]): boolean {
  const cells = rows.flat();
  const isTooLong = (parts: readonly Part[]): boolean => joinParts(parts).length > MAX_CELL_LENGTH;
  return (
    rows.every(({ length }) => length < 2) ||
    cells.flat().some(({ kind }) => kind === "table") ||
    cells.some((parts) => parts.length > 1 && (rows.length === 1 || isTooLong(parts)))
  );
}

/** Writes rows as lines. A column begins where any cell begins: the grid may be finer. */
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
    .filter(isRowVisible)
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

/** Reads a row. @param above start columns of cells above that cells of this row may be merged into. */
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
      isMergeContinuation(childOf(own, "w:hMerge")) ||
      (isMergeContinuation(childOf(own, "w:vMerge")) && above.has(start));
    cells.push({ content, start, end, isMerged });
    start = end;
  }
  const isRepeated = isOn(childOf(properties, "w:tblHeader"));
  return { cells, end: after(start, numberIn(properties, "w:gridAfter", 0)), isRepeated };
}

const isMergeContinuation = (merge: Element | undefined): boolean =>
  merge !== undefined && merge.attributes["w:val"] !== "restart";

function numberIn(properties: Element | undefined, name: string, fallback: number): number {
  const value = Number(valueIn(properties, name) ?? fallback);
  return value >= 0 ? Math.trunc(value) : fallback;
}

function isRowVisible(row: Element): boolean {
  const properties = childOf(row, "w:trPr");
  return !childOf(properties, "w:del") && !isOn(childOf(properties, "w:hidden"));
}

/** Returns the rows of a table or the cells of a row, without elements that wrap them. */
const unwrap = (element: Element, name: string): readonly Element[] =>
  elementsIn(element).flatMap((child) => {
    if (child.name === name) return [child];
    return /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(child.name)
      ? unwrap(child, name)
      : [];
  });
