/** @module Units of measure, with their factors of conversion. */

import type { UnitRules } from "./languages/language.ts";
import { isWord, type Token, tokenAt } from "./tokens.ts";

export interface Unit {
  /** Amounts are compared within one dimension, in its base unit. */
  readonly dimension: string;
  readonly factor: number;
}

export type Units = ReadonlyMap<string, Unit>;

/** Returns the units of some rules by their names. */
export const unitsOf = (rules: UnitRules): Units =>
  new Map(
    Object.entries(rules).flatMap(([rule, entries]) =>
      entries.flatMap(([names, factor, dimension = rule]) =>
        names.split(" ").map((name): [string, Unit] => [name, { dimension, factor }]),
      ),
    ),
  );

const CURRENCY = /^[$€£₴₽]$/u;

interface FoundCurrency {
  readonly unit: Unit | undefined;
  /** The first token of the currency. */
  readonly from: number;
}

/** Returns the currency whose sign precedes a number: "$", or with letters "R$". */
export const currencyBefore = (
  tokens: readonly Token[],
  at: number,
  units: Units,
): FoundCurrency => {
  if (!CURRENCY.test(tokenAt(tokens, at - 1).text)) return { unit: undefined, from: at };
  const lettered = units.get(letteredSign(tokens, at));
  return lettered === undefined
    ? { unit: units.get(tokenAt(tokens, at - 1).text), from: at - 1 }
    : { unit: lettered, from: at - 2 };
};

/** Whether the sign of a currency with unknown letters precedes a number: "A$". */
export const isUnknownCurrency = (tokens: readonly Token[], at: number, units: Units): boolean => {
  const sign = letteredSign(tokens, at);
  return sign !== "" && !units.has(sign);
};

/** Returns the sign of a currency before a number with the letters glued to it, "" without letters. */
function letteredSign(tokens: readonly Token[], at: number): string {
  const [letters, sign] = [tokenAt(tokens, at - 2), tokenAt(tokens, at - 1)];
  const isLettered = CURRENCY.test(sign.text) && sign.glued && isWord(letters);
  return isLettered ? `${letters.lower}${sign.text}` : "";
}
