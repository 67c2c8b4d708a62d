/** @module Excerpts of passages as Discord's Markdown: as many pieces as a budget allows, cuts marked. */

import { type CutEdges, cutEdges, hasEdge } from "../corpus/passage.ts";
import type { Shown, ShownPart } from "../corpus/shown.ts";
import { escape } from "./escape.ts";
import type { Words } from "./words/words.ts";
import { CUT, fence, lineOf, type Piece, piecesOf } from "./pieces.ts";

/**
 * Renders a passage in at most `budget` UTF-16 units: whole if it fits, else as many pieces around the best as fit. The
 * best sentence is bold unless it is all that is shown.
 * @param lineCost the least that a line counts, however short it is, so that a list does not fill the screen.
 */
export function renderPassage(shown: Shown, budget: number, lineCost = 0): string {
  const { edges } = shown;
  const pieces = piecesOf(shown);
  const best = Math.max(
    0,
    pieces.findIndex(({ isBest }) => isBest),
  );
  return fit(pieces, {
    budget,
    edges,
    first: best,
    grows: ["after", "before"],
    bold: "best",
    lineCost,
  });
}

/** Renders the whole of a passage in bold, or as much of its beginning as fits. */
export const renderBold = (parts: readonly ShownPart[], budget: number, edges?: CutEdges): string =>
  fit(plainPieces(parts), { budget, edges, first: 0, grows: ["after"], bold: "all" });

/** Renders the beginning of a text. @param goesOn whether it continues after its parts. */
export const renderBeginning = (
  parts: readonly ShownPart[],
  budget: number,
  goesOn: boolean,
): string =>
  fit(plainPieces(parts), {
    budget,
    edges: cutEdges({ before: false, after: goesOn }),
    first: 0,
    grows: ["after"],
    bold: "none",
  });

/** Renders the end of a text. @param beginsEarlier whether it begins before its parts. */
export const renderEnd = (
  parts: readonly ShownPart[],
  budget: number,
  beginsEarlier: boolean,
): string =>
  fit(plainPieces(parts), {
    budget,
    edges: cutEdges({ before: beginsEarlier, after: false }),
    first: parts.length - 1,
    grows: ["before"],
    bold: "none",
  });

const plainPieces = (parts: readonly ShownPart[]): Piece[] => piecesOf({ parts, best: null });

/** Renders the best sentence, or the first, on one line of at most `budget` UTF-16 units; a cut is marked. */
export function renderBest({ parts, best }: Shown, budget: number): string {
  const part = parts[best ?? 0] ?? parts[0];
  const text = part ? lineOf(part) : "";
  const isWhole = part?.kind !== "code" || !part.text.trim().includes("\n");
  if (text === "") return CUT;
  if (isWhole && escape(text).length <= budget) return escape(text);
  return `${escape(wordsWithin(text, budget - CUT.length - 1))} ${CUT}`;
}

/** Renders the best sentence in quotation marks; a row of a table or code without. */
export function renderQuoted(shown: Shown, budget: number, { quoted }: Words["answer"]): string {
  const text = renderBest(shown, budget - QUOTES);
  const part = shown.parts[shown.best ?? 0];
  return part?.kind === "prose" ? quoted(text) : text;
}

const QUOTES = 2;

interface Fit {
  readonly budget: number;
  readonly lineCost?: number;
  readonly edges: CutEdges | undefined;
  /** The index of the piece that is shown in any case. */
  readonly first: number;
  /** The ends at which pieces are added in turn. */
  readonly grows: readonly ("before" | "after")[];
  /** The sentences in bold. */
  readonly bold: "best" | "all" | "none";
}

/** Renders as many pieces as fit; the first one is shortened if it does not. */
function fit(pieces: readonly Piece[], options: Fit): string {
  const { budget, first, lineCost = 0 } = options;
  const piece = pieces[Math.min(first, pieces.length - 1)];
  if (!piece) return "";
  const least = { from: pieces.indexOf(piece), to: pieces.indexOf(piece) };
  const render = (range: Range): string => renderRange(pieces, range, options);
  const fits = (range: Range): boolean => costOf(render(range), lineCost) <= budget;
  if (render(least).length <= budget)
    return render(widen(least, pieces.length, options.grows, fits));
  const short = { ...piece, markdown: shorten(piece, budget - MARKS) };
  const shortened = pieces.map((one) => (one === piece ? short : one));
  return renderRange(shortened, least, { ...options, edges: withEdge(options.edges) });
}

