/** @module Softmax and logistic regressions with weights and L2: no library fits choices among groups of candidates. */

import { Matrix, solve } from "ml-matrix";

export type Vector = readonly number[];

/** A question's candidates: a row of signals for each, and whether it is a right passage. */
export interface Example {
  readonly rows: readonly Vector[];
  readonly right: readonly boolean[];
}

export interface Labelled {
  readonly features: Vector;
  readonly isPositive: boolean;
  readonly weight: number;
}

/** Against the spread of each signal, so that a signal's unit does not matter. */
const SOFTMAX_LAMBDA = 0.006;
const LOGISTIC_LAMBDA = 0.001;

/** Returns the score of a row of signals. */
export const scoreOf = (weights: Vector, row: Vector): number =>
  row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);

/**
 * Returns the weights under which the right passages are most probable by `softmax(weights · signals)`.
 * @param kinds each weighs the same, however many questions it has.
 */
export function fitSoftmax(kinds: readonly (readonly Example[])[], width: number): number[] {
  const choices = kinds
    .map((examples) => examples.filter(({ right }) => right.includes(true)))
    .flatMap((usable) => usable.map((example) => choiceOf(example, 1 / usable.length)));
  const spread = spreadOf(choices, width);
  return fitChoices(choices, spread, Matrix.mul(spread, SOFTMAX_LAMBDA));
}

/** Returns the intercept and then a coefficient for each feature; L2 on all but the intercept. */
export function fitLogistic(examples: readonly Labelled[]): number[] {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const choices = examples.map(({ features, isPositive, weight }) => {
    const row = [1, ...features];
    const rows = [row, row.map(() => 0)];
    return choiceOf({ rows, right: [isPositive, !isPositive] }, weight / total);
  });
  const width = (examples[0]?.features.length ?? 0) + 1;
  const penalty = Matrix.columnVector([0, ...Array<number>(width - 1).fill(LOGISTIC_LAMBDA)]);
  return fitChoices(choices, spreadOf(choices, width), penalty);
}

/** One of several rows is chosen; `share` is its weight among all. */
interface Choice extends Example {
  readonly share: number;
}

const choiceOf = (example: Example, share: number): Choice => ({ ...example, share });

const MOST_STEPS = 100;
/** In units of spread, as is the next. */
const CLOSE = 1e-4;
/** A longer step of Newton's method could overshoot. */
const LONGEST_STEP = 1.5;

/** Runs Newton's method from zero. All vectors are columns. */
function fitChoices(choices: readonly Choice[], spread: Matrix, penalty: Matrix): number[] {
  const weights = Matrix.zeros(spread.rows, 1);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = newtonStep(choices, weights, penalty);
    const length = Math.sqrt(Matrix.mul(move, move).dot(spread));
    weights.add(length > LONGEST_STEP ? move.mul(LONGEST_STEP / length) : move);
    if (length < CLOSE) break;
  }
  return weights.to1DArray();
}

/** Added to the diagonal, so that it can be solved where nothing else is penalised. */
const RIDGE = 1e-9;

function newtonStep(choices: readonly Choice[], weights: Matrix, penalty: Matrix): Matrix {
  const sums: Sums = {
    gradient: Matrix.mul(penalty, weights).neg().to1DArray(),
    curvature: Matrix.diag(Matrix.add(penalty, RIDGE).to1DArray()).to2DArray(),
  };
  const flat = weights.to1DArray();
  for (const choice of choices) addChoice(sums, choice, flat);
  return solve(new Matrix(sums.curvature), Matrix.columnVector(sums.gradient));
}

interface Sums {
  readonly gradient: number[];
  readonly curvature: number[][];
}

/** Adds the part of one choice. Plain loops: matrices for it take five times as long. */
function addChoice(sums: Sums, { rows, right, share }: Choice, weights: Vector): void {
  const scores = rows.map((row) => scoreOf(weights, row));
  const all = softmax(scores);
  const ofRight = softmax(scores.map((score, at) => (right[at] === true ? score : -Infinity)));
  const mean = weights.map(() => 0);
  for (const [at, row] of rows.entries()) {
    const [before = 0, after = 0] = [all[at], ofRight[at]];
    addScaled(sums.gradient, row, (after - before) * share);
    addScaled(mean, row, before);
    addProduct(sums.curvature, row, before * share);
  }
  addProduct(sums.curvature, mean, -share);
}

function addScaled(sum: number[], row: Vector, factor: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + factor * (row[at] ?? 0);
}

/** Adds a row's product with itself. */
function addProduct(sum: readonly number[][], row: Vector, factor: number): void {
  for (let at = 0; at < sum.length; at += 1) {
    const scale = factor * (row[at] ?? 0);
    if (scale !== 0) addScaled(sum[at] ?? [], row, scale);
  }
}

/** Returns probabilities; a score of minus infinity has none. */
function softmax(scores: Vector): number[] {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Returns the variance of each signal among the rows of a choice, pooled. */
function spreadOf(choices: readonly Choice[], width: number): Matrix {
  const total = Matrix.zeros(width, 1);
  for (const { rows, share } of choices) {
    const variance = new Matrix(rows.map((row) => [...row])).variance("column", {
      unbiased: false,
    });
    total.add(Matrix.columnVector(variance).mul(share));
  }
  return total;
}
