/** @module Conflicts: numbers, dates and negations in which two sentences about the same thing differ. */

import { type AlignmentRules, conflictingAmounts, DISTINCTIONS, TOLERANCES } from "./alignment.ts";
import { type Amount, type AmountRules, createAmountReader, NOUNS } from "./amounts.ts";
import { BOUNDS } from "./bounds.ts";
import { compareAllDates, type DateForm, type DateMention, DATES, readDates } from "./dates.ts";
import { IDENTIFIERS, type IdentifierTest } from "./identifiers.ts";
import { conditionsOf, type Negation, negationsOf, NEGATORS } from "./negation.ts";
import { NUMERALS } from "./numerals.ts";
import {
  hasOwnEach,
  isAmongShared,
  type Overlap,
  overlapOf,
  type Subject,
  subjectOf,
} from "./subject.ts";
import { setOf, type Token, type TokenSpan, tokensOf } from "./tokens.ts";
import { UNITS } from "./units.ts";
import { createVocabulary, type Words, WORDS } from "./vocabulary.ts";

export interface Conflict {
  readonly kind: "number" | "date" | "negation";
  /** For users, without a verdict: `number: "750" / "about 500"`. */
  readonly what: string;
  /** Verbatim from the first sentence. */
  readonly left: string;
  /** Verbatim from the second. */
  readonly right: string;
}

/** A sentence with what is compared of it. */
export interface Sentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly amounts: readonly Amount[];
  readonly dates: readonly DateMention[];
  readonly subject: Subject;
}

/** A conflict before the vetoes. */
interface Candidate {
  readonly kind: Conflict["kind"];
  readonly left: TokenSpan;
  readonly right: TokenSpan;
}

/** Whether a candidate is no conflict, since the sentences may be about different things. */
type Veto = (a: Sentence, b: Sentence, candidate: Candidate) => boolean;

/** Events that happen many times, and so at many dates. */
const REPEATED = setOf(
  "win play lose beat host visit tour elect serv rise fall record appear compet scor meet vot clos",
);

const VETOES: Readonly<Record<string, Veto>> = {
  question: (a, b) => [a, b].some(({ text }) => text.trimEnd().endsWith("?")),
  markers: ({ subject: a }, { subject: b }) => hasOwnEach(a.markers, b.markers),
  names: ({ subject: a }, { subject: b }) => hasOwnEach(a.names, b.names, a.terms, b.terms),
  again: ({ subject: a }, { subject: b }) =>
    a.repeats.size !== b.repeats.size || [...a.repeats].some((word) => !b.repeats.has(word)),
  "another date": (a, b, { kind }) =>
    kind === "number" && compareAllDates(a.dates, b.dates).isApart,
  "another clause": (a, b, { kind, left, right }) =>
    kind !== "negation" &&
    !(
      isAmongShared(a.tokens, left, a.subject, b.subject) &&
      isAmongShared(b.tokens, right, b.subject, a.subject)
    ),
  "repeated event": (a, b, { kind }) =>
    kind === "date" &&
    [a, b].some(({ subject }) => [...subject.terms].some((term) => REPEATED.has(term))),
  conditions: (a, b, { kind }) =>
    kind === "negation" && conditionsOf(a.tokens) !== conditionsOf(b.tokens),
};

/** The rules by kind and name. The bench leaves out one at a time to measure its effect. */
export interface Rules extends AmountRules, AlignmentRules {
  readonly words: Words;
  readonly identifiers: Readonly<Record<string, IdentifierTest>>;
  readonly dates: Readonly<Record<string, DateForm>>;
  readonly negators: Readonly<Record<string, RegExp>>;
  readonly vetoes: Readonly<Record<string, Veto>>;
}

export const RULES: Rules = {
  words: WORDS,
  numerals: NUMERALS,
  bounds: BOUNDS,
  units: UNITS,
  nouns: NOUNS,
  identifiers: IDENTIFIERS,
  dates: DATES,
  distinctions: DISTINCTIONS,
  tolerances: TOLERANCES,
  negators: NEGATORS,
  vetoes: VETOES,
};

export interface ConflictFinder {
  /** Reads a sentence, which takes longer than a comparison. */
  readonly readSentence: (text: string) => Sentence;
  /**
   * Returns the conflict of two sentences, undefined if they agree or may be about different things: a false alarm
   * costs more than a miss.
   */
  readonly findConflict: (a: Sentence, b: Sentence) => Conflict | undefined;
}

