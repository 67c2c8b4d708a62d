/** @module Sentences with their amounts, dates and subject. */

import { type Amount, createAmountReader } from "./amounts.ts";
import { type DateMention, readDates } from "./dates.ts";
import type { IdentifierTest } from "./identifiers.ts";
import type { Language } from "./languages/language.ts";
import type { Rules } from "./rules.ts";
import { createSubjectReader, type Subject } from "./subject.ts";
import { indexesOf, isNumber, type Token, type TokenSpan, tokensOf } from "./tokens.ts";
import { createVocabulary } from "./vocabulary.ts";

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

/** The reading of a sentence in a language without data. */
export const UNREAD: Omit<Sentence, "language" | "text"> = {
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

export type SentenceReader = (text: string) => Omit<Sentence, "language">;

/** Creates a reader of the sentences of a language. */
export function createSentenceReader(language: Language, rules: Rules): SentenceReader {
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

/** Returns the exact text of some tokens of a sentence. */
export const textOf = ({ text, tokens }: Sentence, { from, to }: TokenSpan): string =>
  text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
