import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decide,
  gatherEvidence,
  oddsAt,
  scoreAt,
  selectSections,
  rankSections,
  sectionOf,
  sharesOf,
} from "../../src/search/outcome.ts";

const placed = (section: string, score: number, share: number) => ({ section, score, share });

describe("sections", () => {
  it("are of one document and one path of headings", () => {
    const keys = [
      sectionOf({ path: "a.md", headings: [] }),
      sectionOf({ path: "a.md", headings: ["b"] }),
      sectionOf({ path: "a.md", headings: ["b", "c"] }),
      sectionOf({ path: "a.md", headings: ['b","c'] }),
      sectionOf({ path: "b.md", headings: ["b"] }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("have the shares of their passages, and the order of their best", () => {
    const sections = rankSections([
      placed("a", 9, 0.4),
      placed("b", 8, 0.3),
      placed("a", 7, 0.2),
      placed("c", 6, 0.1),
    ]);
    expect(sections.map(({ first, share }) => [first.section, first.score, share])).toEqual([
      ["a", 9, expect.closeTo(0.6)],
      ["b", 8, 0.3],
      ["c", 6, 0.1],
    ]);
  });

  it("have shares that sum up to 1, by e for each point of the score", () => {
    const [first = 0, second = 0, ...none] = sharesOf([900, 899]);
    expect([first + second, first / second]).toEqual([expect.closeTo(1), expect.closeTo(Math.E)]);
    expect(none).toEqual([]);
    expect(sharesOf([])).toEqual([]);
  });

  it("are shown where they are first, or have enough of a share", () => {
    const sections = [0.2, 0.05, 0.3, 0.4].map((share) => ({ share }));
    expect(selectSections(sections, { further: 0.3 }, 3)).toEqual([{ share: 0.2 }, { share: 0.3 }]);
    expect(selectSections([], { further: 0 }, 3)).toEqual([]);
  });
});

describe("the decision", () => {
  const settings = {
    speaks: { intercept: -10, score: 1, logPassages: -1 },
    holds: { intercept: -10, score: 1, share: 4, logPassages: 0 },
    limits: { unsure: 0.4, nearest: 0.1, found: 0.6, unprompted: 0.6, further: 0 },
  };
  const evidence = (score: number, share: number) =>
    gatherEvidence([{ first: placed("a", score, share), share }], 1);

  it("weighs the best score, the shares shown, and the size of the collection", () => {
    const shown = rankSections([placed("a", 9, 0.5), placed("b", 8, 0.25)]);
    const found = gatherEvidence(shown, 100);
    expect(found).toEqual({ score: 9, share: 0.75, logPassages: Math.log(100) });
    const { confidence, speaking } = decide(found, settings);
    expect(confidence).toBeCloseTo(1 / (1 + Math.exp(10 - 9 - 3)));
    expect(speaking).toBeCloseTo(1 / (1 + Math.exp(10 - 9 + Math.log(100))));
  });

  it.each([
    ["found", 10, 0.9],
    ["unsure", 10, 0.05],
    ["nothing", 9, 1],
  ] as const)("is %s by a score of %d and a share of %d", (outcome, score, share) => {
    expect(decide(evidence(score, share), settings).outcome).toBe(outcome);
  });

  it.each([
    ["sure", 10.5, 0.9],
    ["unsure", 10, 0.05],
    ["silent on what the documents do not cover", 9, 1],
  ] as const)(
    "is %s where nobody asked, by a score of %d and a share of %d",
    (...[word, score, share]) => {
      expect(decide(evidence(score, share), settings).isSure).toBe(word === "sure");
    },
  );

  it("is nothing where there is nothing", () => {
    const nothing = { outcome: "nothing", confidence: 0, isSure: false, speaking: 0 };
    expect(decide(gatherEvidence([], 0), settings)).toEqual(nothing);
  });
});

describe("the log-odds of an answer", () => {
  const weight = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const comparison = fc.record({ intercept: weight(-50, 50), score: weight(0.01, 10) });

  it("give back the score that they are of", () => {
    fc.assert(
      fc.property(weight(-100, 100), comparison, (score, own) => {
        const settings = { comparison: own };
        expect(scoreAt(oddsAt(score, settings), settings)).toBeCloseTo(score, 6);
        expect(oddsAt(scoreAt(score, settings), settings)).toBeCloseTo(score, 6);
      }),
    );
  });
});
