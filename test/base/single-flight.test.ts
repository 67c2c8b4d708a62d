import { expect, it } from "vitest";
import { keepByKey } from "../../src/base/single-flight.ts";

it("keeps a result by its key, and does a work again that rejected", async () => {
  const calls: string[] = [];
  const keep = keepByKey(
    ({ name }: { readonly name: string }) => name,
    async ({ name }) => {
      calls.push(name);
      if (calls.length === 1) throw new Error("not yet");
      return name;
    },
  );
  await expect(keep({ name: "a" })).rejects.toThrow("not yet");
  expect(await Promise.all([keep({ name: "a" }), keep({ name: "a" })])).toEqual(["a", "a"]);
  expect(await keep({ name: "b" })).toBe("b");
  expect(calls).toEqual(["a", "a", "b"]);
});
