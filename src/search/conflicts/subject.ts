/** @module Subjects: the words by which two sentences are found to be about the same thing. */

import { type IdentifierTest, markerAt } from "./identifiers.ts";
import type { Language } from "./languages/language.ts";
import { isCapitalised, setOf, type Token, type TokenSpan, tokenAt } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Subject {
  /** The content words outside amounts and dates. */
  readonly terms: ReadonlySet<string>;
  /** The terms that are names, without those of reporters. */
  readonly names: ReadonlySet<string>;
  /** Identifiers, which distinguish things of one kind. */
  readonly markers: ReadonlySet<string>;
  /** Words such as "again": the sentence is about another time or thing. */
  readonly repeats: ReadonlySet<string>;
  /** Whether what happens can happen many times. */
  readonly isRepeatedEvent: boolean;
}

/** Tests of the tokens of one sentence. */
interface TokenTests {
  /** Whether a token is part of an amount or a date. */
  readonly isTaken: (index: number) => boolean;
  readonly isIdentifier: IdentifierTest;
}

export type SubjectReader = (tokens: readonly Token[], tests: TokenTests) => Subject;

/** Creates a reader of the subject of a sentence. */
export function createSubjectReader(
  { subject: words, isStrict }: Language,
  vocabulary: Vocabulary,
): SubjectReader {
  const repeats = setOf(words.repeats);
  const isReporter = reporterTest(setOf(words.reporting));
  const events = new Set([...setOf(words.repeatedEvents)].map(vocabulary));
  return (tokens, { isTaken, isIdentifier }) => {
    const found = tokens.flatMap((token, at) =>
      isTaken(at) || token.term === "" || repeats.has(token.lower) ? [] : [{ token, at }],
    );
    const names = found.filter(
      ({ token, at }) => at > 0 && isCapitalised(token) && !isReporter(tokens, at),
    );
    const markers = tokens.flatMap((_, at) =>
      isTaken(at) ? [] : markerAt(tokens, at, isIdentifier),
    );
    return {
      terms: new Set(found.map(({ token }) => token.term)),
      names: new Set(names.map(({ token }) => token.term)),
      markers: new Set(markers.filter((marker) => marker !== "")),
      repeats: new Set(
        tokens.flatMap(({ lower }, at) =>
          repeats.has(lower) && !(isStrict && isTaken(at)) ? [lower] : [],
        ),
      ),
      isRepeatedEvent: found.some(({ token }) => events.has(token.term)),
    };
  };
}

/** Returns whether a name is within five words before or three words after "said". */
const reporterTest =
  (reporting: ReadonlySet<string>) =>
  (tokens: readonly Token[], at: number): boolean =>
    [-3, -2, -1, 1, 2, 3, 4, 5].some((step) => reporting.has(tokenAt(tokens, at + step).lower));

/** How much of two subjects is shared: of the shorter one's terms, and of all terms of both. */
export interface Overlap {
  readonly shared: number;
  readonly ofShorter: number;
  readonly ofAll: number;
}

/** Returns the overlap of two subjects but for a term that is compared elsewhere. */
export function overlapOf(a: Subject, b: Subject, except = ""): Overlap {
  const inA = [...a.terms].filter((term) => term !== except);
  const inB = [...b.terms].filter((term) => term !== except);
  const shared = inA.filter((term) => b.terms.has(term)).length;
  return {
    shared,
    ofShorter: shared / Math.max(1, Math.min(inA.length, inB.length)),
    ofAll: shared / Math.max(1, inA.length + inB.length - shared),
  };
}

/** Whether each set has a member that the other sentence lacks. */
export const hasOwnEach = (
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  allOfA = a,
  allOfB = b,
): boolean => [...a].some((one) => !allOfB.has(one)) && [...b].some((one) => !allOfA.has(one));

/** How many of the terms nearest to a mention are compared. */
const NEIGHBOURS = 6;

/** Whether at least half of the terms nearest to a mention are in the other sentence too. */
export function isAmongShared(
  tokens: readonly Token[],
  { from, to }: TokenSpan,
  own: Subject,
  other: Subject,
): boolean {
  const near: string[] = [];
  for (let step = 1; near.length < NEIGHBOURS && step <= tokens.length; step += 1) {
    for (const at of [from - step, to + step - 1]) {
      const { term } = tokenAt(tokens, at);
      if (own.terms.has(term)) near.push(term);
    }
  }
  return 2 * near.filter((term) => other.terms.has(term)).length >= near.length;
}
