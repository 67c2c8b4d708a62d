import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { boundedRate, rateInMemory } from "../../src/base/bounded-rate.ts";
import { describeRate } from "../contract/rate.ts";

describeRate("in memory", async (rate) => rateInMemory("test", rate));

describe("a rate of one process", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

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
});
