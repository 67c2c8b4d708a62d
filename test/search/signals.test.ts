import { describe, expect, it } from "vitest";
import type { Query } from "../../src/search/rank.ts";
import { judgeAll } from "../../src/search/signals.ts";
import type { Candidate } from "../../src/search/snapshot.ts";
import { compact, compactZeros, putRow } from "../../src/model/compact.ts";

function sentences(...vectors: readonly number[][]): Candidate["sentenceVectors"] {
  const matrix = compactZeros(vectors.length, 2);
  vectors.forEach((vector, row) => putRow(matrix, row, compact(Float32Array.from(vector))));
  return matrix;
}

const query: Query = {
  vector: Float32Array.of(1, 0),
  sentence: Float32Array.of(1, 0),
  terms: ["ferry", "noon", "zeppelin"],
  idf: [2, 1, 5],
  averageLength: 10,
  tokens: { ids: new Uint32Array(0), vectors: compactZeros(0, 4) },
  tokenIdf: [],
};

const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  passage: {
    id: "a",
    path: "a",
    occurrence: 0,
    start: 0,
    end: 9,
    startLine: 1,
    endLine: 1,
    headings: [],
    sentences: [],
    sha256: "",
  },
  vector: Float32Array.of(0.6, 0.8),
  sentenceVectors: sentences([0.6, 0.8], [0.6, -0.8], [0, 1]),
  length: 10,
  terms: [
    { count: 1, isInHeadings: true, sentences: [] },
    { count: 1, isInHeadings: false, sentences: [1] },
    { count: 0, isInHeadings: false, sentences: [] },
  ],
  ...change,
});

describe("the signals of a passage", () => {
  const [judged] = judgeAll(query, [candidate()], []);
  if (!judged) throw new Error("nothing judged");
  const { signals, best } = judged;

  it("are its cosine, and the best cosine of one sentence or of two in a row", () => {
    expect(signals.passage).toBeCloseTo(0.6);
    expect(signals.sentence).toBeCloseTo(1.2 / Math.SQRT2);
  });

  it("are parts of what a passage with every term would have, unknown terms included", () => {
    expect(signals.bm25).toBeCloseTo(3 / 8);
  });

  it("name the sentence that is nearest and shares the most", () => {
    expect(best).toBe(1);
  });

  it("are numbers for a question without terms, and a passage of one sentence", () => {
    const single = candidate({
      sentenceVectors: sentences([0, 1]),
      terms: [],
    });
    const judged = judgeAll({ ...query, terms: [], idf: [] }, [single], []);
    expect(judged[0]).toEqual({
      candidate: single,
      signals: { passage: expect.closeTo(0.6), sentence: 0, bm25: 0, maxSim: 0 },
      best: 0,
    });
  });
});
