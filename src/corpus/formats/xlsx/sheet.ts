/** @module The rows and merged cells of a sheet, read one row after the other. */

import { UserError } from "../../../base/errors.ts";
import { requireLength } from "../../extraction/part.ts";
import { childOf, childrenOf, type Element, elementsIn, isTrue, parseXml } from "../office/xml.ts";
import type { Cell } from "./cell.ts";
import { parseRange, parseReference, type Range } from "./reference.ts";

export interface Row {
  /** From 1. */
  readonly number: number;
  readonly isHidden: boolean;
  /** Cells that show something, by column from 1. */
  readonly cells: ReadonlyMap<number, Cell>;
}

export interface SheetContent {
  readonly rows: readonly Row[];
  readonly merged: readonly Range[];
  readonly isColumnHidden: (column: number) => boolean;
  /** Rows at the top that stay when a reader scrolls. */
  readonly frozenRows: number;
  /** The range that a reader can filter by the names at its top. */
  readonly filtered: Range | undefined;
}

/** Rows and merged ranges with content. */
const MAX_ROWS = 200_000;
const MAX_CELLS = 2_000_000;
const MAX_MERGED = 100_000;

/** Reads a sheet. @throws UserError if it is damaged or too large. */
export function readSheet(
  content: Uint8Array,
  readCell: (cell: Element) => Cell | undefined,
): SheetContent {
  const rows: Row[] = [];
  let [number, length, count] = [0, 0, 0];
  const readRow = (row: Element): void => {
    number = Number(row.attributes["r"] ?? number + 1);
    const cells = new Map<number, Cell>();
    let column = 0;
    for (const cell of childrenOf(row, "x:c")) {
      column = parseReference(cell.attributes["r"] ?? "")?.column ?? column + 1;
      const read = readCell(cell);
      if (read === undefined) continue;
      cells.set(column, read);
      if ((count += 1) > MAX_CELLS) throw tooMany("cells", MAX_CELLS);
      requireLength((length += read.text.length));
    }
    if (cells.size === 0) return;
    rows.push({ number, isHidden: isRowHidden(row), cells });
    if (rows.length > MAX_ROWS) throw tooMany("rows", MAX_ROWS);
  };
  const root = parseXml(content, { take: { name: "x:row", each: readRow } });
  const merged = childrenOf(childOf(root, "x:mergeCells"), "x:mergeCell").flatMap(
    ({ attributes }) => parseRange(attributes["ref"] ?? "") ?? [],
  );
  if (merged.length > MAX_MERGED) throw tooMany("merged ranges", MAX_MERGED);
  return {
    rows: rows.toSorted((one, other) => one.number - other.number),
    merged,
    isColumnHidden: hiddenColumns(root),
    frozenRows: frozenRowsIn(root),
    filtered: parseRange(childOf(root, "x:autoFilter")?.attributes["ref"] ?? ""),
  };
}

const tooMany = (what: string, most: number): UserError =>
  new UserError(`a sheet of it has more than ${most} ${what} with content: divide it`);

const isRowHidden = ({ attributes }: Element): boolean =>
  isTrue(attributes["hidden"]) || Number(attributes["ht"] ?? 1) === 0;

function hiddenColumns(root: Element): (column: number) => boolean {
  const ranges = childrenOf(childOf(root, "x:cols"), "x:col")
    .filter(
      ({ attributes }) => isTrue(attributes["hidden"]) || Number(attributes["width"] ?? 1) === 0,
    )
    .map(({ attributes }) => ({ from: Number(attributes["min"]), to: Number(attributes["max"]) }));
  return (column) => ranges.some(({ from, to }) => column >= from && column <= to);
}

function frozenRowsIn(root: Element): number {
  const views = childOf(root, "x:sheetViews");
  const panes = (views ? elementsIn(views) : []).flatMap((view) => childrenOf(view, "x:pane"));
  const [pane] = panes.filter(({ attributes }) => attributes["state"]?.startsWith("frozen"));
  return Math.trunc(Number(pane?.attributes["ySplit"] ?? 0)) || 0;
}
