import { describe, expect, it } from "vitest";
import { decide, evidence, type Evident, namesNearest } from "../../src/search/outcome.ts";

const entry = (score: number, baseScore: number, sentence: number): Evident => ({
  score,
  baseScore,
  signals: { passage: 0, sentence, bm25: 0, sentenceShare: 0, maxSim: 0 },
});

const ranked = [entry(30, 10, 0.5), entry(27, 12, 0.9), entry(9, 9, 0.8)];

describe("the evidence", () => {
  it("is the greatest base score, the first passage's best sentence, its lead, and the size", () => {
    expect(evidence(ranked, 100)).toEqual([12, 0.5, 3, Math.log(100)]);
  });

  it("has no lead where there is one passage alone", () => {
    expect(evidence(ranked.slice(0, 1), 1)).toEqual([10, 0.5, 0, 0]);
  });
});

describe("the decision", () => {
  const settings = {
    outcome: { intercept: -2, score: 0.1, sentence: 1, lead: 0.2, logPassages: 0, calibration: [] },
    limits: { unsure: 0.4, found: 0.6, nearest: 0.1 },
  };

  it("weighs the evidence", () => {
    const { outcome, confidence } = decide(ranked, 100, settings);
    expect(confidence).toBeCloseTo(1 / (1 + Math.exp(2 - 1.2 - 0.5 - 0.6)));
    expect(outcome).toBe("unsure");
  });

  it("is nothing where there is nothing", () => {
    expect(decide([], 0, settings)).toEqual({ outcome: "nothing", confidence: 0 });
  });

  it.each([
    ["found", 0.7, true],
    ["unsure", 0.5, true],
    ["nothing", 0.1, true],
    ["nothing", 0.09, false],
  ] as const)(
    "of %s at %d lets the nearest sections be named: %s",
    (outcome, confidence, named) => {
      expect(namesNearest({ outcome, confidence }, settings.limits)).toBe(named);
    },
  );
});
