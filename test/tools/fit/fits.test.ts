import { describe, expect, it } from "vitest";
import { type Example, fitLogistic, fitSoftmax, scoreOf } from "../../../tools/fit/softmax.ts";

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
    const odds = rows.map((row) => Math.exp(scoreOf(weights, row)));
    let left = random() * odds.reduce((sum, one) => sum + one, 0);
    const chosen = odds.findIndex((one) => (left -= one) < 0);
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

const sigmoid = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

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
  });

  it("counts an example of weight 2 as two", () => {
    const few = sample.slice(0, 200);
    const doubled = fitLogistic(few.map((example) => ({ ...example, weight: 2 })));
    fitLogistic(few).forEach((value, k) => expect(doubled[k]).toBeCloseTo(value, 6));
  });
});

describe("a regression", () => {
  it("has no slope in any direction at its optimum", () => {
    const [intercept = 0, slope = 0] = fitLogistic(FEW);
    const loss = (a: number, b: number): number =>
      FEW.reduce(
        (sum, { features: [x = 0], isPositive, weight }) =>
          sum - (weight / 6) * Math.log(sigmoid((isPositive ? 1 : -1) * (a + b * x))),
        0.0005 * b * b,
      );
    for (const [a, b] of [
      [0.01, 0] as const,
      [-0.01, 0] as const,
      [0, 0.01] as const,
      [0, -0.01] as const,
    ])
      expect(loss(intercept + a, slope + b)).toBeGreaterThan(loss(intercept, slope));
  });
});

const FEW = [
  { features: [1], isPositive: true, weight: 3 },
  { features: [2], isPositive: false, weight: 1 },
  { features: [3], isPositive: true, weight: 2 },
];
