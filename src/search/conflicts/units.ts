/** @module Units of measure, with their factors of conversion. */

import { type Token, tokenAt } from "./tokens.ts";

export interface Unit {
  /** Amounts are compared within one dimension, in its base unit. */
  readonly dimension: string;
  readonly factor: number;
}

/** Names, a factor, and a dimension if it is another than the rule's name. */
type UnitEntry = readonly [names: string, factor: number, dimension?: string];

/** Units by rule. */
export type UnitRules = Readonly<Record<string, readonly UnitEntry[]>>;

/** A month is the twelfth part of a year of 365.25 days. */
export const UNITS: UnitRules = {
  length: [
    ["mm millimetre millimeter", 0.001],
    ["cm centimetre centimeter", 0.01],
    ["m metre meter", 1],
    ["km kilometre kilometer", 1000],
    ["inch inches", 0.0254],
    ["ft foot feet", 0.3048],
    ["yd yard", 0.9144],
    ["mi mile", 1609.344],
  ],
  time: [
    ["ms millisecond", 0.001],
    ["s sec second", 1],
    ["min minute", 60],
    ["h hr hour", 3600],
    ["day", 86_400],
    ["week", 604_800],
    ["month", 2_629_800],
    ["year", 31_557_600],
    ["decade", 315_576_000],
    ["century centuries", 3_155_760_000],
  ],
  money: [
    ["$ usd dollar", 1, "dollar"],
    ["€ eur euro", 1, "euro"],
    ["£ gbp pound", 1, "pound"],
  ],
};

export type Units = ReadonlyMap<string, Unit>;

/** Returns the units of some rules by their names, with plurals in "s". */
export const unitsOf = (rules: UnitRules): Units =>
  new Map(
    Object.entries(rules).flatMap(([rule, entries]) =>
      entries.flatMap(([names, factor, dimension = rule]) =>
        names
          .split(" ")
          .flatMap((name) => (name.length < 3 ? [name] : [name, `${name}s`]))
          .map((name): [string, Unit] => [name, { dimension, factor }]),
      ),
    ),
  );

/** Returns the currency whose sign precedes a number. */
export const currencyBefore = (
  tokens: readonly Token[],
  at: number,
  units: Units,
): Unit | undefined => {
  const { text } = tokenAt(tokens, at - 1);
  return /^[$€£]$/.test(text) ? units.get(text) : undefined;
};
