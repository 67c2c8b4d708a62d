/** @module Running text: pieces of a line joined as a browser would show them, and cut where it would begin a line. */

import { paragraphsIn, SPACE, squeeze } from "../../extraction/part.ts";
import { MARK } from "../../hidden.ts";
import { hasWords } from "../../span.ts";

/** A piece of running text. One that `leans` is kept only where there is text beside it. */
interface Piece {
  readonly kind: "text" | "mark" | "break" | "gap";
  readonly text: string;
  readonly leans: boolean;
}

/** Gathers running text until a block begins or ends. */
export interface Inline {
  readonly add: (text: string, leans: boolean) => void;
  /** @param leans for a mark that says nothing by itself. */
  readonly mark: (leans: boolean) => void;
  readonly breakLine: () => void;
  /** The edge of a box in the line: words on both sides of it do not run together. */
  readonly gap: () => void;
  /** Takes the paragraphs gathered, each without a blank line in it. */
  readonly takeParagraphs: () => Taken & { readonly paragraphs: readonly string[] };
  /** Takes the text gathered on one line. */
  readonly takeLine: () => Taken & { readonly text: string };
  /**
   * Takes the text gathered with its own white space.
   * @param isWithin for a part of a line: other text stands beside it, for all to lean on.
   */
  readonly takeRaw: (isWithin?: boolean) => Taken & { readonly text: string };
}

interface Taken {
  /** Text that leant on none, and so is part of none. */
  readonly dropped: string;
}

export function openInline(): Inline {
  let pieces: Piece[] = [];
  let lastMark: "firm" | "leaning" | undefined;
  const mark = (leans: boolean): void => {
    // One mark is enough for things that stand side by side.
    if (lastMark === "firm" || (lastMark === "leaning" && leans)) return;
    pieces.push({ kind: "mark", text: MARK, leans });
    lastMark = leans ? "leaning" : "firm";
  };
  const addText = (text: string, leans: boolean): void => {
    pieces.push({ kind: "text", text, leans });
    if (/[^\t\n\f\r ]/.test(text)) lastMark = undefined;
  };
  const take = (
    show: (piece: Piece) => string,
    isWithin = false,
  ): Taken & { readonly text: string } => {
    const { kept, dropped } = isWithin ? { kept: pieces, dropped: "" } : withoutLeaning(pieces);
    [pieces, lastMark] = [[], undefined];
    return { text: join(kept, show), dropped };
  };
  return {
    add(text, leans) {
      // A character for private use is a picture of some font.
      for (const [at, part] of text.split(/\p{Co}+/u).entries()) {
        if (at > 0) mark(true);
        if (part !== "") addText(part, leans);
      }
    },
    mark,
    breakLine() {
      pieces.push({ kind: "break", text: "\n", leans: false });
      lastMark = undefined;
    },
    gap: () => void pieces.push({ kind: "gap", text: "", leans: false }),
    takeParagraphs() {
      const { text, dropped } = take(shownText);
      return { paragraphs: paragraphsIn(text), dropped };
    },
    takeLine() {
      const { text, dropped } = take(shownText);
      return { text: squeeze(text), dropped };
    },
    takeRaw: (isWithin) => take(({ text }) => text, isWithin),
  };
}

/** Leaves out what leans where there are no words to lean on, and the signs that part it. */
function withoutLeaning(pieces: readonly Piece[]): Taken & { readonly kept: readonly Piece[] } {
  const hasWordsOfItsOwn = pieces.some(({ text, leans }) => !leans && hasWords(text));
  if (hasWordsOfItsOwn || !pieces.some(({ leans }) => leans)) return { kept: pieces, dropped: "" };
  const texts = pieces.map(({ kind, text }) => (kind === "text" ? text : " "));
  return {
    kept: pieces.filter(({ kind, leans }) => kind === "mark" && !leans),
    dropped: texts.join(""),
  };
}

const shownText = ({ kind, text }: Piece): string =>
  kind === "break" ? text : text.replace(SPACE, " ").replaceAll("\u00AD", "");

function join(pieces: readonly Piece[], show: (piece: Piece) => string): string {
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
