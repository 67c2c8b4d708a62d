/** @module Range minimum against a linear search, and deep splits. */

import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { leaf } from "../../src/corpus/block.ts";
import type { Span } from "../../src/corpus/span.ts";
import { splitStretch } from "../../src/corpus/split.ts";
import { rangeMin } from "../../src/corpus/treap.ts";
import { rankedSentences } from "../support/ranked.ts";
import { runs } from "../support/runs.ts";

/** Not how long it may take, but when it is taken to hang. */
vi.setConfig({ testTimeout: 60_000 });

const few = fc.array(fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 40 })), {
  minLength: 1,
  maxLength: 80,
});

test("the first and the last minimum are where a linear search finds them", () => {
  fc.assert(
    fc.property(few, fc.nat(), fc.nat(), (values, a, b) => {
      const [from = 0, to = 0] = [a % values.length, b % values.length].toSorted((x, y) => x - y);
      const least = Math.min(...values.slice(from, to + 1));
      const found = rangeMin(values);
      expect(found.first(from, to)).toBe(values.indexOf(least, from));
      expect(found.last(from, to)).toBe(values.lastIndexOf(least, to));
    }),
    { numRuns: runs(2_000) },
  );
});

test("a text of which each split takes off one end overflows no stack", () => {
  const sentences = rankedSentences(120_000);
  const text = sentences.join("\n");
  let start = 0;
  const parts = sentences.map((sentence) => {
    const part = leaf("row", { start, end: start + sentence.length });
    start = part.end + 1;
    return part;
  });
  const fits = ({ start, end }: Span): boolean => end - start <= 1_200;
  const stretch = { kind: "group", start: 0, end: text.length, parts } as const;
  const spans = splitStretch(text, stretch, { fits, language: "en" });
  expect(spans.length).toBeGreaterThan(text.length / 1_200);
  expect(spans.at(-1)?.end).toBe(text.length);
});
