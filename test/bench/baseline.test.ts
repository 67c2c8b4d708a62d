import { describe, expect, it } from "vitest";
import { baselineOf, fallen } from "../../bench/baseline.ts";
import type { Figure } from "../../bench/measure.ts";

const figures: readonly Figure[] = [
  { name: "cost", value: 2, unit: "ratio", better: "less" },
  { name: "rate", value: 0.9, unit: "ratio", better: "more" },
  { name: "p50", value: 3, unit: "ms" },
];

describe("the guard of ratios", () => {
  it("keeps those that say which way is better", () => {
    expect(baselineOf(figures)).toEqual({ cost: 2, rate: 0.9 });
  });

  it.each([
    ["what is as before", { cost: 2, rate: 0.9 }, []],
    ["what is a little worse, or better", { cost: 1.6, rate: 0.5 }, []],
    ["what is new", {}, []],
    ["a cost that grew by more than 30 %", { cost: 1.5, rate: 0.9 }, ["cost"]],
    ["a rate that fell as far", { cost: 2, rate: 1.2 }, ["rate"]],
  ])("names of %s what fell", (_, baseline, names) => {
    expect(fallen(figures, baseline).map((line) => line.split(":")[0])).toEqual(names);
  });
});
