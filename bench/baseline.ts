/** @module The ratios that were reached before, and which of today's fell behind them. */

import { z } from "zod";
import type { Figure } from "./measure.ts";

export const Baseline = z.record(z.string(), z.number());

const MOST_FALL = 0.3;

type Ratios = Readonly<Record<string, number>>;

/** The figures that are guarded, by name. */
export const baselineOf = (figures: readonly Figure[]): Ratios =>
  Object.fromEntries(figures.filter(isGuarded).map(({ name, value }) => [name, value]));

/** A line for each ratio that is worse than its baseline by more than 30 %. */
export function fallen(figures: readonly Figure[], baseline: Ratios): string[] {
  return figures.filter(isGuarded).flatMap(({ name, value, better }) => {
    const before = baseline[name];
    if (before === undefined) return [];
    const fall = better === "less" ? value / before - 1 : before / value - 1;
    return fall > MOST_FALL
      ? [
          `${name}: ${value.toFixed(2)}, was ${before.toFixed(2)} (${Math.round(fall * 100)} % worse)`,
        ]
      : [];
  });
}

const isGuarded = ({ better }: Figure): boolean => better !== undefined;
