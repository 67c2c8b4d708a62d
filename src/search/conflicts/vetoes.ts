/** @module Vetoes: signs that two sentences are about different things. */

import type { Candidate } from "./candidates.ts";
import { compareAllDates } from "./dates.ts";
import type { Language } from "./languages/language.ts";
import { createConditionReader } from "./negation.ts";
import type { Sentence } from "./sentence.ts";
import { hasOwnEach, isAmongShared } from "./subject.ts";
import { indexesOf, type Token } from "./tokens.ts";

/** Whether a candidate is no conflict, since the sentences may be about different things. */
export type Veto = (a: Sentence, b: Sentence, candidate: Candidate) => boolean;

/** Returns the vetoes of a language by name. */
export function vetoesOf({ negation, isStrict }: Language): Readonly<Record<string, Veto>> {
  const conditionsOf = createConditionReader(negation.conditions);
  const reversersOf = createConditionReader(`${negation.conditions} ${negation.with ?? ""}`);
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
      kind === "negation" && reversersOf(a.tokens) !== reversersOf(b.tokens),
    ...(isStrict && {
      ...STRICT_VETOES,
      "another condition": (a, b) =>
        conditionsOf(outsideAmounts(a)) !== conditionsOf(outsideAmounts(b)),
    }),
  };
}

/** Returns the tokens of a sentence without its amounts: "until" is a condition, "up to 12" a bound. */
function outsideAmounts({ tokens, amounts }: Sentence): readonly Token[] {
  const inAmounts = indexesOf(amounts);
  return tokens.filter((_, at) => !inAmounts.has(at));
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
