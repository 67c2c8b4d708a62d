/** @module The quotation that is shown below a link in chats, forums and mail: whole sentences, so short that nobody cuts them. */

import { ELLIPSIS } from "../../corpus/hidden.ts";
import { hasEdge } from "../../corpus/passage.ts";
import type { Shown, ShownPart } from "../../corpus/shown.ts";
import { onOneLine } from "../../corpus/span.ts";
import { shrink } from "../../reply/escape.ts";
import { clip } from "../../reply/limits.ts";
import { lineOf } from "../../reply/pieces.ts";

/** In characters: X cuts at 200, Discourse at 250. */
const LONGEST = 200;
/** In bytes of UTF-8: Discord cuts descriptions at 350 bytes, titles at 70. */
const MOST_BYTES = { text: 347, title: 67 } as const;

/**
 * Returns the beginning of a passage on one line, with `[…]` where text is left out; undefined if not even its first sentence
 * fits.
 * @param frame puts quotation marks around it.
 */
export function quotationFor(
  { parts, edges }: Omit<Shown, "best">,
  frame: (text: string) => string,
): string | undefined {
  const pieces = parts.map(pieceOf).filter(({ text }) => text !== "");
  const isCutBefore = hasEdge(edges, "before");
  const framed = (count: number): string => {
    const last = pieces[count - 1];
    const goesOn = count < pieces.length || hasEdge(edges, "after") || last?.isCut === true;
    const texts = pieces.slice(0, count).map(({ text }) => text);
    return frame(
      [...(isCutBefore ? [ELLIPSIS] : []), ...texts, ...(goesOn ? [ELLIPSIS] : [])].join(" "),
    );
  };
  const firstCut = pieces.findIndex(({ isCut }) => isCut);
  let count = firstCut === -1 ? pieces.length : firstCut + 1;
  while (count > 0 && !fits(framed(count))) count -= 1;
  return count === 0 ? undefined : framed(count);
}

/** HTML cannot contain NUL. */
const fits = (text: string): boolean =>
  text.length <= LONGEST && !text.includes("\0") && Buffer.byteLength(text) <= MOST_BYTES.text;

interface Piece {
  readonly text: string;
  /** Whether the part goes on behind it. */
  readonly isCut: boolean;
}

/** Returns a part on one line, of code its first line, with the marker of its list item. */
const pieceOf = (part: ShownPart): Piece => ({
  text: onOneLine(`${part.before} ${lineOf(part)}`),
  isCut: part.kind === "code" && part.text.trim().includes("\n"),
});

/** Shortens a title until nobody cuts it. */
export const titleFor = (title: string): string =>
  shrink(
    title,
    (kept) => Buffer.byteLength(kept) <= MOST_BYTES.title,
    (kept) => clip(kept, kept.length - 1),
  );
