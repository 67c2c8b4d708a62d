/** @module Calibration: from what a logistic says to how often it was so, never falling. */

import type { Calibration } from "../search/outcome.ts";
import { sum } from "./algebra.ts";
import type { Forecast } from "./metrics.ts";

/** Few, since each is a number that could be fitted to chance. */
const PARTS = 8;

interface Pool {
  readonly said: number;
  readonly found: number;
  readonly weight: number;
}

/**
 * The points of a broken line: forecasts in parts of equal weight, and neighbours joined until what was found rises
 * (isotonic regression by pool-adjacent-violators; M. Ayer and others, 1955).
 */
export function fitCalibration(forecasts: readonly Forecast[]): Calibration {
  const pools: Pool[] = [];
  for (const part of inParts(forecasts)) {
    let pool = poolOf(part);
    for (let last = pools.at(-1); last && last.found >= pool.found; last = pools.at(-1)) {
      pool = join(last, pool);
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.map(({ said, found }) => [said, found]);
}

/** In the order of what was said. */
function inParts(forecasts: readonly Forecast[]): Forecast[][] {
  const total = sum(forecasts.map(({ weight }) => weight));
  const parts: Forecast[][] = Array.from({ length: PARTS }, () => []);
  let before = 0;
  for (const forecast of forecasts.toSorted((a, b) => a.confidence - b.confidence)) {
    parts[Math.min(PARTS - 1, Math.floor((before / total) * PARTS))]?.push(forecast);
    before += forecast.weight;
  }
  return parts.filter((part) => part.length > 0);
}

function poolOf(part: readonly Forecast[]): Pool {
  const weight = sum(part.map((forecast) => forecast.weight));
  const said = sum(part.map((forecast) => forecast.weight * forecast.confidence)) / weight;
  const positive = part.filter(({ isPositive }) => isPositive);
  return { said, found: sum(positive.map((forecast) => forecast.weight)) / weight, weight };
}

function join(a: Pool, b: Pool): Pool {
  const weight = a.weight + b.weight;
  const mixed = (x: number, y: number): number => (a.weight * x + b.weight * y) / weight;
  return { said: mixed(a.said, b.said), found: mixed(a.found, b.found), weight };
}
