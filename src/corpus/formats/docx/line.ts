/** @module Running text: gathers what is read of a paragraph, piece by piece, and joins it. */

import { ELLIPSIS } from "../../hidden.ts";
import { paragraphsIn, SPACE, squeeze } from "../../extraction/paragraphs.ts";
import { isBracketed, writeNote, writeShifted } from "../../extraction/raised.ts";
import { hasWords } from "../../span.ts";

export interface Baseline {
  readonly at: "line" | "raised" | "lowered" | "note";
  /** It was moved by a distance; where a whole paragraph was, all of it is on the line. */
  readonly isMoved?: boolean;
}

interface Piece {
  readonly kind: "text" | "mark" | "picture" | "break";
  readonly text: string;
  readonly baseline: Baseline;
}

export interface Taken {
  /** Neither empty nor with a blank line in them. */
  readonly paragraphs: readonly string[];
  /** What was left out, each stretch of text whole. */
  readonly omitted: readonly string[];
}

export interface Line {
  readonly add: (text: string, baseline?: Baseline) => void;
  readonly mark: () => void;
  /** Marks a picture. It leaves no mark in a paragraph without words. */
  readonly markPicture: () => void;
  readonly breakLine: () => void;
  /** Reports text that is left out. */
  readonly omit: (text: string) => void;
  /** Counts the pieces ever added that are not blank. */
  readonly count: () => number;
  /** Ends the paragraph and returns it. */
  readonly take: () => Taken;
}

const ON_LINE: Baseline = { at: "line" };
const SOFT_HYPHENS = /\u00AD/g;

export function openLine(): Line {
  let pieces: Piece[] = [];
  let omitted: string[] = [];
  let [count, isOmitting] = [0, false];
  const push = (kind: Piece["kind"], text: string, baseline = ON_LINE): void => {
    pieces.push({ kind, text, baseline });
    if (text.trim() === "") return;
    count += 1;
    isOmitting &&= kind !== "text";
  };
  return {
    add: (text, baseline) => push("text", text.replace(SOFT_HYPHENS, ""), baseline),
    mark: () => push("mark", ELLIPSIS),
    markPicture: () => push("picture", ELLIPSIS),
    breakLine: () => push("break", "\n"),
    omit(text) {
      omitted.push(isOmitting ? (omitted.pop() ?? "") + text : text);
      isOmitting = true;
    },
    count: () => count,
    take() {
      const taken = {
        paragraphs: paragraphsIn(textOf(onOneBaseline(withoutLonePictures(pieces)))),
        omitted: omitted.map(squeeze).filter((text) => text !== ""),
      };
      [pieces, omitted, isOmitting] = [[], [], false];
      return taken;
    },
  };
}

const isText = ({ kind }: Piece): boolean => kind === "text";

function withoutLonePictures(pieces: readonly Piece[]): readonly Piece[] {
  const hasText = pieces.some((piece) => isText(piece) && hasWords(piece.text));
  return hasText ? pieces : pieces.filter(({ kind }) => kind !== "picture");
}

function onOneBaseline(pieces: readonly Piece[]): readonly Piece[] {
  const texts = pieces.filter((piece) => isText(piece) && piece.text.trim() !== "");
  const isAllMoved = texts.every(({ baseline }) => baseline.isMoved);
  return isAllMoved ? pieces.map((piece) => ({ ...piece, baseline: ON_LINE })) : pieces;
}

/** Joins pieces: stretches on the same baseline are set as one, and of marks in a row one is enough. */
function textOf(pieces: readonly Piece[]): string {
  const texts: string[] = [];
  let [stretch, at]: [string, Baseline["at"]] = ["", "line"];
  let isAfterMark = false;
  const endStretch = (): void => {
    texts.push(set(stretch, at));
    stretch = "";
  };
  for (const { kind, text, baseline } of pieces) {
    const isMark = kind === "mark" || kind === "picture";
    if (isMark && isAfterMark) continue;
    if (kind === "break" || text.trim() !== "") isAfterMark = isMark;
    if (kind !== "text" || baseline.at !== at) endStretch();
    at = baseline.at;
    if (kind === "text") stretch += text;
    else texts.push(text);
  }
  endStretch();
  return texts.join("");
}

function set(text: string, at: Baseline["at"]): string {
  if (at === "line") return text.replace(SPACE, " ");
  return at === "note" || isBracketed(text) ? writeNote(text) : writeShifted(text, at);
}
