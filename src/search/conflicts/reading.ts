/** @module A sentence read for what may differ from another: its amounts, dates and subject. */

import { type Amount, readAmounts } from "./amount.ts";
import { type DateMention, readDates } from "./date.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { type Token, type TokenSpan, tokensOf } from "./token.ts";

export interface Reading {
  readonly sentence: string;
  readonly tokens: readonly Token[];
  readonly amounts: readonly Amount[];
  readonly dates: readonly DateMention[];
  readonly subject: Subject;
}

/** Reads a sentence. Dates come first, so that "31 December" holds no amount. */
export function read(sentence: string): Reading {
  const tokens = tokensOf(sentence);
  const dates = readDates(tokens);
  const inDates = indexesOf(dates);
  const amounts = readAmounts(tokens, (at) => inDates.has(at));
  const inAmounts = indexesOf(amounts);
  const subject = subjectOf(tokens, (at) => inDates.has(at) || inAmounts.has(at));
  return { sentence, tokens, amounts, dates, subject };
}

const indexesOf = (spans: readonly TokenSpan[]): ReadonlySet<number> =>
  new Set(
    spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  );

/** The exact text of some of a sentence's tokens. */
export const textOf = ({ sentence, tokens }: Reading, { from, to }: TokenSpan): string =>
  sentence.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
