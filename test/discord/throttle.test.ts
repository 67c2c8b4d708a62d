import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { recentIds } from "../../src/discord/events.ts";
import { throttle } from "../../src/base/throttle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("does the first at once, drops those that come too soon, and does the next when its time has come", async () => {
  const done: number[] = [];
  const edits = throttle(5_000, async (value: number) => void done.push(value));
  edits.call(1);
  edits.call(2);
  vi.advanceTimersByTime(4_999);
  edits.call(3);
  vi.advanceTimersByTime(1);
  edits.call(4);
  await edits.stop();
  vi.advanceTimersByTime(5_000);
  edits.call(5);
  await edits.stop();
  expect(done).toEqual([1, 4]);
});

it("waits, when it is stopped, for what is under way", async () => {
  const done: string[] = [];
  const edits = throttle(1, async () => {
    await Promise.resolve();
    done.push("edit");
  });
  edits.call("a");
  await edits.stop();
  expect(done).toEqual(["edit"]);
});

it("knows an event that came before, and forgets the oldest of very many", () => {
  const isNew = recentIds();
  expect([isNew("a"), isNew("a"), isNew("b")]).toEqual([true, false, true]);
  for (let id = 0; id < 2_000; id += 1) isNew(String(id));
  expect(isNew("a")).toBe(true);
});
