/** @module Conflicts: numbers, dates and negations in which two sentences about the same thing differ. */

import { type AlignmentRules, conflictingAmounts, DISTINCTIONS, TOLERANCES } from "./alignment.ts";
import { type Amount, type AmountRules, createAmountReader, nounsOf } from "./amounts.ts";
import { boundsOf } from "./bounds.ts";
import { compareAllDates, type DateForm, type DateMention, datesOf, readDates } from "./dates.ts";
import { identifiersOf, type IdentifierTest } from "./identifiers.ts";
import type { Language, Words } from "./languages/language.ts";
import { LANGUAGES } from "./languages/registry.ts";
import {
  createConditionReader,
  createNegationCounter,
  createNegationReader,
  type Negation,
} from "./negation.ts";
import { numeralsOf } from "./numerals.ts";
import {
  createSubjectReader,
  hasOwnEach,
  isAmongShared,
  type Overlap,
  overlapOf,
  type Subject,
} from "./subject.ts";
import { isNumber, type Token, type TokenSpan, tokensOf } from "./tokens.ts";
import { createVocabulary } from "./vocabulary.ts";

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
  /** The primary subtag of its language, such as "de". */
  readonly language: string;
  readonly tokens: readonly Token[];
  readonly amounts: readonly Amount[];
  readonly dates: readonly DateMention[];
  readonly subject: Subject;
  /** The numbers in digits that are neither in an amount nor in a date, in alphabetical order. */
  readonly unread: string;
}

/** A conflict before the vetoes. */
interface Candidate {
  readonly kind: Conflict["kind"];
  readonly left: TokenSpan;
  readonly right: TokenSpan;
}

/** Whether a candidate is no conflict, since the sentences may be about different things. */
type Veto = (a: Sentence, b: Sentence, candidate: Candidate) => boolean;

function vetoesOf({ negation, isStrict }: Language): Readonly<Record<string, Veto>> {
  const conditionsOf = createConditionReader(negation);
  return {
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
      kind === "date" && [a, b].some(({ subject }) => subject.isRepeatedEvent),
    conditions: (a, b, { kind }) =>
      kind === "negation" && conditionsOf(a.tokens) !== conditionsOf(b.tokens),
    ...(isStrict ? STRICT_VETOES : {}),
  };
}

const HALF_A_DAY = 720;

/** Returns the values of the amounts and dates of a sentence. */
const valuesIn = ({ amounts, dates }: Sentence): string =>
  JSON.stringify([amounts.map(({ low, high }) => [low, high]), dates.map(({ fields }) => fields)]);

const STRICT_VETOES: Readonly<Record<string, Veto>> = {
  /** "Under 16" and "over 16". */
  "another case": (a, b, { kind }) => kind === "negation" && valuesIn(a) !== valuesIn(b),
  "unread number": (a, b) => a.unread !== b.unread,
  /** "8 Uhr" in the evening is 20:00. */
  "half a day": (a, b, { kind }) =>
    kind === "date" &&
    a.dates.some(({ fields: { minute: x = NaN } }) =>
      b.dates.some(({ fields: { minute: y = NaN } }) => Math.abs(x - y) === HALF_A_DAY),
    ),
};

/** The rules of a language by kind and name. The bench leaves out one at a time to measure its effect. */
export interface Rules extends AmountRules, AlignmentRules {
  readonly words: Words;
  readonly identifiers: Readonly<Record<string, IdentifierTest>>;
  readonly dates: Readonly<Record<string, DateForm>>;
  readonly negators: Readonly<Record<string, RegExp>>;
  readonly vetoes: Readonly<Record<string, Veto>>;
}

/** Returns all rules of a language. */
export const rulesOf = (language: Language): Rules => ({
  words: language.words,
  numerals: numeralsOf(language),
  bounds: boundsOf(language.bounds),
  units: language.units,
  nouns: nounsOf(language),
  identifiers: identifiersOf(language),
  dates: datesOf(language),
  distinctions: DISTINCTIONS,
  tolerances: TOLERANCES,
  negators: language.negation.negators,
  vetoes: vetoesOf(language),
});

