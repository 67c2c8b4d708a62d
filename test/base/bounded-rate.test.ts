import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import fc from "fast-check";
import { boundedRate } from "../../src/base/bounded-rate.ts";

describe("a rate", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("lets in so many in so many seconds, tells how long to wait, and then lets in again", async () => {
    const rate = boundedRate({ times: 2, seconds: 10 });
    expect([await rate.take("a"), await rate.take("a")]).toEqual([0, 0]);
    vi.advanceTimersByTime(4_000);
    expect([await rate.waitOf("a"), await rate.take("a")]).toEqual([6_000, 6_000]);
    expect(await rate.take("b")).toBe(0);
    vi.advanceTimersByTime(6_000);
    expect([await rate.waitOf("a"), await rate.take("a")]).toEqual([0, 0]);
  });

  it("counts nothing that was given back, and no less than nothing", async () => {
    const rate = boundedRate({ times: 1, seconds: 10 });
    expect(await rate.take("a")).toBe(0);
    expect(await rate.take("a")).toBeGreaterThan(0);
    await rate.giveBack("a");
    expect(await rate.waitOf("a")).toBeGreaterThan(0);
    await rate.giveBack("a");
    expect(await rate.take("a")).toBe(0);
    vi.advanceTimersByTime(10_001);
    await rate.giveBack("a");
    expect(await rate.take("a")).toBe(0);
    expect(await rate.take("a")).toBeGreaterThan(0);
  });

  it("forgets everyone whose time is over", async () => {
    const rate = boundedRate({ times: 2, seconds: 10 });
    for (let user = 0; user < 500; user += 1) await rate.take(String(user));
    expect(rate.size()).toBe(500);
    vi.advanceTimersByTime(10_001);
    expect(rate.size()).toBe(0);
  });

  it("keeps count of a bounded number of users, however many there are", async () => {
    const rate = boundedRate({ times: 1, seconds: 9_999 });
    let largest = 0;
    for (let user = 0; user < 50_000; user += 1) {
      await rate.take(String(user));
      if (user % 1_000 === 0) largest = Math.max(largest, rate.size());
    }
    expect(largest).toBeLessThanOrEqual(10_000);
    expect(rate.size()).toBe(10_000);
    expect(await rate.waitOf("49999")).toBeGreaterThan(0);
    expect(await rate.waitOf("0")).toBe(0);
  });

  it("never lets more through in one window than it says, whatever the order (property)", async () => {
    const taking = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(taking, fc.integer({ min: 1, max: 9 }), async (keys, times) => {
        const rate = boundedRate({ times, seconds: 60 });
        const waits = await Promise.all(keys.map((key) => rate.take(key)));
        for (const name of ["a", "b", "c"]) {
          const asked = keys.filter((key) => key === name).length;
          const let_in = keys.filter((key, at) => key === name && waits[at] === 0).length;
          expect(let_in).toBe(Math.min(asked, times));
        }
      }),
    );
  });
});
