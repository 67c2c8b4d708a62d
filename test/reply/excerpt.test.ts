/** @module An excerpt within a budget: whole sentences around the best one, every cut shown, all else verbatim. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { segmentSentences } from "../../src/corpus/sentences.ts";
import { unescape } from "../../src/reply/escape.ts";
import { CUT, renderExcerpt } from "../../src/reply/excerpt.ts";
import { plain, shownBy } from "../support/discord-markdown.ts";
import { plainSentence } from "../support/prose.ts";
import { bestOf, excerpt } from "../support/replies.ts";
import { runs } from "../support/runs.ts";

const spanOf = (text: string, part: string) => {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
};

/** What is left of an excerpt without the marks of cuts. */
const quotedIn = (rendered: string): string =>
  rendered.replace(/^\[…\] /, "").replace(/ \[…\]$/, "");
const isCutBefore = (rendered: string): boolean => rendered.startsWith(`${CUT} `);
const isCutAfter = (rendered: string): boolean => rendered.endsWith(` ${CUT}`);

const someBest = fc.tuple(
  fc.array(plainSentence, { minLength: 1, maxLength: 14 }),
  fc.nat(100),
  fc.integer({ min: 260, max: 1_500 }),
);

describe("an excerpt of prose", () => {
  test("is of whole sentences around the best, within the budget, and marks each cut", () => {
    fc.assert(
      fc.property(someBest, ([sentences, pick, budget]) => {
        const text = sentences.join(" ");
        const best = sentences[pick % sentences.length] ?? "";
        const rendered = renderExcerpt(text, spanOf(text, best), budget);
        const quoted = quotedIn(rendered).replaceAll("**", "");
        const at = text.indexOf(quoted);
        expect(rendered.length).toBeLessThanOrEqual(budget);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(quoted).toContain(best);
        expect(isCutBefore(rendered)).toBe(at > 0);
        expect(isCutAfter(rendered)).toBe(at + quoted.length < text.length);
        for (const { start, end } of segmentSentences(text, { start: 0, end: text.length }))
          expect([0, end - start]).toContain(
            Math.max(0, Math.min(end, at + quoted.length) - Math.max(start, at)),
          );
      }),
      { numRuns: runs(500) },
    );
  });

  test("takes as many sentences as there is room for", () => {
    const sentences = Array.from(
      { length: 20 },
      (_, at) => `Sentence ${at} of twenty stands here.`,
    );
    const rendered = renderExcerpt(sentences.join(" "), null, 300);
    expect(rendered.length).toBeGreaterThan(300 - 2 * (CUT.length + 1) - 40);
    expect(rendered).toMatch(/^Sentence 0 /);
  });

  test("has the best sentence in bold, but where it is all that is shown", () => {
    const text = "One is here. Two is the best. Three is last.";
    const best = spanOf(text, "Two is the best.");
    expect(renderExcerpt(text, best, 4_000)).toBe(
      "One is here. **Two is the best.** Three is last.",
    );
    expect(renderExcerpt(text, best, 28)).toBe("[…] Two is the best. […]");
    expect(renderExcerpt(text, { start: 0, end: text.length }, 4_000)).toBe(text);
  });

  test("of one sentence too long is its first words, and a cut", () => {
    const text = `It ${"goes on and ".repeat(200)}ends.`;
    const rendered = renderExcerpt(text, null, 400);
    expect(rendered).toMatch(/^It goes on .* \[…\]$/);
    expect(text.startsWith(`${quotedIn(rendered)} `)).toBe(true);
    expect(rendered.length).toBeGreaterThan(350);
  });
});

const withBest = excerpt.chain((text) => fc.tuple(fc.constant(text), bestOf(text)));

describe("an excerpt of anything", () => {
  test("is within its budget, cut inside no character, and otherwise verbatim", () => {
    fc.assert(
      fc.property(excerpt, fc.integer({ min: 60, max: 4_096 }), (text, budget) => {
        const rendered = renderExcerpt(text, null, budget);
        expect(rendered.length).toBeLessThanOrEqual(budget);
        expect(rendered.isWellFormed()).toBe(true);
        const inner = rendered.slice(0, isCutAfter(rendered) ? -CUT.length - 1 : undefined);
        expect(text.startsWith(unescape(inner))).toBe(true);
        expect(isCutAfter(rendered)).toBe(text.slice(unescape(inner).length).trim() !== "");
      }),
      { numRuns: runs(1_000) },
    );
  });

  test("shows the best sentence in bold, and no other mark", () => {
    fc.assert(
      fc.property(withBest, ([text, best]) => {
        const { text: shown, marks } = shownBy(renderExcerpt(text, best, 4_096));
        expect(plain(shown)).toBe(plain(text));
        expect(["", "strong"]).toContain(marks.join(" "));
      }),
      { numRuns: runs(500) },
    );
  });
});
