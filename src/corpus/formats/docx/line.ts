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

const ON_LINE: Baseline = { at: "line" };
const SOFT_HYPHENS = /\u00AD/g;

/** Collects the text of one paragraph after another. */
export function openLine() {
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
    add: (text: string, baseline?: Baseline) =>
      push("text", text.replace(SOFT_HYPHENS, ""), baseline),
    mark: () => push("mark", MARK),
    /** Marks a picture. It leaves no mark in a paragraph without words. */
    markPicture: () => push("picture", MARK),
    breakLine: () => push("break", "\n"),
    /** Reports text that is left out. */
    omit(text: string) {
      omitted.push(isOmitting ? (omitted.pop() ?? "") + text : text);
      isOmitting = true;
    },
    /** Counts the pieces ever added that are not blank. */
    count: () => count,
    /** Ends the paragraph: its text, in paragraphs that are not empty, and each stretch of text that was left out. */
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

export type Line = ReturnType<typeof openLine>;

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

/** @param omit reports text that is left out. */
export function openGatherer(omit: (text: string) => void) {
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
    /** The paragraph that is being read. */
    line,
    addBeside: (added: readonly Part[]) => void (beside = [...beside, ...added]),
    /** Ends the paragraph. One that `continues` does so with the next. */
    endParagraph(role: Role, continues = false) {
      if (!continues) return endParagraph(role);
      line.omit(" ");
      pending = role;
    },
    /** Adds parts that are not of a paragraph. */
    add(added: readonly Part[]) {
      if (added.length > 0) endPending();
      addAll(added);
    },
    /** Counts what was added and read so far. */
    count: () => parts.length + items.length + line.count(),
    take(): readonly Part[] {
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
