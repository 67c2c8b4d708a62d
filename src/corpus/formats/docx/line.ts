/** @module Text of the current paragraph, and the parts of a document that are composed of paragraphs. */

import { paragraphsIn, type Part, SPACE, squeeze } from "../../extraction/part.ts";
import { isBracketed, writeNote, writeShifted } from "../../extraction/superscript.ts";
import type { Role } from "./paragraph.ts";
import { MARK } from "../../hidden.ts";
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
    mark: () => push("mark", MARK),
    markPicture: () => push("picture", MARK),
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

export interface Gatherer {
  /** The paragraph that is being read. */
  readonly line: Line;
  readonly addBeside: (parts: readonly Part[]) => void;
  /** Ends the paragraph. One that `continues` does so with the next. */
  readonly endParagraph: (role: Role, continues?: boolean) => void;
  /** Adds parts that are not of a paragraph. */
  readonly add: (parts: readonly Part[]) => void;
  /** Counts what was added and read so far. */
  readonly count: () => number;
  readonly take: () => readonly Part[];
}

/** @param omit reports text that is left out. */
export function openGatherer(omit: (text: string) => void): Gatherer {
  const line = openLine();
  const parts: Part[] = [];
  let items: Item[] = [];
  let beside: readonly Part[] = [];
  /** The role of the paragraph whose line continues. */
  let pending: Role | undefined;

  const endList = (): void => {
    if (items.length > 0) parts.push({ kind: "list", items: linesOf(items) });
    items = [];
  };
  const addAll = (added: readonly Part[]): void => {
    if (added.length > 0) endList();
    for (const part of added) parts.push(part);
  };
  const addParagraph = (role: Role, texts: readonly string[]): void => {
    const text = texts.join(" ").replaceAll("\n", " ");
    if (role.kind === "prose") addAll(texts.map((own) => ({ kind: "prose", text: own })));
    else if (text === "") return;
    else if (role.kind === "item") items.push({ level: role.level, text });
    else addAll([{ ...role, text }]);
  };
  const endParagraph = (role: Role): void => {
    const { paragraphs, omitted } = line.take();
    omitted.forEach(omit);
    addParagraph(role, paragraphs);
    addAll(beside);
    [beside, pending] = [[], undefined];
  };
  const endPending = (): void => {
    if (pending) endParagraph(pending);
  };
  return {
    line,
    addBeside: (added) => void (beside = [...beside, ...added]),
    endParagraph(role, continues = false) {
      if (!continues) return endParagraph(role);
      line.omit(" ");
      pending = role;
    },
    add(added) {
      if (added.length > 0) endPending();
      addAll(added);
    },
    count: () => parts.length + items.length + line.count(),
    take() {
      endPending();
      endList();
      return parts;
    },
  };
}

interface Item {
  readonly level: number;
  readonly text: string;
}

/** Word has nine levels. */
const LAST_LEVEL = 8;

function linesOf(items: readonly Item[]): string[] {
  const levels = items.map(({ level }) => (level <= LAST_LEVEL ? level : LAST_LEVEL));
  const least = levels.reduce((one, other) => Math.min(one, other), LAST_LEVEL);
  return items.map(({ text }, at) => `${"  ".repeat((levels[at] ?? least) - least)}- ${text}`);
}

/** Joins parts to the text of a table cell, or of a box in a line. */
export const inOneLine = (parts: readonly Part[]): string =>
  parts
    .flatMap((part) => ("items" in part ? part.items.map(withoutBullet) : part.text))
    .join(" ")
    .replaceAll("\n", " ");

const withoutBullet = (item: string): string => item.replace(/^ *- /, "");
