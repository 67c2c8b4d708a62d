/** @module Layout of a sheet as parts: texts above a table, tables with the names of their columns, text boxes. */

import { UserError } from "../../../base/errors.ts";
import { joinParts } from "../office/line.ts";
import { type Part, tableOf } from "../../extraction/part.ts";
import { ELLIPSIS } from "../../hidden.ts";
import type { Cell } from "./cell.ts";
import { drawnItems } from "./drawing.ts";
import { parseRange } from "./reference.ts";
import type { Report } from "./report.ts";
import type { Row, SheetContent } from "./sheet.ts";
import type { Sheet } from "./workbook.ts";

/** A part, and the number of the row of each of its lines. */
export interface PlacedPart {
  readonly part: Part;
  readonly rows: readonly number[];
}

/** Lays out the rows that a reader sees. */
export function layOut(content: SheetContent, sheet: Sheet, report: Report): readonly PlacedPart[] {
  report.count("comments", sheet.comments);
  const all = withMerged(content, report);
  const filled = new Set(all.map(({ number }) => number));
  const rows = withoutHidden(all, content, report);
  const parts = groupRows(rows, ({ number }) => !filled.has(number - 1), content, sheet).flatMap(
    partsOf,
  );
  return [...parts, ...drawnParts(sheet, report)];
}

/** Rows that merged ranges may cover together: each covers others than the rest. */
const MAX_STEPS = 1_000_000;

/** Shows the content of a merged range once, in its first visible cell; content below it is not seen. */
function withMerged(
  { rows, merged, isColumnHidden }: SheetContent,
  report: Report,
): readonly Row[] {
  if (merged.length === 0) return rows;
  const cells = new Map(rows.map((row) => [row.number, new Map(row.cells)]));
  const hiddenRows = new Set(rows.filter(({ isHidden }) => isHidden).map(({ number }) => number));
  let steps = 0;
  for (const { from, to } of merged) {
    const first = cells.get(from.row)?.get(from.column);
    const within = rowsWithin(rows, from.row, to.row);
    if ((steps += within.length) > MAX_STEPS)
      throw new UserError("its merged cells overlap: unmerge them");
    for (const row of within)
      for (const [column, cell] of cells.get(row.number) ?? []) {
        if (column < from.column || column > to.column) continue;
        cells.get(row.number)?.delete(column);
        if (cell !== first) report.leaveOut(cell.text);
      }
    if (!first) continue;
    const shown = { row: from.row, column: from.column };
    while (hiddenRows.has(shown.row) && shown.row < to.row) shown.row += 1;
    while (isColumnHidden(shown.column) && shown.column < to.column) shown.column += 1;
    const isSeen = !hiddenRows.has(shown.row) && !isColumnHidden(shown.column);
    const target = isSeen ? shown : from;
    const own = cells.get(target.row) ?? new Map<number, Cell>();
    cells.set(target.row, own.set(target.column, first));
  }
  return [...cells]
    .map(([number, own]) => ({
      number,
      isHidden: hiddenRows.has(number),
      cells: new Map([...own].toSorted(([one], [other]) => one - other)),
    }))
    .filter((row) => row.cells.size > 0)
    .toSorted((one, other) => one.number - other.number);
}

/** Returns the rows in an interval; the rows are sorted. */
function rowsWithin(rows: readonly Row[], from: number, to: number): readonly Row[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.number ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < rows.length && (rows[end]?.number ?? 0) <= to) end += 1;
  return rows.slice(low, end);
}

function withoutHidden(
  rows: readonly Row[],
  { isColumnHidden }: Pick<SheetContent, "isColumnHidden">,
  report: Report,
): readonly Row[] {
  return rows.flatMap((row) => {
    if (row.isHidden) {
      report.count("hidden rows");
      for (const { text } of row.cells.values()) report.leaveOut(text);
      return [];
    }
    const cells = new Map<number, Cell>();
    for (const [column, cell] of row.cells) {
      if (!isColumnHidden(column)) cells.set(column, cell);
      else {
        report.count("hidden cells of columns");
        report.leaveOut(cell.text);
      }
    }
    return cells.size === 0 ? [] : [{ ...row, cells }];
  });
}

