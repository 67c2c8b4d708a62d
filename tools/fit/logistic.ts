/** @module A logistic regression with weighted examples, by Newton's method with L2. */

import { curvature, inner, sigmoid, solve, sum, type Vector, zeros } from "./algebra.ts";

export interface Labelled {
  readonly features: Vector;
  readonly isPositive: boolean;
  readonly weight: number;
}

const LAMBDA = 0.001;
const MOST_STEPS = 50;
const CLOSE = 1e-6;

/** The intercept and then a coefficient for each feature; L2 on all but the intercept. */
export function fitLogistic(examples: readonly Labelled[]): number[] {
  const total = sum(examples.map(({ weight }) => weight));
  const width = (examples[0]?.features.length ?? 0) + 1;
  let coefficients = zeros(width);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = newtonStep(examples, coefficients, total);
    coefficients = coefficients.map((value, k) => value + (move[k] ?? 0));
    if (move.every((value) => Math.abs(value) < CLOSE)) break;
  }
  return coefficients;
}

/** The probability that coefficients give to features. */
export const probability = (coefficients: Vector, features: Vector): number =>
  sigmoid(inner(coefficients, [1, ...features]));

function newtonStep(examples: readonly Labelled[], at: Vector, total: number): number[] {
  const gradient = at.map((value, k) => (k === 0 ? 0 : -LAMBDA * value));
  const curve = curvature(at.map((_, k) => (k === 0 ? 1e-9 : LAMBDA)));
  for (const { features, isPositive, weight } of examples) {
    const row = [1, ...features];
    const p = sigmoid(inner(at, row));
    const pull = (weight / total) * (Number(isPositive) - p);
    row.forEach((value, k) => (gradient[k] = (gradient[k] ?? 0) + pull * value));
    curve.add(row, (weight / total) * p * (1 - p));
  }
  return solve(curve.rows, gradient);
}
