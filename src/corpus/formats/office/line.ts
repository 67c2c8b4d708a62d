/** @module Text of the current paragraph, and the parts of a document that are composed of paragraphs. */

import { paragraphsIn, type Part, SPACE, squeeze } from "../../extraction/part.ts";
import { isBracketed, writeNote, writeShifted } from "../../extraction/superscript.ts";
import { ELLIPSIS } from "../../hidden.ts";
import { hasWords } from "../../span.ts";

/** The kind of part that a paragraph becomes. */
export type Role =
  | { readonly kind: "heading"; readonly depth: number }
  /** Levels count from 0. */
  | { readonly kind: "item"; readonly level: number }
  | { readonly kind: "prose" };

export const PROSE: Role = { kind: "prose" };

export interface Baseline {
  readonly at: "line" | "superscript" | "subscript" | "note";
  /** Whether it is moved by a distance. A paragraph moved as a whole counts as on the baseline. */
  readonly isMoved?: boolean;
}

interface Piece {
  readonly kind: "text" | "omission" | "image" | "break";
  readonly text: string;
  readonly baseline: Baseline;
}

const ON_LINE: Baseline = { at: "line" };
const SOFT_HYPHENS = /\u00AD/g;

/** Collects the text of one paragraph after another. */
export function createLine() {
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
    addOmission: () => push("omission", ELLIPSIS),
    /** Adds an omission for an image, which is dropped in a paragraph without words. */
    addImage: () => push("image", ELLIPSIS),
    breakLine: () => push("break", "\n"),
    /** Reports text that is left out. */
    reportOmission(text: string) {
      omitted.push(isOmitting ? (omitted.pop() ?? "") + text : text);
      isOmitting = true;
    },
    /** Counts the pieces ever added that are not blank. */
    count: () => count,
    /** Ends the paragraph, and returns its text, in paragraphs that are not empty, and the texts that were left out. */
    take() {
      const taken = {
        paragraphs: paragraphsIn(textOf(withoutParagraphShift(withoutLoneImages(pieces)))),
        omitted: omitted.map(squeeze).filter((text) => text !== ""),
      };
      [pieces, omitted, isOmitting] = [[], [], false];
      return taken;
    },
  };
}

export type Line = ReturnType<typeof createLine>;

const isText = ({ kind }: Piece): boolean => kind === "text";

function withoutLoneImages(pieces: readonly Piece[]): readonly Piece[] {
  const hasText = pieces.some((piece) => isText(piece) && hasWords(piece.text));
  return hasText ? pieces : pieces.filter(({ kind }) => kind !== "image");
}

function withoutParagraphShift(pieces: readonly Piece[]): readonly Piece[] {
  const texts = pieces.filter((piece) => isText(piece) && piece.text.trim() !== "");
  const isAllMoved = texts.every(({ baseline }) => baseline.isMoved);
  return isAllMoved ? pieces.map((piece) => ({ ...piece, baseline: ON_LINE })) : pieces;
}

/** Joins pieces. Neighbours on one baseline are written together; of consecutive omissions only one remains. */
function textOf(pieces: readonly Piece[]): string {
  const texts: string[] = [];
  let [run, at]: [string, Baseline["at"]] = ["", "line"];
  let isAfterOmission = false;
  const endRun = (): void => {
    texts.push(writeAtBaseline(run, at));
    run = "";
  };
  for (const { kind, text, baseline } of pieces) {
    const isOmission = kind === "omission" || kind === "image";
    if (isOmission && isAfterOmission) continue;
    if (kind === "break" || text.trim() !== "") isAfterOmission = isOmission;
    if (kind !== "text" || baseline.at !== at) endRun();
    at = baseline.at;
    if (kind === "text") run += text;
    else texts.push(text);
  }
  endRun();
  return texts.join("");
}

function writeAtBaseline(text: string, at: Baseline["at"]): string {
  if (at === "line") return text.replace(SPACE, " ");
  return at === "note" || isBracketed(text) ? writeNote(text) : writeShifted(text, at);
}

/** Collects parts: joins list items, and puts floating parts after their paragraph. */
export function createPartCollector(reportOmission: (text: string) => void) {
  const line = createLine();
  const parts: Part[] = [];
  let items: Item[] = [];
  let floating: readonly Part[] = [];
  /** Role of the paragraph whose line continues. */
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
    omitted.forEach(reportOmission);
    addParagraph(role, paragraphs);
    addAll(floating);
    [floating, pending] = [[], undefined];
  };
  const endPending = (): void => {
    if (pending) endParagraph(pending);
  };
  return {
    /** The paragraph that is being read. */
    line,
    addFloating: (added: readonly Part[]) => void (floating = [...floating, ...added]),
    /** Ends the paragraph, unless it `continues` with the next. */
    endParagraph(role: Role, continues = false) {
      if (!continues) return endParagraph(role);
      line.reportOmission(" ");
      pending = role;
    },
    /** Adds parts that are not of a paragraph. */
    add(added: readonly Part[]) {
      if (added.length > 0) endPending();
      addAll(added);
    },
    /** Counts the parts and pieces that were added so far. */
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

/** Office has nine levels. */
const MAX_LEVEL = 8;

function linesOf(items: readonly Item[]): string[] {
  const levels = items.map(({ level }) => (level <= MAX_LEVEL ? level : MAX_LEVEL));
  const least = levels.reduce((one, other) => Math.min(one, other), MAX_LEVEL);
  return items.map(({ text }, at) => `${"  ".repeat((levels[at] ?? least) - least)}- ${text}`);
}

/** Joins parts to one line, for a table cell or a text box in a line. */
export const joinParts = (parts: readonly Part[]): string =>
  parts
    .flatMap((part) => ("items" in part ? part.items.map(withoutBullet) : part.text))
    .join(" ")
    .replaceAll("\n", " ");

const withoutBullet = (item: string): string => item.replace(/^ *- /, "");