/** Creates a finder of conflicts by some rules. */
export function createConflictFinder(rules: Rules = RULES): ConflictFinder {
  return { readSentence: createSentenceReader(rules), findConflict: createComparison(rules) };
}

function createSentenceReader(rules: Rules): ConflictFinder["readSentence"] {
  const vocabulary = createVocabulary(rules.words);
  const readAmounts = createAmountReader(rules);
  const isIdentifier: IdentifierTest = (...number) =>
    Object.values(rules.identifiers).some((test) => test(...number));
  return (text) => {
    const tokens = tokensOf(text, vocabulary);
    const dates = readDates(tokens, rules.dates);
    const inDates = indexesOf(dates);
    const amounts = readAmounts(tokens, (at) => inDates.has(at), isIdentifier);
    const inAmounts = indexesOf(amounts);
    const isTaken = (at: number): boolean => inDates.has(at) || inAmounts.has(at);
    const subject = subjectOf(tokens, { isTaken, isIdentifier });
    return { text, tokens, amounts, dates, subject };
  };
}

const indexesOf = (spans: readonly TokenSpan[]): ReadonlySet<number> =>
  new Set(
    spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  );

function createComparison(rules: Rules): ConflictFinder["findConflict"] {
  const vetoes = Object.values(rules.vetoes);
  return (a, b) => {
    const candidate = candidatesOf(a, b, rules).find(
      (each) => !vetoes.some((isVetoed) => isVetoed(a, b, each)),
    );
    if (candidate === undefined) return undefined;
    const [left, right] = [textOf(a, candidate.left), textOf(b, candidate.right)];
    return { kind: candidate.kind, what: `${candidate.kind}: "${left}" / "${right}"`, left, right };
  };
}

/** Returns the exact text of some tokens of a sentence. */
export const textOf = ({ text, tokens }: Sentence, { from, to }: TokenSpan): string =>
  text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);

/** Returns the candidates of one kind: sentences that differ in two ways are about different things. */
function candidatesOf(a: Sentence, b: Sentence, rules: Rules): Candidate[] {
  const numbers = conflictingAmounts(a.amounts, b.amounts, rules);
  if (numbers.length > 0)
    return numbers
      .filter(({ left }) => isSameSubject(overlapOf(a.subject, b.subject, left.noun)))
      .map((conflict) => ({ kind: "number", ...conflict }));
  const dates = compareAllDates(a.dates, b.dates);
  if (!dates.isApart) return negationsBetween(a, b, Object.values(rules.negators));
  const { left, right } = dates;
  const isSame = isSameSubject(overlapOf(a.subject, b.subject));
  return left && right && isSame ? [{ kind: "date", left, right }] : [];
}

/** Short sentences have to share nearly all their terms, longer ones fewer. */
function isSameSubject({ shared, ofShorter, ofAll }: Overlap): boolean {
  if (shared >= 4) return ofShorter >= 0.6 && ofAll >= 0.3;
  if (shared >= 2) return ofShorter >= 0.75 && ofAll >= (shared === 2 ? 0.6 : 0.45);
  return shared === 1 && ofAll === 1;
}

/** Returns the first negation that one of two sentences alone has, if the other has an even number more or fewer. */
function negationsBetween(a: Sentence, b: Sentence, negators: readonly RegExp[]): Candidate[] {
  const { shared, ofShorter, ofAll } = overlapOf(a.subject, b.subject);
  if (shared < 2 || ofShorter < 0.8 || ofAll < 0.6) return [];
  const terms = new Set([...a.subject.terms].filter((term) => b.subject.terms.has(term)));
  const [inA, inB] = [
    negationsOf(a.tokens, terms, negators),
    negationsOf(b.tokens, terms, negators),
  ];
  if (inA.length % 2 === inB.length % 2) return [];
  const [negation] = inA.length > inB.length ? inA : inB;
  if (negation === undefined) return [];
  return inA.length > inB.length
    ? [{ kind: "negation", left: negation, right: affirmed(b, negation) }]
    : [{ kind: "negation", left: affirmed(a, negation), right: negation }];
}

/** Returns the word of a sentence that the other negates. */
function affirmed({ tokens }: Sentence, { term }: Negation): TokenSpan {
  const at = tokens.findIndex((token) => token.term === term);
  return { from: at, to: at + 1 };
}
