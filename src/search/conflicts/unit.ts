/** @module Units of measure, with what turns one into another of its kind. */

import { type Token, tokenAt } from "./token.ts";

/** What an amount is measured in. Amounts compare within one dimension, after `toBase`. */
export interface Unit {
  readonly dimension: string;
  readonly factor: number;
  /** Added before the factor: degrees Fahrenheit. */
  readonly offset: number;
}

/** Dimension, then each unit's names and factor. A month is the twelfth part of a year of 365.25 days. */
const TABLE: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
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
  mass: [
    ["mg milligram", 1e-6],
    ["g gram gramme", 0.001],
    ["kg kilogram", 1],
    ["t tonne ton", 1000],
    ["lb lbs", 0.4536],
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
  data: [
    ["kb kilobyte", 1e3],
    ["mb megabyte", 1e6],
    ["gb gigabyte", 1e9],
    ["tb terabyte", 1e12],
    ["kib", 1024],
    ["mib", 1024 ** 2],
    ["gib", 1024 ** 3],
  ],
  speed: [
    ["mph", 1.609],
    ["kph", 1],
  ],
  square: [
    ["ha hectare", 10_000],
    ["acre", 4046.86],
  ],
  volume: [
    ["ml millilitre milliliter", 0.001],
    ["l litre liter", 1],
    ["gallon", 3.785],
  ],
  power: [
    ["kw kilowatt", 1],
    ["mw megawatt", 1000],
    ["gw gigawatt", 1e6],
  ],
  percent: [["% percent", 1]],
  dollar: [["$ usd dollar", 1]],
  euro: [["€ eur euro", 1]],
  pound: [["£ gbp pound", 1]],
  yen: [["¥ yen", 1]],
  cent: [["cent", 1]],
};

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries(TABLE).flatMap(([dimension, units]) =>
    units.flatMap(([names, factor]) =>
      names.split(" ").flatMap((name): [string, Unit][] => {
        const unit = { dimension, factor, offset: 0 };
        return name.length < 3
          ? [[name, unit]]
          : [
              [name, unit],
              [`${name}s`, unit],
            ];
      }),
    ),
  ),
);

const CELSIUS: Unit = { dimension: "temperature", factor: 1, offset: 0 };
const FAHRENHEIT: Unit = { dimension: "temperature", factor: 5 / 9, offset: -32 };

/** The unit whose name begins at an index, and the index after it. */
export function readUnit(
  tokens: readonly Token[],
  at: number,
): { readonly unit: Unit; readonly next: number } | undefined {
  const { lower } = tokenAt(tokens, at);
  const following = tokenAt(tokens, at + 1).lower;
  if (lower === "°" || lower === "degrees") return readDegrees(tokens, at + 1);
  if (lower === "per" && following === "cent") return found("percent", at + 2);
  if (lower === "percentage") return { unit: base("percentage point"), next: at + 2 };
  if (lower === "square" || lower === "cubic") return readPower(tokens, at + 1, lower);
  if (lower === "km" && following === "/") return { unit: base("speed"), next: at + 3 };
  return found(lower, at + 1);
}

/** The currency a mark before a number stands for. */
export const currencyOf = (mark: string): Unit | undefined =>
  /^[$€£¥]$/u.test(mark) ? UNITS.get(mark) : undefined;

/** A value in the base unit of its dimension. */
export const toBase = (value: number, unit: Unit | undefined): number =>
  unit === undefined ? value : (value + unit.offset) * unit.factor;

const base = (dimension: string): Unit => ({ dimension, factor: 1, offset: 0 });

function found(name: string, next: number): { unit: Unit; next: number } | undefined {
  const unit = UNITS.get(name);
  return unit && { unit, next };
}

function readDegrees(tokens: readonly Token[], at: number): { unit: Unit; next: number } {
  const { lower } = tokenAt(tokens, at);
  if (/^(?:c|celsius|centigrade)$/.test(lower)) return { unit: CELSIUS, next: at + 1 };
  if (/^(?:f|fahrenheit)$/.test(lower)) return { unit: FAHRENHEIT, next: at + 1 };
  return { unit: base("degree"), next: at };
}

function readPower(
  tokens: readonly Token[],
  at: number,
  word: string,
): { unit: Unit; next: number } | undefined {
  const unit = UNITS.get(tokenAt(tokens, at).lower);
  if (unit?.dimension !== "length") return undefined;
  const factor = unit.factor ** (word === "square" ? 2 : 3);
  return { unit: { dimension: word, factor, offset: 0 }, next: at + 1 };
}
