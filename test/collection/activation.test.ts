import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createLog } from "../../src/base/log.ts";
import { keepHealthy } from "../../src/collection/heal.ts";
import { openLibrary } from "../../src/collection/library.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { damaged, type Store } from "../../src/storage/store.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { HARBOUR, TOWER } from "../support/library.ts";
import { folderWith, writeFiles } from "../support/temporary.ts";

/** A library on a store in memory, and a second generation that another process activates. */
async function served(change: (store: Store) => Store = (store) => store) {
  const seedsDir = await folderWith({ "a.md": HARBOUR });
  const place = {
    source: openFolder(seedsDir),
    store: change(openMemoryStore()),
    embedder: fakeEmbedder(),
  };
  await buildAt(place);
  const library = await openLibrary({ ...place, build: (request) => buildAt(place, request) });
  onTestFinished(() => library.close());
  const activate = async () => {
    await writeFiles(seedsDir, { "t.md": TOWER });
    return (await buildAt(place)).generation;
  };
  return { ...place, library, activate };
}

describe("an activation by another process", () => {
  it("is followed as soon as the store reports it", async () => {
    const listeners = new Set<() => void>();
    const { library, store, activate } = await served((own) => ({
      ...own,
      onActivate(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    }));
    // Without its timer, nothing but the report leads to a check.
    const timer = vi.spyOn(globalThis, "setInterval").mockReturnValueOnce(0 as never);
    const stop = keepHealthy({ library, store, log: createLog("silent") });
    timer.mockRestore();
    const next = await activate();
    for (const listener of listeners) listener();
    await vi.waitFor(() => expect(library.generation()).toBe(next));
    stop();
    expect(listeners.size).toBe(0);
  });

  it("answers a question whose generation is gone meanwhile", async () => {
    let gone = "";
    const { library, activate } = await served((own) => ({
      ...own,
      async open(id) {
        const snapshot = await own.open(id);
        return {
          ...snapshot,
          async nearest(vector, k) {
            if (id === gone) throw damaged("memory", "a generation that is gone");
            return snapshot.nearest(vector, k);
          },
        };
      },
    }));
    gone = library.generation();
    const ask = () => library.ask("How many steps has the tower?", { top: 3, always: true });
    await expect(ask()).rejects.toThrow(/a generation that is gone/);
    const next = await activate();
    expect((await ask()).answers.map(({ citation }) => citation.path)).toContain("t.md");
    expect(library.generation()).toBe(next);
  });
});
