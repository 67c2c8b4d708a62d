/** @module Running text: pieces of one line joined as a browser would show them, and cut where it would begin anew. */

import { hasWords } from "../span.ts";
import { isLinkList } from "./main-text.ts";

/** Stands where something is seen that is not read. */
export const MARK = "[…]";

/** A piece of running text. One that `leans` is kept only where there is text beside it. */
interface Piece {
  readonly kind: "text" | "mark" | "break" | "gap";
  readonly text: string;
  readonly leans: boolean;
}

/** Gathers running text until a block begins or ends. */
export interface Inline {
  add(text: string, isLink: boolean, leans?: boolean): void;
  /** @param leans where it says nothing by itself. */
  mark(leans: boolean): void;
  breakLine(): void;
  /** The edge of a box in the line: two words do not run together over it. */
  gap(): void;
  link(): void;
  /** The paragraphs gathered, each without a blank line in it; then there is nothing. */
  take(): Taken & { readonly paragraphs: readonly string[]; readonly isLinkList: boolean };
  /**
   * The text gathered as it stands, with `\n` for a break; then there is nothing.
   * @param isWithin other text stands beside it, for all to lean on.
   */
  takeRaw(isWithin?: boolean): Taken & { readonly text: string };
}

interface Taken {
  /** What leant on no text; it stands in none of it. */
  readonly dropped: string;
}

export function openInline(): Inline {
  let pieces: Piece[] = [];
  let [length, linked, links] = [0, 0, 0];
  // What was last, white space aside, if it is a mark: one is enough.
  let mark: "firm" | "leaning" | undefined;
  const push = (kind: Piece["kind"], text: string, leans = false): void =>
    void pieces.push({ kind, text, leans });
  const takeAll = (): readonly Piece[] => {
    const all = pieces;
    [pieces, mark] = [[], undefined];
    return all;
  };
  return {
    add(text, isLink, leans = false) {
      push("text", text, leans);
      const shown = text.replace(/[\t\n\f\r ]+/g, " ").trim().length;
      if (shown > 0) mark = undefined;
      length += shown;
      if (isLink) linked += shown;
    },
    mark(leans) {
      if (mark === "firm" || (mark === "leaning" && leans)) return;
      push("mark", MARK, leans);
      mark = leans ? "leaning" : "firm";
    },
    breakLine() {
      push("break", "\n");
      mark = undefined;
    },
    gap: () => push("gap", ""),
    link: () => void (links += 1),
    take() {
      const [kept, dropped] = lean(takeAll());
      const paragraphs = paragraphsOf(joined(kept, shownOf));
      const found = { paragraphs, dropped, isLinkList: isLinkList({ length, linked, links }) };
      [length, linked, links] = [0, 0, 0];
      return found;
    },
    takeRaw(isWithin = false) {
      const [kept, dropped] = isWithin ? [takeAll(), ""] : lean(takeAll());
      return { text: joined(kept, ({ text }) => text), dropped };
    },
  };
}

/** The pieces that are kept, and the text of those that are not. */
function lean(pieces: readonly Piece[]): readonly [readonly Piece[], string] {
  if (pieces.some(({ text, leans }) => !leans && hasWords(text))) return [pieces, ""];
  const [kept, dropped] = [
    pieces.filter(({ leans }) => !leans),
    pieces.filter(({ leans }) => leans),
  ];
  return [kept, dropped.map(({ kind, text }) => (kind === "text" ? text : " ")).join("")];
}

const shownOf = ({ kind, text }: Piece): string =>
  kind === "break" ? text : text.replace(/[\t\n\f\r ]+/g, " ").replaceAll("\u00AD", "");

function joined(pieces: readonly Piece[], show: (piece: Piece) => string): string {
  const texts: string[] = [];
  let isGap = false;
  for (const piece of pieces) {
    const text = show(piece);
    isGap ||= piece.kind === "gap";
    if (text === "") continue;
    if (isGap && /[\p{L}\p{N}]$/u.test(texts.at(-1) ?? "") && /^[\p{L}\p{N}]/u.test(text))
      texts.push(" ");
    texts.push(text);
    isGap = false;
  }
  return texts.join("");
}

/** One line break begins a line, two a paragraph. */
function paragraphsOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.replace(/ {2,}/g, " ").trim());
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    if (line !== "") paragraphs.at(-1)?.push(line);
    else if (paragraphs.at(-1)?.length) paragraphs.push([]);
  }
  return paragraphs.filter(({ length }) => length > 0).map((own) => own.join("\n"));
}
