/** @module The splitter, fuzzed: whatever a document is, its passages are its slices, in order, and short enough. */

import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { hasWords } from "../../src/corpus/span.ts";
import { withoutPadding } from "../../src/corpus/table.ts";
import { blankHidden } from "../../src/corpus/hidden.ts";
import { sha256 } from "../../src/base/hash.ts";
import { markdownDocument, plainDocument, wildText } from "../support/blocks.ts";
import {
  countTokens,
  type CutText,
  cutText,
  cutUnlessRefused,
  LIMITS,
  sliceOf,
} from "../support/cutting.ts";
import { hostileText } from "./hostile.ts";
import { targetOf } from "./target.ts";

const Input = z.object({
  text: z.string(),
  path: z.enum(["a.md", "a.mdx", "a.txt", "a.rst", "a.adoc"]),
});

const composed = fc.oneof(markdownDocument, plainDocument).map(({ text }) => text);
const wild = fc.oneof(wildText, hostileText(8_000));
/** A sound document with something hostile in the middle of it. */
const wounded = fc
  .tuple(composed, wild, fc.nat())
  .map(
    ([text, wound, at]) =>
      text.slice(0, at % (text.length + 1)) + wound + text.slice(at % (text.length + 1)),
  )
  .map((text) => text.toWellFormed());

const inputs: fc.Arbitrary<z.infer<typeof Input>> = fc.record({
  text: fc.oneof(wild, wounded, composed),
  path: fc.constantFrom("a.md", "a.mdx", "a.txt", "a.rst", "a.adoc"),
});

/** Every passage a slice, and all that a citation tells of it true. */
export const splitter = targetOf("splitter", Input, inputs, ({ text, path }) => {
  const cut = cutUnlessRefused(text, path);
  if (cut === undefined) return;
  let end = 0;
  for (const passage of cut.passages) {
    const slice = sliceOf(text, passage);
    expect(passage.start).toBeGreaterThanOrEqual(end);
    expect([
      slice.length > 0,
      slice === slice.trim(),
      slice.isWellFormed(),
      hasWords(slice),
    ]).toEqual([true, true, true, true]);
    const measured = withoutPadding(blankHidden(cut.document).slice(passage.start, passage.end));
    expect(measured.length).toBeLessThanOrEqual(LIMITS.maxCharacters);
    expect(countTokens(measured)).toBeLessThanOrEqual(LIMITS.maxTokens);
    expect(passage.sha256).toBe(sha256(slice));
    expect(passage.startLine).toBe(text.slice(0, passage.start).split("\n").length);
    expect(passage.endLine).toBe(text.slice(0, passage.end - 1).split("\n").length);
    expectWithin(passage);
    end = passage.end;
  }
  expect(new Set(cut.passages.map(({ id }) => id)).size).toBe(cut.passages.length);
  expect(JSON.stringify(cutText(text, path).passages)).toBe(JSON.stringify(cut.passages));
});

function expectWithin({ start, end, sentences }: CutText["passages"][number]): void {
  let last = start;
  for (const sentence of sentences) {
    expect(sentence.start).toBeGreaterThanOrEqual(last);
    expect(sentence.end).toBeGreaterThan(sentence.start);
    last = sentence.end;
  }
  expect(sentences.length).toBeGreaterThan(0);
  expect(last).toBeLessThanOrEqual(end);
}
