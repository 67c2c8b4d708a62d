import fc from "fast-check";
import MiniSearch from "minisearch";
import { describe, expect, it } from "vitest";
import { buildLexical } from "../../src/search/lexical.ts";

/** Terms that neither library changes. */
const term = fc.constantFrom(
  "alfa",
  "bravo",
  "carol",
  "delta",
  "ekko",
  "foxtrot",
  "golf",
  "hotel",
  "indigo",
  "jaguar",
);
/** Each term at most once in a text: minisearch counts a text's distinct words as its length. */
const texts = fc.array(fc.uniqueArray(term, { minLength: 1, maxLength: 10 }), {
  minLength: 1,
  maxLength: 30,
});

const indexOf = (all: readonly (readonly string[])[]) =>
  buildLexical(
    all.map((text) => ({
      language: "en",
      headings: [],
      text,
      sentences: [text],
      length: text.length,
      words: [],
    })),
  );

describe("BM25", () => {
  it("scores one term as minisearch does", () => {
    fc.assert(
      fc.property(texts, term, (all, wanted) => {
        const oracle = new MiniSearch({ fields: ["text"], processTerm: (word) => word });
        oracle.addAll(all.map((words, id) => ({ id, text: words.join(" ") })));
        const bm25 = { k: 1.2, b: 0.75, d: 0 };
        const expected = oracle
          .search(wanted, { bm25 })
          .map(({ id, score }) => [Number(id), score.toFixed(6)]);
        const index = indexOf(all);
        const found = index
          .matching("en", [wanted], 100)
          .map(({ row, score }) => [row, score.toFixed(6)]);
        const byRow = (a: (string | number)[], b: (string | number)[]) =>
          Number(a[0]) - Number(b[0]);
        expect(found.toSorted(byRow)).toEqual(expected.toSorted(byRow));
      }),
    );
  });

  it("adds the scores of several terms", () => {
    fc.assert(
      fc.property(texts, fc.uniqueArray(term, { minLength: 2, maxLength: 4 }), (all, wanted) => {
        const index = indexOf(all);
        const single = wanted.flatMap((one) => index.matching("en", [one], 100));
        for (const { row, score } of index.matching("en", wanted, 100)) {
          const sum = single
            .filter((match) => match.row === row)
            .reduce((total, match) => total + match.score, 0);
          expect(score).toBeCloseTo(sum, 9);
        }
      }),
    );
  });
});
