/** @module Buffer of inline text: pieces are joined, and divided into lines, as a browser renders them. */

import { paragraphsIn, SPACE, squeeze } from "../../extraction/part.ts";
import { ELLIPSIS } from "../../hidden.ts";
import { hasWords } from "../../span.ts";

/** A piece of inline text. A dependent one is kept only if there is other text next to it. */
interface Piece {
  readonly kind: "text" | "ellipsis" | "break" | "gap";
  readonly text: string;
  readonly isDependent: boolean;
}

/** Collects inline text until a block begins or ends. */
export interface LineBuffer {
  readonly add: (text: string, isDependent: boolean) => void;
  /** @param isDependent for an ellipsis that is dropped without other text. */
  readonly addEllipsis: (isDependent: boolean) => void;
  readonly breakLine: () => void;
  /** Adds the edge of an inline box, which separates the words on both sides. */
  readonly gap: () => void;
  /** Takes the collected paragraphs, each without blank lines. */
  readonly takeParagraphs: () => Taken & { readonly paragraphs: readonly string[] };
  /** Takes the collected text on one line. */
  readonly takeLine: () => Taken & { readonly text: string };
  /**
   * Takes the collected text with its white space.
   * @param isWithin for a part of a line, which keeps dependent text.
   */
  readonly takeRaw: (isWithin?: boolean) => Taken & { readonly text: string };
}

interface Taken {
  /** Dependent text without other text next to it. */
  readonly dropped: string;
}

export function createLineBuffer(): LineBuffer {
  let pieces: Piece[] = [];
  let lastEllipsis: "independent" | "dependent" | undefined;
  const addEllipsis = (isDependent: boolean): void => {
    // Adjacent omissions share one ellipsis.
    if (lastEllipsis === "independent" || (lastEllipsis === "dependent" && isDependent)) return;
    pieces.push({ kind: "ellipsis", text: ELLIPSIS, isDependent });
    lastEllipsis = isDependent ? "dependent" : "independent";
  };
  const addText = (text: string, isDependent: boolean): void => {
    pieces.push({ kind: "text", text, isDependent });
    if (/[^\t\n\f\r ]/.test(text)) lastEllipsis = undefined;
  };
  const take = (
    show: (piece: Piece) => string,
    isWithin = false,
  ): Taken & { readonly text: string } => {
    const { kept, dropped } = isWithin ? { kept: pieces, dropped: "" } : withoutDependent(pieces);
    [pieces, lastEllipsis] = [[], undefined];
    return { text: join(kept, show), dropped };
  };
  return {
    add(text, isDependent) {
      // A private use character is a picture of an icon font.
      for (const [at, part] of text.split(/\p{Co}+/u).entries()) {
        if (at > 0) addEllipsis(true);
        if (part !== "") addText(part, isDependent);
      }
    },
    addEllipsis,
    breakLine() {
      pieces.push({ kind: "break", text: "\n", isDependent: false });
      lastEllipsis = undefined;
    },
    gap: () => void pieces.push({ kind: "gap", text: "", isDependent: false }),
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

/** Drops dependent text, and the punctuation between, if there are no other words. */
function withoutDependent(pieces: readonly Piece[]): Taken & { readonly kept: readonly Piece[] } {
  const hasOwnWords = pieces.some(({ text, isDependent }) => !isDependent && hasWords(text));
  if (hasOwnWords || !pieces.some(({ isDependent }) => isDependent))
    return { kept: pieces, dropped: "" };
  const texts = pieces.map(({ kind, text }) => (kind === "text" ? text : " "));
  return {
    kept: pieces.filter(({ kind, isDependent }) => kind === "ellipsis" && !isDependent),
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