const costOf = (markdown: string, lineCost: number): number =>
  markdown
    .split("\n")
    .reduce((sum, line) => sum + "\n".length + Math.max(line.length, lineCost), -"\n".length);

/** Renders the first words of a piece, or the first lines of code, that fit into a budget. */
function shorten({ kind, plain }: Piece, budget: number): string {
  const lines =
    kind === "code" && !plain.includes("```") ? linesWithin(plain, budget - FENCES) : "";
  return lines === "" ? escape(wordsWithin(plain, budget)) : fence(lines);
}

const FENCES = "```\n\n```".length;

/** Returns the first lines of a text that fit into a budget; empty if not even one does. */
function linesWithin(text: string, budget: number): string {
  const end = text.lastIndexOf("\n", Math.max(0, budget));
  return end > 0 ? text.slice(0, end).trimEnd() : "";
}

/** The characters of two marks of cuts, and of bold. */
const MARKS = 2 * (CUT.length + 1) + "****".length;

const withEdge = (edges: CutEdges | undefined): CutEdges =>
  hasEdge(edges, "before") ? "both" : "after";

/** The indexes of the first and the last piece. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Extends a range by a piece at each end in turn, while they fit. */
function widen(
  least: Range,
  length: number,
  grows: Fit["grows"],
  fits: (range: Range) => boolean,
): Range {
  let range = least;
  for (let grew = true; grew;) {
    grew = false;
    for (const end of grows) {
      const { from, to } = range;
      const wider = end === "after" ? { from, to: to + 1 } : { from: from - 1, to };
      if (wider.from < 0 || wider.to >= length || !fits(wider)) continue;
      range = wider;
      grew = true;
    }
  }
  return range;
}

function renderRange(pieces: readonly Piece[], { from, to }: Range, { edges, bold }: Fit): string {
  const chosen = pieces.slice(from, to + 1);
  const isBold = ({ kind, isBest }: Piece): boolean =>
    kind === "sentence" && (bold === "all" || (bold === "best" && isBest && chosen.length > 1));
  const body = joinPieces(chosen, isBold).trim();
  const isCutBefore = from > 0 || hasEdge(edges, "before");
  const isCutAfter = to < pieces.length - 1 || hasEdge(edges, "after");
  const [first, last] = [chosen[0], chosen.at(-1)];
  return [
    ...(isCutBefore && !body.startsWith(CUT) ? [CUT, edgeOf(first)] : []),
    body,
    ...(isCutAfter && !body.endsWith(CUT) ? [edgeOf(last), CUT] : []),
  ].join("");
}

/** Joins pieces; bold sentences without a gap between share their marks, as `****` would be read as text. */
function joinPieces(pieces: readonly Piece[], isBold: (piece: Piece) => boolean): string {
  let [text, isOpen] = ["", false];
  const mark = (toOpen: boolean): void => {
    if (isOpen !== toOpen) text += "**";
    isOpen = toOpen;
  };
  for (const [at, piece] of pieces.entries()) {
    const gap = at === 0 ? escape(piece.before.trimStart()) : separator(pieces[at - 1], piece);
    if (gap !== "" || !isBold(piece)) mark(false);
    text += gap;
    mark(isBold(piece));
    text += piece.markdown;
  }
  mark(false);
  return text;
}

const edgeOf = (piece: Piece | undefined): string => (piece?.kind === "sentence" ? " " : "\n");

/** Returns the white space and list marker before a piece; a block begins and ends a line. */
function separator(previous: Piece | undefined, { before, kind }: Piece): string {
  // Discord drops form feeds.
  const gap = escape(before.replaceAll("\f", ""));
  const isApart = kind !== "sentence" || (previous !== undefined && previous.kind !== "sentence");
  return isApart && !gap.includes("\n") ? `${gap}\n` : gap;
}

/** Returns the first words of a text that fit, escaped, into a budget. */
function wordsWithin(text: string, budget: number): string {
  let kept = 0;
  for (const { index, 0: word } of text.matchAll(/\S+/g)) {
    if (escape(text.slice(0, index + word.length)).length > budget) break;
    kept = index + word.length;
  }
  return text.slice(0, kept > 0 ? kept : charactersEnd(text, budget / 2));
}

/** Returns the offset, or the one before it where it is inside a surrogate pair. */
function charactersEnd(text: string, offset: number): number {
  const end = Math.max(0, Math.floor(offset));
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