/** Least number of names of columns without other evidence; fewer may be a name and a value. */
const MIN_NAMES = 3;

const textsOnly = ({ cells }: Row): boolean =>
  cells.size > 1 && [...cells.values()].every(({ isText }) => isText);

const boldOnly = ({ cells }: Row): boolean => [...cells.values()].every(({ isBold }) => isBold);

/** Whether two rows have a number in one column, and no column in which only one has. */
function areAlike(one: Row, other: Row): boolean {
  const shared = [...one.cells].flatMap(([column, cell]) => {
    const below = other.cells.get(column);
    return below ? [{ isSame: cell.isText === below.isText, isText: cell.isText }] : [];
  });
  return shared.every(({ isSame }) => isSame) && shared.some(({ isText }) => !isText);
}

const isAboveNumber = (one: Row, other: Row): boolean =>
  [...other.cells].some(([column, { isText }]) => !isText && one.cells.has(column));

interface Group {
  readonly hasHeader: boolean;
  readonly rows: Row[];
}

/**
 * Groups rows to tables. A row of texts begins one and names its columns if the file says so; or it is the first such row,
 * or after an empty one, and bold or above a number; or it is the first and has at least three texts. A row after an empty
 * one that is not like the row before begins a table whose columns have no names, as it may be anything.
 */
function groupRows(
  rows: readonly Row[],
  isAfterGap: (row: Row) => boolean,
  { filtered, frozenRows }: SheetContent,
  { tables }: Sheet,
): readonly Group[] {
  const ranges = [...tables.map(parseRange), filtered].filter((range) => range !== undefined);
  const first = rows.find(textsOnly);
  const namesColumns = (row: Row, next: Row | undefined): boolean => {
    if (!next || !textsOnly(row)) return false;
    if (row.number === frozenRows || ranges.some(({ from }) => from.row === row.number))
      return true;
    if (row !== first && !isAfterGap(row)) return false;
    if ((boldOnly(row) && !boldOnly(next)) || isAboveNumber(row, next)) return true;
    return row === first && row.cells.size >= MIN_NAMES;
  };
  const groups: Group[] = [];
  for (const [at, row] of rows.entries()) {
    const last = groups.at(-1);
    const before = last?.rows.at(-1);
    const hasHeader = namesColumns(row, rows[at + 1]);
    const isInRange = ranges.some(({ from, to }) => row.number > from.row && row.number <= to.row);
    const isBelowHeader = last?.hasHeader === true && last.rows.length === 1;
    const isAlike = before !== undefined && areAlike(before, row);
    const continues = !isAfterGap(row) || isInRange || isBelowHeader || isAlike;
    if (last && !hasHeader && continues) last.rows.push(row);
    else groups.push({ hasHeader, rows: [row] });
  }
  return groups;
}

/** Returns a group of single cells as paragraphs, any other as a table without columns in which no cell is. */
function partsOf({ hasHeader, rows }: Group): readonly PlacedPart[] {
  if (rows.every(({ cells }) => cells.size === 1))
    return rows.map(({ number, cells }) => ({
      part: { kind: "prose", text: [...cells.values()].map(({ text }) => text).join() },
      rows: [number],
    }));
  const columns = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))].toSorted(
    (one, other) => one - other,
  );
  const lines = rows.map(({ cells }) => {
    const last = columns.findLastIndex((column) => cells.has(column));
    const texts = columns.slice(0, last + 1).map((column) => cells.get(column)?.text ?? "");
    return texts.join(" | ").trim();
  });
  const numbers = rows.map(({ number }) => number);
  return tableOf(lines, hasHeader).map((part) => ({ part, rows: numbers }));
}

/** Returns the text boxes of a sheet, and a mark for each chart and picture, at the rows where they begin. */
function drawnParts({ drawing }: Sheet, report: Report): readonly PlacedPart[] {
  return drawnItems(drawing, report).flatMap(({ row, parts }) => {
    if (parts === undefined) {
      report.count("charts and pictures");
      return [];
    }
    const text = joinParts(parts);
    return text === "" || text === ELLIPSIS
      ? []
      : [{ part: { kind: "prose" as const, text }, rows: [row] }];
  });
}
