/** @module Which runs of `*`, `_` and `~` are marks of emphasis. */

import type { Span } from "../span.ts";

/** Returns the marks that a run proves to be marks: itself, the one that it closes, or none. */
export type FollowEmphasis = (run: Span) => readonly Span[];

/**
 * Follows the runs of a paragraph, given in order. One at the edge of a word is a mark, whether or not its counterpart is
 * in the paragraph, of which a passage may hold a part. One between two letters is a mark if it has a counterpart.
 */
export function followEmphasis(source: string): FollowEmphasis {
  /** By the run's text: the last that may be closed; no span where it is a mark already. */
  const open = new Map<string, Span | undefined>();
  return (run) => {
    const mark = source.slice(run.start, run.end);
    const { opens, closes, isKept } = edgesOf(source, run);
    if (isKept || (!opens && !closes)) return [];
    const isClosing = closes && (!opens || open.has(mark));
    const counterpart = isClosing ? open.get(mark) : undefined;
    if (isClosing) open.delete(mark);
    else open.set(mark, closes ? run : undefined);
    if (opens && closes && !isClosing) return [];
    return counterpart ? [counterpart, run] : [run];
  };
}

const SPACE = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const DIGIT = /\d/;

/** By CommonMark's rules of flanking. Kept is `_` inside a word, and a sign between two digits. */
function edgesOf(source: string, { start, end }: Span) {
  const [before, after] = [source.charAt(start - 1), source.charAt(end)];
  const [isSpaceBefore, isSpaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [isSignBefore, isSignAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const opens = !isSpaceAfter && (!isSignAfter || isSpaceBefore || isSignBefore);
  const closes = !isSpaceBefore && (!isSignBefore || isSpaceAfter || isSignAfter);
  const isInWord = opens && closes && source.charAt(start) === "_";
  return { opens, closes, isKept: isInWord || (DIGIT.test(before) && DIGIT.test(after)) };
}
