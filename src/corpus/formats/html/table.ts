/** @module Tables as lines, with cells in the columns of a browser's layout. */

import { UserError } from "../../../base/errors.ts";
import { type Part, tableOf } from "../../extraction/part.ts";
import { isBlock, isUndrawn, roughText } from "./elements.ts";
import { readLine, type InlineContext } from "./inline-elements.ts";
import {
  attribute,
  type Element,
  findElement,
  isElement,
  rawText,
  setOf,
  valueOf,
} from "./tree.ts";

/**
 * Reads a table, one line a row; undefined for a layout table, or one with long texts in its cells. A cell that spans rows
 * or columns is read at its first position; the others are empty, as the page shows its words once.
 */
export function readTable(
  table: Element,
  { page, leaveOut }: Pick<InlineContext, "page" | "leaveOut">,
): readonly Part[] | undefined {
  const hidden: Element[] = [];
  const isShown = (one: Element): boolean => {
    const isDisplayed = page.hidden.get(one) !== "undisplayed";
    if (!isDisplayed) hidden.push(one);
    return isDisplayed;
  };
  const cellsOf = (row: Element): Element[] => childrenOf(row, /^t[hd]$/).filter(isShown);
  const rowsOf = (group: Element): Element[][] =>
    childrenOf(group, /^tr$/).flatMap((row) => (isShown(row) ? [cellsOf(row)] : []));
  const groups = inOrder(childrenOf(table, /^t(?:head|body|foot)$/)).map((group) =>
    isShown(group) ? rowsOf(group) : [],
  );
  if (!isData(table, groups.flat())) return undefined;
  const read = (one: Element): string =>
    readLine(one, { page, leaveOut, isLabel: one.tagName !== "td" });
  const captions = childrenOf(table, /^caption$/)
    .filter(isShown)
    .map(read);
  const { items, hasHeader } = linesOf(groups.flatMap(layOut), read);
  for (const one of hidden) leaveOut(roughText(one));
  return [
    ...captions.filter((text) => text !== "").map((text) => ({ kind: "prose", text }) as const),
    ...tableOf(items, hasHeader),
  ];
}

const childrenOf = (parent: Element, names: RegExp): Element[] =>
  parent.childNodes.filter(isElement).filter(({ tagName }) => names.test(tagName));

/** Sorts groups as browsers do: the head first and the foot last. */
const inOrder = (groups: readonly Element[]): Element[] =>
  groups.toSorted((one, other) => orderOf(one) - orderOf(other));
const orderOf = ({ tagName }: Element): number => ["thead", "tbody", "tfoot"].indexOf(tagName);

/** The longest cell of several blocks that is read as a line. */
const LONG = 1_000;
/** Elements that show, in a table without header cells, that it is a layout table. */
const PAGE_PARTS = setOf("table article section main");
const HEADING = /^h[1-6]$/;

/** Whether a table has rows of data, and is no layout table. */
function isData(table: Element, rows: readonly (readonly Element[])[]): boolean {
  const cells = rows.flat();
  const isLayout = /^(?:none|presentation)$/.test(attribute(table, "role") ?? "");
  if (isLayout || !rows.some(({ length }) => length > 1)) return false;
  const hasHeaders = cells.some(({ tagName }) => tagName === "th");
  const isText = (cell: Element): boolean =>
    !hasHeaders && findElement(cell, (one) => isPagePart(one, cell)) !== undefined;
  const isLarge = (cell: Element): boolean =>
    hasSeveralBlocks(cell) && (rows.length === 1 || isLong(cell));
  return !cells.some((cell) => isText(cell) || isLarge(cell));
}

/** Whether an element is a part of a page rather than of a row: a heading with other text, code of several lines. */
function isPagePart(element: Element, cell: Element): boolean {
  const { tagName } = element;
  if (HEADING.test(tagName)) return roughText(element) !== roughText(cell);
  return PAGE_PARTS.has(tagName) || (tagName === "pre" && rawText(element).trim().includes("\n"));
}

