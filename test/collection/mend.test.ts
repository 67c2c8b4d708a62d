/** @module An index that was damaged while its library was closed. */

import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { openLibrary } from "../../src/collection/library.ts";
import { lazyLibrary, NotReady } from "../../src/collection/lazy-library.ts";
import { openOrMend } from "../../src/collection/mend.ts";
import { unfit } from "../../src/storage/store.ts";
import { buildAt, HARBOUR, type Place, placeWith } from "../support/library.ts";

/** A closed library; repairing it builds it. */
function closedAt(place: Place) {
  let clock = 0;
  const mend = vi.fn(async () => void (await buildAt(place).catch(() => {})));
  const build = () => Promise.reject(new Error("not asked"));
  const open = openOrMend({
    open: () => openLibrary({ ...place, build }),
    mend,
    store: place.store,
    now: () => clock,
  });
  const { use, rest } = lazyLibrary(open);
  return {
    mend,
    use: () => use(async (library) => library.counts().documents),
    rest,
    wait: (ms: number) => (clock += ms),
  };
}

it("is built again when it is next asked for, by one build for all who ask", async () => {
  const place = await placeWith({ "a.md": HARBOUR });
  const { generation } = await buildAt(place);
  const { mend, use, rest } = closedAt(place);
  expect(await use()).toBe(1);
  await rest();
  await truncate(join(place.indexDir, "generations", generation, "passages.jsonl"), 9);
  for (const _ of [1, 2, 3]) await expect(use()).rejects.toThrow(NotReady);
  await expect.poll(() => use().catch(() => 0)).toBe(1);
  expect(mend).toHaveBeenCalledTimes(1);
  // The build goes on after its index is active.
  await mend.mock.results[0]?.value;
  await rest();
});

it("is not built again and again where that fails", async () => {
  const place = await placeWith({ "a.md": HARBOUR });
  const { generation } = await buildAt(place);
  await truncate(join(place.indexDir, "generations", generation, "passages.jsonl"), 9);
  const { mend, use, wait } = closedAt(place);
  mend.mockImplementation(async () => {});
  for (const expected of [1, 2]) {
    await expect(use()).rejects.toThrow(NotReady);
    await expect.poll(() => mend.mock.calls.length).toBe(expected);
    await expect(use()).rejects.toThrow(NotReady);
    expect(mend).toHaveBeenCalledTimes(expected);
    wait(600_000);
  }
});

it("is built by nobody's question if it was never built, or another version made it", async () => {
  const never = closedAt(await placeWith({ "a.md": HARBOUR }));
  await expect(never.use()).rejects.toThrow(NotReady);
  const mend = vi.fn(async () => {});
  const store = { list: async () => ["one"] };
  const open = openOrMend({ open: () => Promise.reject(unfit("x", "y")), mend, store });
  await expect(open()).rejects.toThrow("sound index");
  for (const one of [mend, never.mend]) expect(one).not.toHaveBeenCalled();
});
