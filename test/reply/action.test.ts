/** @module What components carry: read again as it was written, and nothing that is forged, cut or old. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { decode, encode, MOST_LISTED } from "../../src/reply/action.ts";
import { runs } from "../support/runs.ts";

const ACTIONS = ABILITIES.actions.map(({ name }) => name);

const id = fc.stringMatching(/^[a-z2-7]{12}$/);
const passage = fc.record({ id, best: fc.option(fc.nat(36 ** 2 - 1)) });
const parts = fc.record({
  page: fc.nat(999),
  word: fc.stringMatching(/^[a-z0-9]{0,4}$/),
  passages: fc.array(passage, { maxLength: 5 }),
});
const action = fc.constantFrom(...ACTIONS);

describe("a custom_id", () => {
  it("is read again as it was written, in at most 100 characters", () => {
    fc.assert(
      fc.property(action, parts, (name, said) => {
        const encoded = encode(name, said);
        expect(encoded.length).toBeLessThanOrEqual(100);
        expect(decode(encoded)).toEqual({ action: name, ...said });
      }),
    );
  });

  it("holds one passage more than a reply lists, beside a page", () => {
    const passages = Array.from({ length: MOST_LISTED + 1 }, () => "abcdefghijkl");
    for (const name of ACTIONS) expect(decode(encode(name, { page: 2, passages }))).toBeDefined();
    expect(() => encode("source", { passages: [...passages, "abcdefghijkl"] })).toThrow();
    expect(() => encode("source", { passages: ["ABC"] })).toThrow();
  });

  it("forgets the number of a sentence that does not fit, and nothing else", () => {
    const passages = [{ id: "abcdefghijkl", best: 36 ** 2 }];
    expect(decode(encode("source", { passages }))?.passages).toEqual([
      { id: "abcdefghijkl", best: null },
    ]);
  });

  it("that is cut short anywhere never stands for other passages", () => {
    fc.assert(
      fc.property(action, parts, fc.nat(100), (name, said, length) => {
        const encoded = encode(name, said);
        const cut = decode(encoded.slice(0, Math.min(length, encoded.length - 1)));
        if (cut) expect(said.passages.slice(0, cut.passages.length)).toEqual(cut.passages);
      }),
    );
  });

  it("that is anything else is unknown, or says what it says in one way only", () => {
    const forged = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constantFrom("", "1", "1.source", "0.source...abcdefghijkl--", "1.__proto__..."),
      fc.constantFrom("1.source.01..", "1.source.-1..", "1.source.1e3..", "1.source.100000.."),
      fc.constantFrom("1.source...abcdefghijk1--", "1.source...abcdefghijkl-", "1.source..A."),
      fc.constantFrom("1.source....", "1.source...../../x", `1.source...${"a".repeat(14 * 7)}`),
    );
    fc.assert(
      fc.property(forged, (text) => {
        const read = decode(text);
        if (read) expect(encode(read.action, read)).toBe(text);
      }),
      { numRuns: runs(4_000) },
    );
    for (const text of ["", "1.source", "0.source...", "1.Gone...", "1.source.01.."])
      expect(decode(text)).toBeUndefined();
  });
});
