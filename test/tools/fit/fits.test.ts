import { describe, expect, it } from "vitest";
import { sigmoid, softmax, solve } from "../../../tools/fit/algebra.ts";
import { fitLogistic, probability } from "../../../tools/fit/logistic.ts";
import { type Example, fitSoftmax } from "../../../tools/fit/softmax.ts";

/** The same numbers from 0 to 1 on every run (a linear congruential generator). */
function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function examplesOf(weights: readonly number[], count: number, seed: number): Example[] {
  const random = randomness(seed);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 8 }, () => weights.map(() => random()));
    const chances = softmax(
      rows.map((row) => row.reduce((sum, x, k) => sum + x * (weights[k] ?? 0), 0)),
    );
    let left = random();
    const chosen = chances.findIndex((chance) => (left -= chance) < 0);
    return { rows, right: rows.map((_, at) => at === chosen) };
  });
}

describe("the softmax", () => {
  it("finds the weights that made the data", () => {
    const truth = [4, 0, -2];
    const fitted = fitSoftmax([examplesOf(truth, 4_000, 1), examplesOf(truth, 400, 2)], 3);
    fitted.forEach((weight, k) => expect(Math.abs(weight - (truth[k] ?? 0))).toBeLessThan(0.5));
  });

  it("gives all sets the same weight, whatever their sizes", () => {
    const [many, few] = [examplesOf([3, 0], 2_000, 3), examplesOf([0, 3], 500, 4)];
    const [first = 0, second = 0] = fitSoftmax([many, few], 2);
    expect(Math.abs(first - second)).toBeLessThan(0.5);
  });

  it("passes over questions without a right candidate", () => {
    const usable = examplesOf([2, 1], 500, 5);
    const wrong = usable.map(({ rows }) => ({ rows, right: rows.map(() => false) }));
    expect(fitSoftmax([[...usable, ...wrong]], 2)).toEqual(fitSoftmax([usable], 2));
  });
});

describe("the logistic", () => {
  const random = randomness(6);
  const sample = Array.from({ length: 8_000 }, () => {
    const features = [random() * 4 - 2, random()];
    const isPositive = random() < sigmoid(-1 + 2 * (features[0] ?? 0) + (features[1] ?? 0));
    return { features, isPositive, weight: 1 };
  });

  it("finds the coefficients that made the data, the intercept first", () => {
    const fitted = fitLogistic(sample);
    [-1, 2, 1].forEach((truth, k) => expect(Math.abs((fitted[k] ?? 0) - truth)).toBeLessThan(0.25));
    expect(probability(fitted, [0, 0])).toBeCloseTo(sigmoid(fitted[0] ?? 0));
  });

  it("counts an example of weight 2 as two", () => {
    const few = sample.slice(0, 200);
    const doubled = fitLogistic(few.map((example) => ({ ...example, weight: 2 })));
    fitLogistic(few).forEach((value, k) => expect(doubled[k]).toBeCloseTo(value, 6));
  });
});

describe("the equations", () => {
  it("are solved, a zero on the diagonal included", () => {
    const [x = 0, y = 0] = solve(
      [
        [0, 2],
        [3, 1],
      ],
      [4, 5],
    );
    expect([x, y]).toEqual([1, 2]);
  });
});
