import { describe, expect, it } from "vitest";
import { fitCalibration } from "../../src/fitting/calibration.ts";
import {
  limitKeeping,
  qualityOf,
  rankOfRight,
  reliability,
  shareFrom,
} from "../../src/fitting/metrics.ts";
import { calibrate } from "../../src/search/outcome.ts";

const forecast = (confidence: number, isPositive: boolean, weight = 1) => ({
  confidence,
  isPositive,
  weight,
});

describe("a ranking", () => {
  it("has the rank of its first right candidate", () => {
    const rows = [[1], [3], [2], [0]];
    expect(rankOfRight({ rows, right: [true, false, false, true] }, [1])).toBe(3);
    expect(rankOfRight({ rows, right: [true, false, false, true] }, [-1])).toBe(1);
    expect(rankOfRight({ rows, right: [false, false, false, false] }, [1])).toBe(Infinity);
  });

  it("gains nothing by a tie", () => {
    expect(rankOfRight({ rows: [[1], [1], [1]], right: [false, true, false] }, [1])).toBe(3);
  });

  it("is counted at 1, at 5 and by 1/rank down to 10", () => {
    const { questions, r1, r5, mrr10 } = qualityOf([1, 2, 6, 11, Infinity]);
    expect([questions, r1, r5]).toEqual([5, 0.2, 0.4]);
    expect(mrr10).toBeCloseTo((1 + 1 / 2 + 1 / 6) / 5);
  });
});

describe("probabilities", () => {
  it("are held against what came, in tenths and by weight", () => {
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

  it("have the highest limit that keeps a share", () => {
    const values = [0.1, 0.2, 0.35, 0.9];
    expect(limitKeeping(values, 0.75)).toBe(0.2);
    expect(limitKeeping(values, 1)).toBe(0.1);
    expect(shareFrom(values, 0.2)).toBe(0.75);
  });
});

describe("a calibration", () => {
  const skewed = Array.from({ length: 1_000 }, (_, at) =>
    forecast((at + 0.5) / 1_000, (at * 7) % 10 < (at < 500 ? 1 : 6)),
  );

  it("rises", () => {
    const points = fitCalibration(skewed);
    points.slice(1).forEach(([said, found], at) => {
      expect(said).toBeGreaterThan(points[at]?.[0] ?? 1);
      expect(found).toBeGreaterThan(points[at]?.[1] ?? 1);
    });
  });

  it("says how often it was so", () => {
    const points = fitCalibration(skewed);
    expect(calibrate(points, 0.25)).toBeCloseTo(0.1, 1);
    expect(calibrate(points, 0.75)).toBeCloseTo(0.6, 1);
  });

  it("is a broken line from 0, level at its end, and nothing without points", () => {
    expect(calibrate([[0.5, 0.2]], 0.25)).toBeCloseTo(0.1);
    expect(
      calibrate(
        [
          [0.2, 0.1],
          [0.6, 0.5],
        ],
        0.4,
      ),
    ).toBeCloseTo(0.3);
    expect(calibrate([[0.5, 0.2]], 0.9)).toBe(0.2);
    expect(calibrate([], 0.7)).toBe(0.7);
  });
});
