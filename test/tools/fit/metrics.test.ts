import { describe, expect, it } from "vitest";
import {
  highestLimit,
  lowestLimit,
  qualityOf,
  reliability,
  shareOf,
  wilson,
} from "../../../tools/fit/metrics.ts";

const forecast = (probability: number, isPositive: boolean, weight = 1) => ({
  probability,
  isPositive,
  weight,
});

describe("the quality of a ranking", () => {
  it("counts ranks of passages at 1, 3, 5 and by 1/rank down to 10, and of sections at 3", () => {
    const ranks = [1, 2, 4, 11, Infinity].map((passage) => ({ passage, section: passage - 1 }));
    const { questions, r1, r3, r5, mrr10, section3 } = qualityOf(ranks);
    expect([questions, r1, r3, r5, section3]).toEqual([5, 0.2, 0.4, 0.6, 0.6]);
    expect(mrr10).toBeCloseTo((1 + 1 / 2 + 1 / 4) / 5);
  });
});

describe("the bounds of a share", () => {
  const items = (right: number, wrong: number, weight = 1) => [
    ...Array.from({ length: right }, () => ({ weight, isRight: true })),
    ...Array.from({ length: wrong }, () => ({ weight, isRight: false })),
  ];
  const boundsOf = (some: ReturnType<typeof items>) => wilson(some, ({ isRight }) => isRight);

  it("are Wilson's, whatever all weigh", () => {
    for (const weight of [1, 7]) {
      const [low, high] = boundsOf(items(18, 2, weight));
      expect(low).toBeCloseTo(0.699, 3);
      expect(high).toBeCloseTo(0.972, 3);
    }
  });

  it("are wider where weights differ, and tell nothing of nothing", () => {
    const [low, high] = boundsOf(items(18, 2));
    const [lower, higher] = boundsOf([...items(9, 1, 1), ...items(9, 1, 20)]);
    expect(higher - lower).toBeGreaterThan(high - low);
    expect(boundsOf([])).toEqual([0, 1]);
  });
});

describe("probabilities", () => {
  it("are compared with what came, in tenths and by weight", () => {
    const bins = reliability([
      forecast(0.12, false, 3),
      forecast(0.18, true, 1),
      forecast(1, true, 2),
    ]);
    expect(bins).toHaveLength(2);
    expect(bins[0]).toMatchObject({ from: 0.1, count: 2, found: 0.25 });
    expect(bins[0]?.said).toBeCloseTo(0.135);
    expect(bins[1]).toEqual({ from: 0.9, count: 1, said: 1, found: 1 });
  });

  it("have a share by weight, and none of nothing", () => {
    const items = [forecast(0, true, 3), forecast(0, false, 1)];
    expect(shareOf(items, ({ isPositive }) => isPositive)).toBe(0.75);
    expect(shareOf([], () => true)).toBeNull();
  });

  it("have the highest and the lowest limit that meet a demand", () => {
    expect(highestLimit((limit) => limit <= 0.205)).toBe(0.2);
    expect(highestLimit(() => false)).toBe(0);
    expect(lowestLimit((limit) => limit >= 0.205)).toBe(0.21);
    expect(lowestLimit(() => false)).toBe(1);
  });
});
