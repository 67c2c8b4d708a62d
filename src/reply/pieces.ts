/** @module Pieces of a passage as Discord's Markdown: sentences with links, blocks of code, tables. */

import { ELLIPSIS } from "../corpus/hidden.ts";
import type {
  Shown,
  ShownCell,
  ShownCode,
  ShownPart,
  ShownProse,
  ShownRow,
  ShownRun,
} from "../corpus/shown.ts";
import { onOneLine } from "../corpus/span.ts";
import { escape } from "./escape.ts";
import { escapeAroundLinks, maskedLink } from "./link.ts";

/** Marks a cut. It is no part of the quotation, and is not escaped. */
export const CUT = ELLIPSIS;

/** Parts that are shown together or not at all. */
export interface Piece {
  /** White space and the marker of a list item before it, without Markdown. */
  readonly before: string;
  /** As Discord's Markdown. */
  readonly markdown: string;
  /** As plain text, to be shortened. */
  readonly plain: string;
  readonly kind: "sentence" | "code" | "table";
  readonly isBest: boolean;
}

/** Returns the pieces of a passage in order: each sentence, block of code, and table. */
export function piecesOf({ parts, best }: Shown): Piece[] {
  const pieces = parts.flatMap((part, at) => {
    if (part.kind === "prose") return [sentence(part, at === best, parts[at + 1])];
    if (part.kind === "code") return [codeBlock(part, at === best)];
    return isSameTable(parts[at - 1], part) ? [] : [table(rowsAt(parts, at), parts[best ?? -1])];
  });
  return pieces.filter(({ plain }) => plain.trim() !== "");
}

const sentence = (
  { before, runs }: ShownProse,
  isBest: boolean,
  next: ShownPart | undefined,
): Piece => ({
  before,
  markdown: runs
    .map((run, at) => renderRun(run, isApart(runs[at + 1]?.text ?? next?.before)))
    .join(""),
  plain: runs.map(({ text }) => text).join(""),
  kind: "sentence",
  isBest,
});

const renderRun = ({ text, href }: ShownRun, isFollowedBySpace: boolean): string =>
  maskedLink(text, href) ?? escapeAroundLinks(text, isFollowedBySpace);

const isApart = (after: string | undefined): boolean => after === undefined || /^[ \n]/.test(after);

const codeBlock = ({ before, text }: ShownCode, isBest: boolean): Piece => ({
  before,
  markdown: fence(text),
  plain: text,
  kind: "code",
  isBest,
});

/** Renders a block of code; it cannot contain its own fence. */
export const fence = (code: string): string =>
  code.includes("```") ? escape(code) : `\`\`\`\n${code}\n\`\`\``;

/** Returns the text of a part on one line, of code its first line, with the name of its column before each cell of a row. */
export function lineOf(part: ShownPart): string {
  if (part.kind === "prose") return onOneLine(part.runs.map(({ text }) => text).join(""));
  if (part.kind === "code") return onOneLine(part.text.split("\n", 1)[0] ?? "");
  return part.cells.map(cellText).join(BETWEEN_CELLS);
}

const BETWEEN_CELLS = " · ";

const cellText = ({ column, text }: ShownCell): string =>
  `${columnLabel(column)}${onOneLine(text)}`;

/** Formats `Column: `; a name that ends in a sign of its own needs no colon. */
function columnLabel(column: string): string {
  const name = onOneLine(column);
  if (name === "") return "";
  return /[:?!.]$/.test(name) ? `${name} ` : `${name}: `;
}

const isSameTable = (a: ShownPart | undefined, b: ShownRow): boolean =>
  a?.kind === "row" && a.table === b.table;

function rowsAt(parts: readonly ShownPart[], from: number): ShownRow[] {
  const rows: ShownRow[] = [];
  for (const part of parts.slice(from)) {
    if (part.kind !== "row" || (rows[0] && !isSameTable(rows[0], part))) break;
    rows.push(part);
  }
  return rows;
}

/** Renders a table in a block of code if a phone shows its width; else its best row, or all rows, as `Column: cell`. */
function table(rows: readonly ShownRow[], best: ShownPart | undefined): Piece {
  const at = rows.findIndex((row) => row === best);
  const isBest = at >= 0;
  const body = rows.filter(({ isHeader }) => !isHeader);
  const lines = body.length === 0 ? rows : body;
  const chosen = isBest && rows[at]?.isHeader === false ? lines.indexOf(rows[at]) : undefined;
  return {
    before: rows[0]?.before ?? "",
    markdown: grid(rows) ?? (chosen === undefined ? allRows(lines) : oneRow(lines, chosen)),
    plain: lines.map(lineOf).join("\n"),
    kind: "table",
    isBest,
  };
}

const allRows = (rows: readonly ShownRow[]): string =>
  rows.map(({ cells }) => escape(cells.map(cellText).join(BETWEEN_CELLS))).join("\n");

/** Renders one row, a line for each cell, with the cells in bold. */
function oneRow(rows: readonly ShownRow[], at: number): string {
  const lines = (rows[at]?.cells ?? []).map(({ column, text }) => {
    const cell = escape(onOneLine(text));
    return `${escape(columnLabel(column))}${cell === "" ? "" : `**${cell}**`}`;
  });
  return [...(at > 0 ? [CUT] : []), ...lines, ...(at < rows.length - 1 ? [CUT] : [])].join("\n");
}

/** The characters in a line of code on a phone of 390 pixels. */
const GRID_WIDTH = 36;
const MOST_GRID_ROWS = 12;
/** Characters whose width in a block of code is certain. */
const NARROW = /^[\u0020-\u007e\u00a0-\u024f\u2010-\u2026]*$/;
const GAP = "  ";

/** Renders rows in columns; undefined where they are too wide, too many, or of characters of another width. */
function grid(rows: readonly ShownRow[]): string | undefined {
  const cells = gridCells(rows);
  const columns = Math.max(0, ...cells.map((row) => row.length));
  if (columns < 2 || cells.length > MOST_GRID_ROWS) return undefined;
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...cells.map((row) => row[at]?.length ?? 0)),
  );
  const width = widths.reduce((sum, one) => sum + one, GAP.length * (columns - 1));
  const isPlain = cells.flat().every((cell) => NARROW.test(cell) && !cell.includes("```"));
  if (width > GRID_WIDTH || !isPlain) return undefined;
  const lines = cells.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
  return fence(lines.join("\n"));
}

/** Lists the cells of each row, below the names of the columns. Rows that lack a cell have no grid. */
function gridCells(rows: readonly ShownRow[]): string[][] {
  const texts = rows.map(({ cells }) => cells.map(({ text }) => onOneLine(text)));
  const [first] = rows;
  const names = first?.isHeader ? [] : (first?.cells.map(({ column }) => onOneLine(column)) ?? []);
  const all = names.some((name) => name !== "") ? [names, ...texts] : texts;
  return all.every((row) => row.length === all[0]?.length) ? all : [];
}
