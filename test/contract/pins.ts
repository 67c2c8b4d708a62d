/** @module The contract of stores of pins: order, bounds and removal, alike for every kind. */

import { describe, expect, it, type TestContext } from "vitest";
import { MOST_PINS, type Pin, PinRefused, type PinStore } from "../../src/collection/pins.ts";

/** Returns a pin that differs from others by its number. */
export const pinOf = (number: number, change: Partial<Pin> = {}): Pin => ({
  id: number.toString(16).padStart(20, "0"),
  question: `When does gate ${number} open?`,
  passage: number
    .toString(4)
    .replace(/\d/g, (digit) => "bcde"[Number(digit)] ?? "")
    .padStart(12, "a"),
  day: "2026-02-03",
  ...change,
});

/** Describes a kind of store; `make` gives one with these pins. */
export function describePins(
  kind: string,
  make: (pins: readonly Pin[], context: TestContext) => Promise<PinStore>,
): void {
  describe(`pins of the kind: ${kind}`, () => {
    it("has none at first", async (context) => {
      expect(await (await make([], context)).list()).toEqual([]);
    });

    it("lists pins in the order in which they were added", async (context) => {
      const store = await make([], context);
      const pins = [pinOf(3), pinOf(1), pinOf(2, { question: "“Où”\u2028 et quand ?" })];
      for (const pin of pins) await store.add(pin);
      expect(await store.list()).toEqual(pins);
    });

    it("returns the same list until it changes", async (context) => {
      const store = await make([pinOf(1)], context);
      const first = await store.list();
      expect(await store.list()).toBe(first);
      await store.add(pinOf(2));
      expect(await store.list()).toEqual([pinOf(1), pinOf(2)]);
      expect(first).toEqual([pinOf(1)]);
    });

    it("removes one, once", async (context) => {
      const store = await make([pinOf(1), pinOf(2)], context);
      expect(await store.remove(pinOf(1).id)).toBe(true);
      expect(await store.remove(pinOf(1).id)).toBe(false);
      expect(await store.list()).toEqual([pinOf(2)]);
    });

    it("replaces all", async (context) => {
      const store = await make([pinOf(1), pinOf(2)], context);
      await store.replace([pinOf(3), pinOf(1)]);
      expect(await store.list()).toEqual([pinOf(3), pinOf(1)]);
      await store.replace([]);
      expect(await store.list()).toEqual([]);
    });

    it("keeps all that are added at once", async (context) => {
      const store = await make([], context);
      await Promise.all([1, 2, 3, 4].map((number) => store.add(pinOf(number))));
      expect((await store.list()).map(({ id }) => id).toSorted()).toEqual(
        [1, 2, 3, 4].map((number) => pinOf(number).id),
      );
    });

    it("refuses one more than it keeps", async (context) => {
      const most = Array.from({ length: MOST_PINS }, (_, at) => pinOf(at));
      const store = await make(most, context);
      const refused = store.add(pinOf(MOST_PINS)).catch((error: unknown) => error);
      expect(await refused).toBeInstanceOf(PinRefused);
      expect(await store.list()).toEqual(most);
      await store.remove(pinOf(0).id);
      await store.add(pinOf(MOST_PINS));
      expect(await store.list()).toHaveLength(MOST_PINS);
    });
  });
}
