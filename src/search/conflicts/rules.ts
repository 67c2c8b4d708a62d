/** @module Rules of a language, by which the readers and the comparison of sentences are made. */

import { type AlignmentRules, DISTINCTIONS, TOLERANCES } from "./alignment.ts";
import { type AmountRules, nounsOf } from "./amounts.ts";
import { boundsOf } from "./bounds.ts";
import { datesOf } from "./date-forms.ts";
import type { DateForm } from "./dates.ts";
import { identifiersOf, type IdentifierTest } from "./identifiers.ts";
import type { Language, Words } from "./languages/language.ts";
import { numeralsOf } from "./numerals.ts";
import { type Veto, vetoesOf } from "./vetoes.ts";

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
