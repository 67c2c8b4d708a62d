/** @module The contract of rates: so many uses in a window, by key, without those that were given back. */

import { afterEach, beforeEach, describe, expect, it, type TestContext, vi } from "vitest";
import fc from "fast-check";
import type { CountedRate } from "../../src/base/bounded-rate.ts";
import type { Rate } from "../../src/base/config/rate.ts";
import { runs } from "../support/runs.ts";

const SECONDS = 60;

/** Describes a kind; `open` opens a rate that has counted nothing. */
export function describeRate(
  kind: string,
  open: (rate: Rate, context: TestContext) => Promise<CountedRate>,
): void {
  describe(`a rate ${kind}`, () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
    afterEach(() => void vi.useRealTimers());
    const pass = (seconds: number): unknown => vi.setSystemTime(Date.now() + seconds * 1_000);

    it("admits so many in a window, says when that ends, and then admits again", async (context) => {
      const rate = await open({ times: 2, seconds: SECONDS }, context);
      expect(await rate.waitOf("a")).toBe(0);
      expect([await rate.take("a"), await rate.take("a")]).toEqual([0, 0]);
      pass(20);
      expect(await rate.take("a")).toBe(40_000);
      expect(await rate.waitOf("a")).toBe(40_000);
      expect([await rate.waitOf("b"), await rate.take("b")]).toEqual([0, 0]);
      pass(40);
      expect([await rate.waitOf("a"), await rate.take("a")]).toEqual([0, 0]);
    });

    it("counts nothing that was given back, and no less than nothing", async (context) => {
      const rate = await open({ times: 1, seconds: SECONDS }, context);
      await rate.giveBack("a");
      expect(await rate.take("a")).toBe(0);
      await rate.giveBack("a");
      expect(await rate.take("a")).toBe(0);
      pass(SECONDS + 1);
      await rate.giveBack("a");
      expect(await rate.take("a")).toBe(0);
      expect(await rate.take("a")).toBeGreaterThan(0);
    });

    it("never admits more in a window, however many come at once (property)", async (context) => {
      const taking = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(taking, fc.integer({ min: 1, max: 5 }), async (keys, times) => {
          const rate = await open({ times, seconds: SECONDS }, context);
          const waits = await Promise.all(keys.map((key) => rate.take(key)));
          for (const name of ["a", "b", "c"]) {
            const asked = keys.filter((key) => key === name).length;
            const admitted = keys.filter((key, at) => key === name && waits[at] === 0).length;
            expect(admitted).toBe(Math.min(asked, times));
          }
        }),
        { numRuns: runs(20) },
      );
    });
  });
}
