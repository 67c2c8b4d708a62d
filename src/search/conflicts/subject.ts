/** @module Whether two sentences speak of the same thing, told by the words they share. */

import { markersOf } from "./identifier.ts";
import { isCapitalised, setOf, type Token, type TokenSpan, tokenAt } from "./token.ts";
import { canonical, contrast, LIGHT, REPORTING } from "./vocabulary.ts";

export interface Subject {
  /** Canonical content words, without what is part of an amount or a date. */
  readonly terms: ReadonlySet<string>;
  /** As terms, with the light words. */
  readonly words: ReadonlySet<string>;
  /** Those of the terms that are names, without who reports. */
  readonly names: ReadonlySet<string>;
  readonly markers: ReadonlySet<string>;
}

/** How much of a subject is shared: of the shorter sentence's terms, and of all terms of both. */
export interface Overlap {
  readonly shared: number;
  readonly ofShorter: number;
  readonly ofAll: number;
}

const REPEATS = setOf("another again further additional also too");

/** The subject of a sentence; `taken` says which tokens are amounts or dates. */
export function subjectOf(tokens: readonly Token[], taken: (index: number) => boolean): Subject {
  const words = new Set<string>();
  const names = new Set<string>();
  tokens.forEach((token, at) => {
    if (REPEATS.has(token.lower)) words.add(token.lower);
    if (taken(at) || token.term === "") return;
    const word = canonical(token.term);
    words.add(word);
    if (at > 0 && isCapitalised(token) && !isReporter(tokens, at)) names.add(word);
  });
  const terms = new Set([...words].filter((word) => !LIGHT.has(word) && !REPEATS.has(word)));
  return { terms, words, names, markers: markersOf(tokens, taken) };
}

/** Within five words before "said" or three after it. */
const isReporter = (tokens: readonly Token[], at: number): boolean =>
  [-3, -2, -1, 1, 2, 3, 4, 5].some((step) => REPORTING.has(tokenAt(tokens, at + step).lower));

/** The overlap of two subjects, leaving out words that are compared elsewhere. */
export function overlapOf(a: Subject, b: Subject, without: ReadonlySet<string>): Overlap {
  const [left, right] = [a, b].map(({ terms }) => [...terms].filter((term) => !without.has(term)));
  const [inA, inB] = [left ?? [], right ?? []];
  const shared = inA.filter((term) => b.terms.has(term)).length;
  const smaller = Math.min(inA.length, inB.length);
  const all = inA.length + inB.length - shared;
  return {
    shared,
    ofShorter: smaller === 0 ? 0 : shared / smaller,
    ofAll: all === 0 ? 0 : shared / all,
  };
}

/** Whether a word, a name or a marker shows that they speak of different things of one kind. */
export const isOther = (a: Subject, b: Subject): boolean =>
  contrast(a.words, b.words) ||
  bothOwn(a.markers, b.markers) ||
  bothOwn(a.names, b.names, a.words, b.words) ||
  [...REPEATS].some((word) => a.words.has(word) !== b.words.has(word));

/** Whether each has one that the other lacks. */
function bothOwn(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  wordsOfA = a,
  wordsOfB = b,
): boolean {
  const own = (from: ReadonlySet<string>, to: ReadonlySet<string>): boolean =>
    [...from].some((word) => !to.has(word));
  return own(a, wordsOfB) && own(b, wordsOfA);
}

/** How many of the terms nearest to a mention are asked for. */
const NEIGHBOURS = 6;

/**
 * Whether a mention (half-open, in tokens) stands among words that the other sentence has too. A long sentence may
 * share much with another and give its number in a clause of its own.
 */
export function isAmongShared(
  tokens: readonly Token[],
  { from, to }: TokenSpan,
  own: Subject,
  other: Subject,
): boolean {
  const near: string[] = [];
  for (let step = 1; near.length < NEIGHBOURS && step <= tokens.length; step += 1) {
    for (const at of [from - step, to + step - 1]) {
      const term = canonical(tokenAt(tokens, at).term);
      if (own.terms.has(term)) near.push(term);
    }
  }
  return 2 * near.filter((term) => other.terms.has(term)).length >= near.length;
}
