/** @module Amounts: the numbers of a sentence that count or measure something. */

import { type Bound, createBoundReader } from "./bounds.ts";
import type { IdentifierTest } from "./identifiers.ts";
import type { Language, UnitRules } from "./languages/language.ts";
import type { Numeral, NumeralForm } from "./numerals.ts";
import {
  isCapitalised,
  isDash,
  isWord,
  setOf,
  type Token,
  type TokenSpan,
  tokenAt,
} from "./tokens.ts";
import { currencyBefore, type Unit, unitsOf } from "./units.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Its span holds the number with its unit and its bound. */
export interface Amount extends TokenSpan {
  /** The values it may stand for, inclusive, in the base unit of its dimension. */
  readonly low: number;
  readonly high: number;
  /** The name of its bound, "" for an exact number. */
  readonly bound: string;
  /** "" for a count. */
  readonly dimension: string;
  readonly factor: number;
  /** The term of what is counted, "" for a measure. */
  readonly noun: string;
  /** The term of what happened to those counted: "kill", "lose"; "" if not said. */
  readonly outcomeVerb: string;
  /** Which extent of a thing is measured: "length", "height"; "" if not said. */
  readonly aspect: string;
}

/** Returns the term of what a numeral at a token counts, or "". */
export type NounForm = (tokens: readonly Token[], at: number, next: number) => string;

/** Returns the forms by which a counted noun is found; the first that finds one is used. */
export const nounsOf = (language: Language): Readonly<Record<string, NounForm>> => ({
  after: (tokens, _, next) => tokenAt(tokens, next).term,
  before: nounBefore(language),
});

/** Returns the content word before a number without one after it: "a magnitude of 6.4". */
const nounBefore =
  ({ areNounsCapitalised = false }: Language): NounForm =>
  (tokens, from) => {
    for (let at = from - 1; at > from - 5; at -= 1) {
      const token = tokenAt(tokens, at);
      if (!isWord(token)) return "";
      if (token.term !== "" && (areNounsCapitalised || !isCapitalised(token))) return token.term;
    }
    return "";
  };

export interface AmountRules {
  readonly numerals: Readonly<Record<string, NumeralForm>>;
  readonly bounds: Readonly<Record<string, Bound>>;
  readonly units: UnitRules;
  readonly nouns: Readonly<Record<string, NounForm>>;
}

export type AmountReader = (
  tokens: readonly Token[],
  isTaken: (index: number) => boolean,
  isIdentifier: IdentifierTest,
) => Amount[];

/** Creates a reader of the amounts of a sentence in order, without dates (`isTaken`) and identifiers. */
export function createAmountReader(
  rules: AmountRules,
  language: Language,
  vocabulary: Vocabulary,
): AmountReader {
  const measured = createMeasurer(rules, language, vocabulary);
  const readNumeral = (tokens: readonly Token[], at: number): Numeral | undefined => {
    for (const form of Object.values(rules.numerals)) {
      const numeral = form(tokens, at);
      if (numeral) return numeral;
    }
    return undefined;
  };
  return (tokens, isTaken, isIdentifier) => {
    const amounts: Amount[] = [];
    for (let at = 0; at < tokens.length;) {
      const numeral = isTaken(at) ? undefined : readNumeral(tokens, at);
      const isAmount = numeral && !isIdentifier(tokens, at, numeral.next);
      const amount = isAmount ? measured(tokens, at, numeral) : undefined;
      if (amount) amounts.push(amount);
      at = Math.max(amount?.to ?? 0, at + 1);
    }
    return amounts;
  };
}

type Measurer = (tokens: readonly Token[], at: number, numeral: Numeral) => Amount | undefined;

function createMeasurer(rules: AmountRules, language: Language, vocabulary: Vocabulary): Measurer {
  const { bounds, nouns } = rules;
  const { of } = language.numerals;
  const units = unitsOf(rules.units);
  const boundOf = createBoundReader(bounds, language.bounds.articles);
  const outcomeVerbNear = outcomeVerbReader(language, vocabulary);
  const aspectNear = aspectReader(language);
  return (tokens, at, numeral) => {
    const { unit: currency, from: start } = currencyBefore(tokens, at, units);
    const next = isDash(tokenAt(tokens, numeral.next)) ? numeral.next + 1 : numeral.next;
    const unit = currency ?? units.get(tokenAt(tokens, next).lower);
    const end = unit && !currency ? next + 1 : numeral.next;
    const { bound, from } = boundOf(tokens, currency ? start : at, end);
    const isDoubtful = language.isStrict && numeral.isInWords && tokenAt(tokens, next).term === "";
    if (isDoubtful && !unit) return undefined;
    const noun = (): string =>
      Object.values(nouns).reduce((found, form) => found || form(tokens, at, next), "");
    return {
      from,
      to: of !== "" && tokenAt(tokens, end - 1).lower === of ? end - 1 : end,
      ...valuesOf(numeral, unit, bounds[bound]),
      bound,
      noun: unit ? "" : noun(),
      outcomeVerb: outcomeVerbNear(tokens, at, numeral.next),
      aspect: unit ? aspectNear(tokens, at, end) : "",
    };
  };
}

function valuesOf(
  { low, high }: Numeral,
  { factor, dimension }: Unit = { factor: 1, dimension: "" },
  bound: Bound | undefined,
): Pick<Amount, "low" | "high" | "dimension" | "factor"> {
  const [least, most] = bound ? bound.widen(low, high) : [low, high];
  return { low: least * factor, high: most * factor, dimension, factor };
}

const REACH = 6;

/** Returns a reader of the nearest outcome verb on either side in the same clause. */
function outcomeVerbReader({ outcomeVerbs }: Language, vocabulary: Vocabulary): NounForm {
  const verbs = new Set([...setOf(outcomeVerbs)].map(vocabulary));
  return (tokens, from, to) => {
    for (let step = 0; step < REACH; step += 1) {
      for (const at of [from - 1 - step, to + step]) {
        const { term } = tokenAt(tokens, at);
        const between = tokens.slice(Math.min(at, to), Math.max(at, from));
        if (term !== "" && verbs.has(term) && !between.some(({ text }) => /^[,;:()]$/.test(text)))
          return term;
      }
    }
    return "";
  };
}

/** Returns a reader of the aspect named right after the unit or in the four words before the number. */
function aspectReader({ aspects, aspectLinks = "" }: Language): NounForm {
  const links = setOf(aspectLinks);
  const named = new Map(
    Object.entries(aspects).flatMap(([aspect, words]) =>
      words.split(" ").map((word): [string, string] => [word, aspect]),
    ),
  );
  return (tokens, at, next) => {
    const after = links.has(tokenAt(tokens, next).lower) ? next + 1 : next;
    const words = [tokenAt(tokens, after), ...tokens.slice(Math.max(0, at - 4), at).reverse()];
    return words.map(({ lower }) => named.get(lower)).find((aspect) => aspect !== undefined) ?? "";
  };
}
