import { expect, it, onTestFinished, vi } from "vitest";
import { openPending } from "../../src/base/pending.ts";

it("a work is done once, by its owner, in its time, and the oldest gives way", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const pending = openPending<string>({ most: 2, milliseconds: 1_000 });
  const [one, two, three] = ["1", "2", "3"].map((work) => pending.keep("me", work));
  expect(pending.take(one ?? "", "me")).toBeUndefined();
  expect(pending.take(two ?? "", "you")).toBeUndefined();
  expect(pending.take(two ?? "", "me")).toBe("2");
  expect(pending.take(two ?? "", "me")).toBeUndefined();
  vi.setSystemTime(Date.now() + 1_000);
  expect(pending.take(three ?? "", "me")).toBeUndefined();
});
