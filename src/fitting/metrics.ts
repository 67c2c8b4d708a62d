/** @module How good a ranking and a probability are. */

import { inner, mean, sum, type Vector } from "./algebra.ts";
import type { Example } from "./softmax.ts";

/** Shares of questions with a right passage among the first one and five; the mean of 1/rank within ten. */
export interface Quality {
  readonly questions: number;
  readonly r1: number;
  readonly r5: number;
  readonly mrr10: number;
}

/** The place of the first right candidate from 1; infinity if there is none. Of equals, the wrong one is first. */
export function rankOfRight({ rows, right }: Example, weights: Vector): number {
  const scores = rows.map((row) => inner(weights, row));
  const best = Math.max(...scores.filter((_, at) => right[at] === true));
  if (best === -Infinity) return Infinity;
  return 1 + scores.filter((score, at) => score >= best && right[at] !== true).length;
}

/** The quality of a ranking from the ranks of its first right passages. */
export const qualityOf = (ranks: Vector): Quality => ({
  questions: ranks.length,
  r1: mean(ranks.map((rank) => Number(rank <= 1))),
  r5: mean(ranks.map((rank) => Number(rank <= 5))),
  mrr10: mean(ranks.map((rank) => (rank <= 10 ? 1 / rank : 0))),
});

/** A probability that was given, and what turned out. */
export interface Forecast {
  readonly confidence: number;
  readonly isPositive: boolean;
  readonly weight: number;
}

/** Forecasts of about one probability: what was said on the mean, and how often it was so. */
export interface Bin {
  readonly from: number;
  readonly count: number;
  readonly said: number;
  readonly found: number;
}

const BINS = 10;

/** The reliability of probabilities, in tenths; those without a forecast are left out. */
export function reliability(forecasts: readonly Forecast[]): Bin[] {
  return Array.from({ length: BINS }, (_, at) => {
    const within = forecasts.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === at,
    );
    const total = sum(within.map(({ weight }) => weight));
    const said = sum(within.map(({ weight, confidence }) => weight * confidence)) / total;
    const found = sum(within.map(({ weight, isPositive }) => weight * Number(isPositive))) / total;
    return { from: at / BINS, count: within.length, said, found };
  }).filter(({ count }) => count > 0);
}

/** The share of values that are at least a limit. */
export const shareFrom = (values: Vector, limit: number): number =>
  mean(values.map((value) => Number(value >= limit)));

/** The highest limit, in hundredths, that at least a share of the values reaches. */
export function limitKeeping(values: Vector, share: number): number {
  for (let hundredths = 99; hundredths > 0; hundredths -= 1)
    if (shareFrom(values, hundredths / 100) >= share) return hundredths / 100;
  return 0;
}
