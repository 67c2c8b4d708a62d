/** @module The union of two histories. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeEvents } from "../../src/storage/history.ts";
import type { HistoryEvent } from "../../src/storage/store.ts";

const events = fc
  .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(9)), { selector: String })
  .map((pairs) =>
    pairs.map(([generation, second]): HistoryEvent => ({
      event: "built",
      generation,
      at: `2026-11-20T00:00:0${second}Z`,
    })),
  );

const keyOf = (event: HistoryEvent): string => JSON.stringify(event);

/** Returns those of some events that are among others, in their order. */
const among = (some: readonly HistoryEvent[], others: readonly HistoryEvent[]) => {
  const keys = new Set(others.map(keyOf));
  return some.filter((event) => keys.has(keyOf(event)));
};

it("has each event of both once, those of its own in their order whatever their times", () => {
  fc.assert(
    fc.property(events, events, (own, other) => {
      const merged = mergeEvents(own, other);
      expect(new Set(merged.map(keyOf))).toEqual(new Set([...own, ...other].map(keyOf)));
      expect(new Set(merged.map(keyOf)).size).toBe(merged.length);
      expect(among(merged, own)).toEqual(own);
      expect(mergeEvents(merged, other)).toEqual(merged);
      expect(mergeEvents([], other)).toEqual(other);
    }),
  );
});

it("is in the order of times where both are", () => {
  const inOrder = events.map((some) =>
    some.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  );
  fc.assert(
    fc.property(inOrder, inOrder, (own, other) => {
      const times = mergeEvents(own, other).map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => Date.parse(a) - Date.parse(b)));
    }),
  );
});