function hasSeveralBlocks(cell: Element): boolean {
  let blocks = 0;
  return findElement(cell, (one) => isBlock(one) && (blocks += 1) > 1) !== undefined;
}

function isLong(cell: Element): boolean {
  let length = 0;
  const isEnough = (one: Element): boolean => {
    for (const node of isUndrawn(one) ? [] : one.childNodes) length += valueOf(node).trim().length;
    return length > LONG;
  };
  return isEnough(cell) || findElement(cell, isEnough) !== undefined;
}

interface Cell {
  readonly element: Element;
  /** Its first column, and the column after its last. */
  readonly start: number;
  readonly end: number;
}

interface Row {
  readonly cells: readonly Cell[];
  /** The column after its cells and those that extend into it from above. */
  readonly end: number;
}

/** The most positions of cells in a table, as spans could make quadratically many. */
const MAX_POSITIONS = 2_000_000;

/** Assigns columns to the cells of a group of rows. */
function layOut(rows: readonly (readonly Element[])[]): Row[] {
  let positions = 0;
  // By column, the number of rows that a cell from above still covers.
  let covered = new Map<number, number>();
  return rows.map((elements) => {
    const below = new Map([...covered].map(([column, left]) => [column, left - 1] as const));
    let end = 0;
    const cells = elements.map((element) => {
      while (covered.has(end)) end += 1;
      const start = end;
      end += spanOf(element, "colspan", 1_000);
      const height = spanOf(element, "rowspan", 65_534) - 1;
      for (let column = start; height > 0 && column < end; column += 1) below.set(column, height);
      return { element, start, end };
    });
    const reach = [...covered.keys()].reduce((most, column) => Math.max(most, column + 1), end);
    if ((positions += covered.size + end) > MAX_POSITIONS)
      throw new UserError("it has a table of more than 2,000,000 cells: divide it");
    covered = new Map([...below].filter(([, left]) => left > 0));
    return { cells, end: reach };
  });
}

/** Returns the number of columns or rows that a cell covers; a `rowspan` of 0 means all remaining rows. */
function spanOf(element: Element, name: "colspan" | "rowspan", most: number): number {
  const span = Number.parseInt(attribute(element, name) ?? "1", 10);
  if (span === 0 && name === "rowspan") return most;
  return span > 0 ? Math.min(span, most) : 1;
}

/** Writes rows as lines, without columns in which no cell begins. A first line of only header cells names the columns. */
function linesOf(
  rows: readonly Row[],
  read: (cell: Element) => string,
): { readonly items: readonly string[]; readonly hasHeader: boolean } {
  const starts = new Set(rows.flatMap(({ cells }) => cells.map(({ start }) => start)));
  const width = rows.reduce((most, { end }) => Math.max(most, end), 0);
  const columns = [0];
  for (let at = 0; at < width; at += 1) columns.push((columns[at] ?? 0) + (starts.has(at) ? 1 : 0));
  const columnOf = (position: number): number => columns[position] ?? 0;
  const lines = rows.map(({ cells, end }) => {
    const [only] = cells;
    if (only && cells.length === 1 && columnOf(only.end) === columnOf(width) && only.start === 0)
      return read(only.element);
    const texts = Array.from({ length: columnOf(end) }, () => "");
    for (const { element, start } of cells) texts[columnOf(start)] = read(element);
    return texts.join(" | ").trim();
  });
  const seen = lines.flatMap((line, at) => (/[^\s|]/.test(line) ? [at] : []));
  const first = rows[seen[0] ?? 0]?.cells ?? [];
  const isHeader = ({ element }: Cell): boolean =>
    element.tagName === "th" || roughText(element).trim() === "";
  const hasHeader = first.length > 1 && first.every(isHeader);
  return { items: seen.map((at) => lines[at] ?? ""), hasHeader };
}
