import { describe, expect, it } from "vitest";
import type { Query } from "../../src/search/rank.ts";
import { judgeAll } from "../../src/search/signals.ts";
import type { Candidate } from "../../src/search/snapshot.ts";
import { compact, compactZeros, putRow } from "../../src/model/compact.ts";
import type { Tokens } from "../../src/model/embedder.ts";

function sentences(...vectors: readonly number[][]): Candidate["sentenceVectors"] {
  const matrix = compactZeros(vectors.length, 2);
  vectors.forEach((vector, row) => putRow(matrix, row, compact(Float32Array.from(vector))));
  return matrix;
}

const tokens = (...vectors: readonly number[][]): Tokens => ({
  ids: Uint32Array.from(vectors, (_, at) => at),
  vectors: sentences(...vectors),
});

const ENGLISH = {
  terms: ["ferry", "noon", "zeppelin"],
  idf: [2, 1, 5],
  totalIdf: 8,
  averageLength: 10,
};
const NO_TERMS = { terms: [], idf: [], totalIdf: 1, averageLength: 10 };
const query: Query = {
  language: "en",
  vector: Float32Array.of(1, 0),
  languages: new Map([["en", ENGLISH]]),
  native: { vector: Float32Array.of(0, 1), tokens: tokens([1, 0], [0, 1]) },
  tokenIdf: [1, 3],
};

const candidate = (change: Partial<Candidate> = {}, language = "en"): Candidate => ({
  passage: {
    id: "a",
    path: "a",
    language,
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
  nativeVectors: sentences([0.8, 0.6], [-0.8, 0.6], [1, 0]),
  length: 10,
  terms: [
    { count: 1, isInHeadings: true, sentences: [] },
    { count: 1, isInHeadings: false, sentences: [1] },
    { count: 0, isInHeadings: false, sentences: [] },
  ],
  ...change,
});

const TOKENS = new Map([["a", tokens([0, 1])]]);

const judge = (asked: Query, one: Candidate, own: ReadonlyMap<string, Tokens> = TOKENS) => {
  const [judged] = judgeAll(asked, [one], own);
  if (!judged) throw new Error("nothing judged");
  return judged;
};

describe("the signals of a passage", () => {
  const { signals, best } = judge(query, candidate());

  it("are its cosine, and the best cosine of one sentence or of two in a row", () => {
    expect(signals.passage).toBeCloseTo(0.6);
    expect(signals.sentence).toBeCloseTo(1.2 / Math.SQRT2);
  });

  it("are the best cosine of one or two sentences by the native model, and that of its tokens", () => {
    expect(signals.nativeSentence).toBeCloseTo(1.2 / Math.SQRT2);
    expect(signals.maxSim).toBeCloseTo(3 / 4);
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
      nativeVectors: sentences([1, 0]),
      terms: [],
    });
    expect(judge({ ...query, languages: new Map([["en", NO_TERMS]]) }, single)).toEqual({
      candidate: single,
      signals: {
        passage: expect.closeTo(0.6),
        sentence: 0,
        bm25: 0,
        nativeSentence: 0,
        maxSim: expect.closeTo(3 / 4),
      },
      best: 0,
    });
  });

  it("are without the tokens' where those are not known", () => {
    expect(judge(query, candidate(), new Map()).signals.maxSim).toBe(0);
  });
});

describe("the signals across two languages", () => {
  const inGerman = candidate({}, "de");
  const { native: _, ...notNative } = query;
  const german = { terms: ["ferry"], idf: [2], totalIdf: 4, averageLength: 10 };

  it.each([
    ["for a native question and another passage", query, inGerman],
    ["for another question and a native passage", { ...notNative, language: "de" }, candidate()],
    ["in one language that is not native", { ...notNative, language: "de" }, inGerman],
    ["where no model reads the question", notNative, candidate()],
  ])("are none of the native model %s", (_name, asked, one) => {
    const { signals } = judge(asked, one);
    expect([signals.nativeSentence, signals.maxSim]).toEqual([0, 0]);
    expect(signals.passage).toBeCloseTo(0.6);
    expect(signals.sentence).toBeCloseTo(1.2 / Math.SQRT2);
  });

  it("are by the terms in the passage's language, in which the question may have none", () => {
    const one = candidate({ terms: [{ count: 1, isInHeadings: false, sentences: [0] }] }, "de");
    const asked = { ...query, languages: new Map([...query.languages, ["de", german]] as const) };
    expect(judge(asked, one).signals.bm25).toBeCloseTo(2 / 4);
    expect(judge(query, candidate({ terms: [] }, "de")).signals.bm25).toBe(0);
  });

  it("name the sentence that is nearest by the general model", () => {
    const nearThird = candidate(
      { sentenceVectors: sentences([0, 1], [0, -1], [1, 0]), terms: [] },
      "de",
    );
    expect(judge(query, nearThird).best).toBe(2);
    expect(judge(query, { ...nearThird, passage: candidate().passage }).best).toBe(0);
  });

  it("belong to their candidates where native and other ones are mixed", () => {
    const [english, other] = [candidate(), candidate({ nativeVectors: sentences() }, "de")];
    const second = {
      ...candidate({ nativeVectors: sentences([0, 1]) }),
      passage: { ...english.passage, id: "b" },
    };
    const all = judgeAll(query, [other, english, other, second], TOKENS);
    expect(all.map(({ signals }) => signals.nativeSentence.toFixed(2))).toEqual([
      "0.00",
      "0.85",
      "0.00",
      "1.00",
    ]);
    expect(all.map(({ signals }) => signals.maxSim.toFixed(2))).toEqual([
      "0.00",
      "0.75",
      "0.00",
      "0.00",
    ]);
  });
});