export interface ConflictFinder {
  /**
   * Reads a sentence in a language, named by its primary subtag ("de"); nothing is read in a language without data. It
   * takes longer than a comparison.
   */
  readonly readSentence: (text: string, language: string) => Sentence;
  /**
   * Returns the conflict of two sentences in one language, undefined if they agree or may be about different things: a
   * false alarm costs more than a miss.
   */
  readonly findConflict: (a: Sentence, b: Sentence) => Conflict | undefined;
}

/** The reader and the comparison of sentences in one language. */
interface LanguageFinder {
  readonly read: (text: string) => Omit<Sentence, "language">;
  readonly compare: ConflictFinder["findConflict"];
}

/** Creates a finder of conflicts by some rules for each language. */
export function createConflictFinder(
  rulesFor: (language: Language) => Rules = rulesOf,
): ConflictFinder {
  const finders = new Map<string, LanguageFinder>();
  const finderOf = (code: string): LanguageFinder | undefined => {
    const language = LANGUAGES.get(code);
    const finder = finders.get(code) ?? (language && createLanguageFinder(language, rulesFor));
    if (finder) finders.set(code, finder);
    return finder;
  };
  return {
    readSentence: (text, language) => ({
      ...(finderOf(language)?.read(text) ?? { ...UNREAD, text }),
      language,
    }),
    findConflict: (a, b) =>
      a.language === b.language ? finderOf(a.language)?.compare(a, b) : undefined,
  };
}

const UNREAD: Omit<Sentence, "language" | "text"> = {
  tokens: [],
  amounts: [],
  dates: [],
  subject: {
    terms: new Set(),
    names: new Set(),
    markers: new Set(),
    repeats: new Set(),
    isRepeatedEvent: false,
  },
  unread: "",
};

function createLanguageFinder(
  language: Language,
  rulesFor: (language: Language) => Rules,
): LanguageFinder {
  const rules = rulesFor(language);
  return {
    read: createSentenceReader(language, rules),
    compare: createComparison(language, rules),
  };
}

function createSentenceReader(language: Language, rules: Rules): LanguageFinder["read"] {
  const vocabulary = createVocabulary(rules.words, language.code);
  const readAmounts = createAmountReader(rules, language, vocabulary);
  const subjectOf = createSubjectReader(language, vocabulary);
  const isIdentifier: IdentifierTest = (...number) =>
    Object.values(rules.identifiers).some((test) => test(...number));
  return (text) => {
    const tokens = tokensOf(text, language, vocabulary);
    const dates = readDates(tokens, rules.dates);
    const inDates = indexesOf(dates);
    const amounts = readAmounts(tokens, (at) => inDates.has(at), isIdentifier);
    const inAmounts = indexesOf(amounts);
    const isTaken = (at: number): boolean => inDates.has(at) || inAmounts.has(at);
    const subject = subjectOf(tokens, { isTaken, isIdentifier });
    const unread = tokens.filter((token, at) => isNumber(token) && !isTaken(at));
    return { text, tokens, amounts, dates, subject, unread: textsOf(unread) };
  };
}

const textsOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text }) => text)
    .sort()
    .join(" ");

const indexesOf = (spans: readonly TokenSpan[]): ReadonlySet<number> =>
  new Set(
    spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  );

function createComparison(language: Language, rules: Rules): ConflictFinder["findConflict"] {
  const vetoes = Object.values(rules.vetoes);
  const candidatesOf = createCandidateFinder(language, rules);
  return (a, b) => {
    const candidate = candidatesOf(a, b).find(
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

type CandidateFinder = (a: Sentence, b: Sentence) => readonly Candidate[];

/** Creates a finder of candidates of one kind: sentences that differ in two ways are about different things. */
function createCandidateFinder(language: Language, rules: Rules): CandidateFinder {
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
