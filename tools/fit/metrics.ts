/** @module Measures of a ranking and of a probability. */

import { meanReciprocalRank, recallAt } from "../../src/evaluation/questions.ts";

/** From 1; infinity where there is none. */
export interface Ranks {
  /** Of the first right passage. */
  readonly passage: number;
  /** Of the first section with a right passage. */
  readonly section: number;
}

/** Shares of questions with a right passage among the first so many, with a right section among three, and the mean of 1/rank within ten. */
export interface Quality {
  readonly questions: number;
  readonly r1: number;
  readonly r3: number;
  readonly r5: number;
  readonly mrr10: number;
  readonly section3: number;
}

/** Measures a ranking. */
export function qualityOf(ranks: readonly Ranks[]): Quality {
  const passages = ranks.map(({ passage }) => passage);
  const sections = ranks.map(({ section }) => section);
  return {
    questions: ranks.length,
    r1: recallAt(passages, 1),
    r3: recallAt(passages, 3),
    r5: recallAt(passages, 5),
    mrr10: meanReciprocalRank(passages, 10),
    section3: recallAt(sections, 3),
  };
}

/** A probability that was given, and what turned out. */
export interface Forecast {
  readonly probability: number;
  readonly isPositive: boolean;
  readonly weight: number;
}

/** Forecasts of about one probability: the mean of what was said, and how often it was so. */
export interface Bin {
  readonly from: number;
  readonly count: number;
  readonly said: number;
  readonly found: number;
}

const BINS = 10;

/** Measures the reliability of probabilities, in tenths; those without a forecast are left out. */
export function reliability(forecasts: readonly Forecast[]): Bin[] {
  return Array.from({ length: BINS }, (_, at) => {
    const within = forecasts.filter(
      ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === at,
    );
    const total = sum(within.map(({ weight }) => weight));
    const said = sum(within.map(({ weight, probability }) => weight * probability)) / total;
    const found = sum(within.map(({ weight, isPositive }) => weight * Number(isPositive))) / total;
    return { from: at / BINS, count: within.length, said, found };
  }).filter(({ count }) => count > 0);
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** Returns the share, by weight, of items that hold; null of nothing. */
export function shareOf<Item extends { readonly weight: number }>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
): number | null {
  const weight = (some: readonly Item[]): number => sum(some.map((item) => item.weight));
  return items.length === 0 ? null : weight(items.filter(holds)) / weight(items);
}

/** Of a normal distribution, 95 % of which lie within. */
const Z = 1.96;

/**
 * Returns the bounds of a share by weight with 95 % confidence (E. B. Wilson, 1927); weights that differ count as fewer
 * items that are alike (L. Kish).
 */
export function wilson<Item extends { readonly weight: number }>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
): readonly [number, number] {
  const share = shareOf(items, holds);
  if (share === null) return [0, 1];
  const count =
    sum(items.map(({ weight }) => weight)) ** 2 / sum(items.map(({ weight }) => weight ** 2));
  const middle = share + Z ** 2 / (2 * count);
  const reach = Z * Math.sqrt((share * (1 - share)) / count + (Z / (2 * count)) ** 2);
  const scale = 1 + Z ** 2 / count;
  return [(middle - reach) / scale, (middle + reach) / scale];
}

const HUNDREDTHS: readonly number[] = Array.from({ length: 99 }, (_, at) => (at + 1) / 100);

/** Returns the highest limit, in hundredths, that meets a demand; 0 where none does. */
export const highestLimit = (isMet: (limit: number) => boolean): number =>
  HUNDREDTHS.findLast(isMet) ?? 0;

/** Returns the lowest limit, in hundredths, that meets a demand; 1 where none does. */
export const lowestLimit = (isMet: (limit: number) => boolean): number =>
  HUNDREDTHS.find(isMet) ?? 1;
