/** @module Amounts: the numbers of a sentence that count or measure something. */

import { type Bound, createBoundReader } from "./bounds.ts";
import type { IdentifierTest } from "./identifiers.ts";
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
import { currencyBefore, type Unit, type UnitRules, unitsOf } from "./units.ts";

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

/** Returns the term of what a number at tokens `at` to `next` counts, or "". */
export type NounForm = (tokens: readonly Token[], at: number, next: number) => string;

/** Returns the content word before a number without one after it: "a magnitude of 6.4". */
const nounBefore: NounForm = (tokens, from) => {
  for (let at = from - 1; at > from - 5; at -= 1) {
    const token = tokenAt(tokens, at);
    if (!isWord(token)) return "";
    if (token.term !== "" && !isCapitalised(token)) return token.term;
  }
  return "";
};

export const NOUNS: Readonly<Record<string, NounForm>> = {
  after: (tokens, _, next) => tokenAt(tokens, next).term,
  before: nounBefore,
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
export function createAmountReader(rules: AmountRules): AmountReader {
  const measured = createMeasurer(rules);
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

type Measurer = (tokens: readonly Token[], at: number, numeral: Numeral) => Amount;

function createMeasurer(rules: AmountRules): Measurer {
  const { bounds, nouns } = rules;
  const units = unitsOf(rules.units);
  const boundBefore = createBoundReader(bounds);
  return (tokens, at, numeral) => {
    const currency = currencyBefore(tokens, at, units);
    const { bound, from } = boundBefore(tokens, currency ? at - 1 : at);
    const next = isDash(tokenAt(tokens, numeral.next)) ? numeral.next + 1 : numeral.next;
    const unit = currency ?? units.get(tokenAt(tokens, next).lower);
    const noun = (): string =>
      Object.values(nouns).reduce((found, form) => found || form(tokens, at, next), "");
    const end = unit && !currency ? next + 1 : numeral.next;
    return {
      from,
      to: tokenAt(tokens, end - 1).lower === "of" ? end - 1 : end,
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

/** "35 ships" and "lost 6 ships" count different things. */
const OUTCOME_VERBS = setOf(
  "kill injure arrest rescue evacuate lose destroy damage collapse miss sink sank steal cut win",
);
const REACH = 6;

/** Returns the nearest outcome verb on either side in the same clause. */
function outcomeVerbNear(tokens: readonly Token[], from: number, to: number): string {
  for (let step = 0; step < REACH; step += 1) {
    for (const at of [from - 1 - step, to + step]) {
      const { term } = tokenAt(tokens, at);
      const between = tokens.slice(Math.min(at, to), Math.max(at, from));
      if (OUTCOME_VERBS.has(term) && !between.some(({ text }) => /^[,;:()]$/.test(text)))
        return term;
    }
  }
  return "";
}

const ASPECTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    length: "long length longest",
    width: "wide width broad across diameter",
    radius: "radius",
    height: "tall high height elevation altitude above highest",
    depth: "deep depth depths",
    distance: "away distance",
    age: "old age aged",
    weight: "heavy weight weighs weigh weighed",
  }).flatMap(([aspect, words]) => words.split(" ").map((word): [string, string] => [word, aspect])),
);

/** Returns the aspect named right after the unit or in the four words before the number. */
function aspectNear(tokens: readonly Token[], at: number, next: number): string {
  const words = [tokenAt(tokens, next), ...tokens.slice(Math.max(0, at - 4), at).reverse()];
  return words.map(({ lower }) => ASPECTS.get(lower)).find((aspect) => aspect !== undefined) ?? "";
}
