/** @module Candidates: what differs between two sentences that share enough words. */

import { conflictingAmounts } from "./alignment.ts";
import { compareAllDates } from "./dates.ts";
import type { Language } from "./languages/language.ts";
import { createNegationCounter, createNegationReader, type Negation } from "./negation.ts";
import type { Rules } from "./rules.ts";
import type { Sentence } from "./sentence.ts";
import { type Overlap, overlapOf } from "./subject.ts";
import type { TokenSpan } from "./tokens.ts";

/** A conflict before the vetoes. */
export interface Candidate {
  readonly kind: "number" | "date" | "negation";
  readonly left: TokenSpan;
  readonly right: TokenSpan;
}

type CandidateFinder = (a: Sentence, b: Sentence) => readonly Candidate[];

/** Creates a finder of candidates of one kind: sentences that differ in two ways are about different things. */
export function createCandidateFinder(language: Language, rules: Rules): CandidateFinder {
  const isSameSubject = language.isStrict ? isSurelySameSubject : isLikelySameSubject;
  /** Several numbers that differ are in a table more often than in a sentence. */
  const mostConflicts = language.isStrict ? 1 : Infinity;
  const negationsBetween = negationFinder(language, rules.negators);
  return (a, b) => {
    const numbers = conflictingAmounts(a.amounts, b.amounts, rules);
    if (numbers.length > mostConflicts) return [];
    if (numbers.length > 0)
      return numbers
        .filter(({ left: { noun } }) => isSameSubject(overlapOf(a.subject, b.subject, noun), noun))
        .map((conflict) => ({ kind: "number", ...conflict }));
    const dates = compareAllDates(a.dates, b.dates);
    if (!dates.isApart) return negationsBetween(a, b);
    const { left, right } = dates;
    const isSame = isSameSubject(overlapOf(a.subject, b.subject));
    return left && right && isSame ? [{ kind: "date", left, right }] : [];
  };
}

/** Short sentences have to share nearly all their terms, longer ones fewer. */
function isLikelySameSubject({ shared, ofShorter, ofAll }: Overlap): boolean {
  if (shared >= 4) return ofShorter >= 0.6 && ofAll >= 0.3;
  if (shared >= 2) return ofShorter >= 0.75 && ofAll >= (shared === 2 ? 0.6 : 0.45);
  return shared === 1 && ofAll === 1;
}

/**
 * Without vectors of the sentences, the terms alone have to show that both are about the same thing: one has hardly a
 * term that the other lacks. Of two terms one is the counted noun.
 */
function isSurelySameSubject({ shared, ofShorter, ofAll }: Overlap, noun = ""): boolean {
  if (ofShorter < 1) return false;
  return shared >= 2 ? ofAll >= 0.75 : shared === 1 && noun !== "" && ofAll === 1;
}

/** What is said of all may not be said of some, so that sentences with a negation have to share more terms. */
const isLikelySaidOfSame = ({ shared, ofShorter, ofAll }: Overlap): boolean =>
  shared >= 2 && ofShorter >= 0.8 && ofAll >= 0.6;

const isSurelySaidOfSame = ({ shared, ofShorter, ofAll }: Overlap): boolean =>
  shared >= 2 && ofShorter === 1 && ofAll >= 0.8;

/** Creates a finder of the first negation that one of two sentences alone has. */
function negationFinder(
  language: Language,
  negators: Readonly<Record<string, RegExp>>,
): CandidateFinder {
  const negationsOf = createNegationReader(language, negators);
  const countNegations = createNegationCounter(language.negation);
  const isSameSubject = language.isStrict ? isSurelySaidOfSame : isLikelySaidOfSame;
  const isOpposite = (a: Sentence, b: Sentence): boolean =>
    !language.isStrict || countNegations(a.tokens) + countNegations(b.tokens) === 1;
  return (a, b) => {
    if (!isSameSubject(overlapOf(a.subject, b.subject)) || !isOpposite(a, b)) return [];
    const terms = new Set([...a.subject.terms].filter((term) => b.subject.terms.has(term)));
    const [inA, inB] = [negationsOf(a.tokens, terms), negationsOf(b.tokens, terms)];
    if (inA.length === inB.length || (!language.isStrict && isEvenApart(inA, inB))) return [];
    const [negation] = inA.length > inB.length ? inA : inB;
    if (negation === undefined) return [];
    return inA.length > inB.length
      ? [{ kind: "negation", left: negation, right: affirmed(b, negation) }]
      : [{ kind: "negation", left: affirmed(a, negation), right: negation }];
  };
}

/** Whether two lists differ by an even number of members: negations of a negation. */
const isEvenApart = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  (a.length - b.length) % 2 === 0;

/** Returns the word of a sentence that the other negates. */
function affirmed({ tokens }: Sentence, { term }: Negation): TokenSpan {
  const at = tokens.findIndex((token) => token.term === term);
  return { from: at, to: at + 1 };
}
