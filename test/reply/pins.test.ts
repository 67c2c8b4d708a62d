/** @module The replies about pins: within Discord's limits in every language, whatever the texts. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PinRefused, type PinState } from "../../src/collection/pins.ts";
import { PINS_PER_PAGE, renderPins, renderRefused, renderUnpinned } from "../../src/reply/pins.ts";
import { questionOf } from "../../src/reply/question-line.ts";
import { CATALOGUES } from "../../src/reply/words/words.ts";
import { QUESTION_LENGTH } from "../../src/search/question.ts";
import { faultsOf } from "../support/replies.ts";

const question = fc
  .string({ unit: "grapheme", minLength: 3, maxLength: QUESTION_LENGTH.max })
  .map((text) => `q${text}`.slice(0, QUESTION_LENGTH.max).toWellFormed());
const awkward = fc.oneof(
  question,
  fc.constant("*_~`|<>[]()#:@-\\".repeat(30).slice(0, 300)),
  fc.constant("Wörter ".repeat(42)),
  fc.constant("@everyone <@1200000000000000001> 1. **bold**"),
);
const id = fc.stringMatching(/^[0-9a-f]{20}$/);
const passage = fc.stringMatching(/^[a-z2-7]{12}$/);
const pin = fc.record({
  id,
  question: awkward,
  passage,
  day: fc.constant("2026-02-03"),
  status: fc.constantFrom<PinState["status"]>("active", "gone", "contradicted"),
  successor: passage,
});
const gone = fc.record({
  event: fc.constant("gone" as const),
  id: passage,
  path: awkward,
  headings: fc.array(awkward, { maxLength: 5 }),
  fate: fc.constantFrom("changed" as const, "removed" as const),
  at: fc.constant("2026-02-03T10:00:00.000Z"),
});
const listed = fc.array(
  fc.record({
    pin,
    source: fc.oneof(
      gone.map((last) => ({ status: "gone" as const, id: last.id, last })),
      passage.map((own) => ({ status: "unknown" as const, id: own })),
    ),
  }),
  { minLength: 1, maxLength: PINS_PER_PAGE, size: "max" },
);

describe.each(Object.values(CATALOGUES))("replies about pins in $locale", (words) => {
  it("are within every limit", () => {
    fc.assert(
      fc.property(listed, fc.nat(70), (all, page) => {
        const distinct = [...new Map(all.map((one) => [one.pin.id, one])).values()];
        expect(faultsOf(renderPins(distinct, { page, total: 500 }, words))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("carry the question of a pin that was removed or refused", () => {
    fc.assert(
      fc.property(pin, passage, (one, other) => {
        const removed = renderUnpinned(one, words);
        const near = renderRefused(new PinRefused("near", { near: one }), one.question, words);
        const about = { passage: other, successor: one.passage };
        const changed = renderRefused(new PinRefused("changed", about), one.question, words);
        for (const shown of [removed, near, changed]) expect(faultsOf(shown)).toEqual([]);
        const read = questionOf(removed.content)?.question;
        expect(read).toBe(questionOf(near.content)?.question);
        expect(read).toBeDefined();
      }),
      { numRuns: 40 },
    );
  });
});
