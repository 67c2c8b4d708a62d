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

/** Returns the currency whose sign precedes a number: "$", or with letters "R$". */
export const currencyBefore = (
  tokens: readonly Token[],
  at: number,
  units: Units,
): Unit | undefined => {
  const [letters, sign] = [tokenAt(tokens, at - 2), tokenAt(tokens, at - 1)];
  if (!CURRENCY.test(sign.text)) return undefined;
  const lettered = isWord(letters) && sign.glued ? `${letters.lower}${sign.text}` : "";
  return units.get(lettered) ?? units.get(sign.text);
};

/** Whether the sign of a currency with unknown letters precedes a number: "A$". */
export const isUnknownCurrency = (tokens: readonly Token[], at: number, units: Units): boolean => {
  const [letters, sign] = [tokenAt(tokens, at - 2), tokenAt(tokens, at - 1)];
  return (
    CURRENCY.test(sign.text) &&
    sign.glued &&
    isWord(letters) &&
    !units.has(`${letters.lower}${sign.text}`)
  );
};
