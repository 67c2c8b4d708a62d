/** @module The weights of the score: a softmax over each question's candidates, by Newton's method with L2. */

import {
  curvature,
  type Curvature,
  inner,
  meanRow,
  softmax,
  solve,
  type Vector,
  zeros,
} from "./algebra.ts";

/** A question's candidates: a row of signals for each, and whether it is a right passage. */
export interface Example {
  readonly rows: readonly Vector[];
  readonly right: readonly boolean[];
}

/** Against the spread of each signal, so that a signal's unit does not matter. */
const LAMBDA = 0.003;
const MOST_STEPS = 60;
const CLOSE = 1e-4;
/** In units of spread; a longer step of Newton's could overshoot. */
const LONGEST_STEP = 1.5;

/**
 * The weights under which the right passages are most probable by `softmax(weights · signals)`.
 * @param kinds each weighs the same, however many questions it has.
 */
export function fitSoftmax(kinds: readonly (readonly Example[])[], width: number): number[] {
  const usable = kinds.map((examples) => examples.filter(({ right }) => right.includes(true)));
  const spread = spreads(usable, width);
  let weights = zeros(width);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = newtonStep(usable, weights, spread);
    weights = weights.map((weight, k) => weight + (move[k] ?? 0));
    if (lengthOf(move, spread) < CLOSE) break;
  }
  return weights;
}

function newtonStep(
  kinds: readonly (readonly Example[])[],
  weights: Vector,
  spread: Vector,
): number[] {
  const gradient = weights.map((weight, k) => -2 * LAMBDA * (spread[k] ?? 0) * weight);
  const curve = curvature(spread.map((value) => 2 * LAMBDA * value + 1e-9));
  for (const examples of kinds)
    for (const example of examples)
      accumulate(example, weights, 1 / examples.length, gradient, curve);
  const move = solve(curve.rows, gradient);
  const length = lengthOf(move, spread);
  return length > LONGEST_STEP ? move.map((value) => (value * LONGEST_STEP) / length) : move;
}

/** Adds the gradient (the mean of the right rows less that of all) and the covariance of all rows. */
function accumulate(
  { rows, right }: Example,
  weights: Vector,
  share: number,
  gradient: number[],
  curve: Curvature,
): void {
  const scores = rows.map((row) => inner(weights, row));
  const all = softmax(scores);
  const meanAll = meanRow(rows, all, weights.length);
  const ofRight = softmax(scores.map((score, at) => (right[at] === true ? score : -Infinity)));
  meanRow(rows, ofRight, weights.length).forEach((value, k) => {
    gradient[k] = (gradient[k] ?? 0) + share * (value - (meanAll[k] ?? 0));
  });
  for (const [at, row] of rows.entries()) {
    const probability = all[at] ?? 0;
    const offset = row.map((value, k) => value - (meanAll[k] ?? 0));
    if (probability > 1e-5) curve.add(offset, share * probability);
  }
}

const lengthOf = (move: Vector, spread: Vector): number =>
  Math.sqrt(
    inner(
      move.map((value) => value * value),
      spread,
    ),
  );

/** The variance of each signal among the candidates of a question, pooled. */
function spreads(kinds: readonly (readonly Example[])[], width: number): number[] {
  const total = zeros(width);
  for (const examples of kinds)
    for (const { rows } of examples) {
      const even = rows.map(() => 1 / rows.length);
      const centre = meanRow(rows, even, width);
      const squares = rows.map((row) => row.map((value, k) => (value - (centre[k] ?? 0)) ** 2));
      meanRow(squares, even, width).forEach((value, k) => {
        total[k] = (total[k] ?? 0) + value / examples.length;
      });
    }
  return total;
}
