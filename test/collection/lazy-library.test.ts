/** @module Libraries that are opened when used and closed when idle. */

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { CollectionId, openCollections } from "../../src/collection/collections.ts";
import { lazyLibrary, NotReady } from "../../src/collection/lazy-library.ts";
import type { Library } from "../../src/collection/library.ts";
import { damaged } from "../../src/storage/store.ts";
import { hold } from "../support/hold.ts";
import { HARBOUR } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";

const real = await memoryLibrary({ "a.md": HARBOUR });

/** Opens copies of a library, and counts those that are open. */
function opener() {
  const count = { open: 0, opened: 0 };
  const open = async (): Promise<Library> => {
    count.open += 1;
    count.opened += 1;
    let isOpen = true;
    return {
      ...real,
      async complete(...typed) {
        if (!isOpen) throw new Error("closed");
        return real.complete(...typed);
      },
      async close() {
        count.open -= 1;
        isOpen = false;
      },
    };
  };
  return { count, open };
}

const COMPLETE = (library: Library) => library.complete("", 1);

describe("a lazy library", () => {
  it("is opened once for uses at the same time, and again after it rested", async () => {
    const { count, open } = opener();
    const lazy = lazyLibrary(open);
    expect(lazy.current()).toBeUndefined();
    await Promise.all([lazy.use(COMPLETE), lazy.use(COMPLETE)]);
    expect(count).toEqual({ open: 1, opened: 1 });
    await lazy.rest();
    expect(count.open).toBe(0);
    expect(lazy.counts()).toEqual(real.counts());
    await lazy.use(COMPLETE);
    expect(count).toEqual({ open: 1, opened: 2 });
  });

  it("does not rest while it is in use", async () => {
    const { count, open } = opener();
    const lazy = lazyLibrary(open);
    await lazy.use(async (library) => {
      await lazy.rest();
      await COMPLETE(library);
    });
    expect(count).toEqual({ open: 1, opened: 1 });
  });

  it("that can't be opened is not ready, and is tried again with the next use", async () => {
    const { open } = opener();
    const tries = [() => Promise.reject(damaged("here", "none")), open];
    const lazy = lazyLibrary(() => tries.shift()?.() ?? open());
    await expect(lazy.use(COMPLETE)).rejects.toBeInstanceOf(NotReady);
    await expect(lazy.use(COMPLETE)).resolves.toHaveLength(1);
  });
});

describe("several collections", () => {
  const collectionsWith = (most: number, idleMs: number, names: readonly string[]) => {
    const { count, open } = opener();
    const options = names.map((name) => ({
      id: CollectionId.parse(name),
      audience: EVERYONE,
      isPrivate: false,
      hasPages: false,
      operators: [],
      community: NO_COMMUNITY,
      sourceName: "memory",
      faults: () => [],
      open,
      build: () => Promise.reject(new Error("no build")),
    }));
    return { count, collections: openCollections(options, { limits: { most, idleMs } }) };
  };

  it("are open only while in use, but for the most that may be idle (property)", async () => {
    const names = ["a", "b", "c", "d"];
    const turns = fc.array(fc.array(fc.constantFrom(...names), { maxLength: 3 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(turns, fc.integer({ min: 1, max: 3 }), async (all, most) => {
        const { count, collections } = collectionsWith(most, 60_000, names);
        for (const turn of all) {
          await Promise.all(turn.map(async (name) => (await collections.get(name))?.use(COMPLETE)));
          await vi.waitFor(() => expect(count.open).toBeLessThanOrEqual(most));
        }
        await collections.close();
        expect(count.open).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("close after some time without a use, and stay open while one is held", async () => {
    vi.useFakeTimers();
    try {
      const { count, collections } = collectionsWith(9, 10_000, ["a", "b"]);
      const [a, b] = await collections.list();
      if (!a || !b) throw new Error("two collections");
      const release = await hold(a);
      await b.use(COMPLETE);
      expect(count.open).toBe(2);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(count.open).toBe(1);
      release();
      await vi.advanceTimersByTimeAsync(20_000);
      expect(count.open).toBe(0);
      await collections.close();
    } finally {
      vi.useRealTimers();
    }
  });
});
