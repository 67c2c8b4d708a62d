/** @module The contract of stores: staging, activation, history and removal, alike for every kind. */

import { describe, expect, it } from "vitest";
import { openFolder } from "../../src/sources/folder.ts";
import { contentOf } from "../../src/search/snapshot.ts";
import { recipeFor } from "../../src/storage/recipe.ts";
import {
  type Activation,
  type HistoryEvent,
  type NewActivation,
  type Store,
  UnusableIndex,
} from "../../src/storage/store.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { faultOf } from "../support/fault.ts";
import { folderWith, writeFiles } from "../support/temporary.ts";

const HARBOUR =
  "# The harbour\n\n## Hours\n\nThe harbour opens at six.\n\n## Ships\n\nShips wait for the pilot.\n";
const TOWER = "# The tower\n\nThe tower has ninety steps.\n";
const NOTHING_GONE: NewActivation = { event: "built", gone: [] };
const GONE = {
  id: "aaaaaaaaaaaa",
  path: "a.md",
  headings: ["Hours"],
  fate: "changed",
  successor: "bbbbbbbbbbbb",
} as const;

const embedder = fakeEmbedder();

/** Stages a generation of some documents, and closes it. */
async function sealed(
  store: Store,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly id: string; readonly seedsDir: string }> {
  const seedsDir = await folderWith(files);
  const { generation: id } = await buildAt(
    { source: openFolder(seedsDir), store, embedder },
    { force: true },
  );
  return { id, seedsDir };
}

/** Runs a change while the store is locked, as only the holder of its lock changes it. */
async function change<Result>(store: Store, work: () => Promise<Result>): Promise<Result> {
  const release = await store.lock();
  try {
    return await work();
  } finally {
    release();
  }
}

const activate = (store: Store, id: string, activation: NewActivation): Promise<Activation> =>
  change(store, () => store.activate(id, activation));
const prune = (store: Store, keep: readonly string[]): Promise<readonly string[]> =>
  change(store, () => store.prune(keep));

/** Describes a kind of store; `make` gives an empty one. */
export function describeStore(kind: string, make: () => Promise<Store>): void {
  describe(`a store of the kind: ${kind}`, () => {
    it("has nothing at first", async () => {
      const store = await make();
      expect(await store.active()).toBeUndefined();
      expect(await store.list()).toEqual([]);
      expect(await store.history.activations()).toEqual([]);
      expect(await store.isLocked()).toBeUndefined();
      const missing = store.describe("0".repeat(32)).catch((error: unknown) => error);
      expect(await missing).toBeInstanceOf(UnusableIndex);
      await expect(store.open("0".repeat(32))).rejects.toBeInstanceOf(UnusableIndex);
    });

    it("has one lock, which goes with its holder", async () => {
      const store = await make();
      const release = await store.lock();
      expect(await store.isLocked()).toBe(true);
      expect(await faultOf(() => store.lock())).toMatch(/another one running/);
      release();
      expect(await store.isLocked()).toBe(false);
      (await store.lock())();
    });

    it("gives back what was staged, and describes what it was made of", async () => {
      const store = await make();
      const { id } = await sealed(store, { "a.md": HARBOUR, "b.md": HARBOUR, "t.md": TOWER });
      const snapshot = await store.open(id, "copy");
      const { documents, passages } = await contentOf(snapshot);
      expect(snapshot.counts).toEqual({ documents: 3, passages: 5, sentences: 5 });
      expect(documents.map(({ path }) => path)).toEqual(["a.md", "b.md", "t.md"]);
      expect(passages.map(({ path }) => path).join()).toBe("a.md,a.md,b.md,b.md,t.md");
      const marks = documents.map(({ path, sha256 }) => ({ path, sha256 }));
      expect(await store.describe(id)).toEqual(recipeFor(marks, embedder));
      expect(await store.salvage(id)).toEqual(passages);
      // The two documents of one text share the tokens of their passages.
      const tokens = await snapshot.tokens(passages.map((passage) => passage.id));
      expect(tokens[2]?.ids).toEqual(tokens[0]?.ids);
      expect(tokens[2]?.ids.length).toBeGreaterThan(0);
      expect(tokens[4]?.ids).not.toEqual(tokens[0]?.ids);
      await snapshot.close();
    });

    it("gives equal contents one ID, and does not keep them twice", async () => {
      const store = await make();
      const { id, seedsDir } = await sealed(store, { "a.md": HARBOUR });
      const again = await buildAt(
        { source: openFolder(seedsDir), store, embedder },
        { full: true },
      );
      expect(again).toMatchObject({ generation: id, reused: 0 });
      expect(await store.list()).toEqual([id]);
    });

    it("keeps nothing of what was not sealed", async () => {
      const store = await make();
      const release = await store.lock();
      const counts = { documents: 1, passages: 1, sentences: 1 };
      const stage = await store.stage(recipeFor([], embedder), counts);
      await stage.abort();
      release();
      expect(await store.list()).toEqual([]);
    });

    it("makes one generation active, records it, and changes its stamp", async () => {
      const store = await make();
      const before = await store.stamp();
      const { id } = await sealed(store, { "a.md": HARBOUR });
      expect(await store.active()).toBe(id);
      const stamp = await store.stamp();
      expect(stamp).not.toBe(before);
      expect(await store.stamp()).toBe(stamp);
      expect(await store.history.activations()).toMatchObject([{ event: "built", generation: id }]);
      const again = await activate(store, id, { event: "rolled-back", from: "f", gone: [] });
      expect(again).toMatchObject({ event: "rolled-back", generation: id, from: "f" });
      expect(await store.history.activationOf(id)).toEqual(again);
      expect((await store.history.activations()).map(({ event }) => event)).toEqual([
        "rolled-back",
        "built",
      ]);
    });

    it("knows what became of passages, and forgets their headings", async () => {
      const store = await make();
      const { id } = await sealed(store, { "a.md": HARBOUR });
      await activate(store, id, { event: "built", gone: [{ ...GONE, fate: "removed" }] });
      await activate(store, id, { event: "built", gone: [GONE] });
      expect(await store.history.fateOf(GONE.id)).toMatchObject(GONE);
      expect(await store.history.fateOf("cccccccccccc")).toBeUndefined();
      expect(await store.history.fateOf(`${GONE.id}\0`)).toBeUndefined();
      await store.history.forgetHeadings();
      expect(await store.history.fateOf(GONE.id)).toMatchObject({ ...GONE, headings: [] });
      expect(await store.history.activations()).toHaveLength(3);
    });

    it("lists its events, and adds those of another history that it lacks, by their times", async () => {
      const store = await make();
      const { id } = await sealed(store, { "a.md": HARBOUR });
      await activate(store, id, { event: "rolled-back", from: "f", gone: [GONE] });
      const own = await store.history.events();
      expect(own).toMatchObject([
        { event: "built", generation: id },
        { event: "gone", ...GONE },
        { event: "rolled-back", generation: id, from: "f" },
      ]);
      const [early, late] = ["2001-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"];
      const earlier: HistoryEvent[] = [
        { event: "gone", ...GONE, at: early },
        { event: "built", generation: "e", at: early },
      ];
      const later: HistoryEvent = { event: "rolled-back", generation: "l", from: "e", at: late };
      const forgotten = own.map((event) => ({ ...event, headings: ["other"] }));
      for (const others of [
        [...earlier, later],
        [...earlier, ...forgotten, later],
      ]) {
        await store.history.merge(others);
        expect(await store.history.events()).toEqual([...earlier, ...own, later]);
      }
      expect(await store.history.activationOf("l")).toEqual(later);
      expect(await store.active()).toBe(id);
    });

    it("removes all but what is to stay and what is open", async () => {
      const store = await make();
      const { id: first, seedsDir } = await sealed(store, { "a.md": HARBOUR });
      await writeFiles(seedsDir, { "t.md": TOWER });
      const { generation: second } = await buildAt({
        source: openFolder(seedsDir),
        store,
        embedder,
      });
      expect(await store.list()).toEqual([second, first]);
      const held = await store.open(first);
      expect(await prune(store, [second])).toEqual([first]);
      expect(await store.list()).toEqual([second, first]);
      await (await store.open(first)).close();
      expect((await contentOf(held)).documents).toHaveLength(1);
      await held.close();
      expect(await prune(store, [second])).toEqual([]);
      expect(await store.list()).toEqual([second]);
      await expect(store.open(first)).rejects.toBeInstanceOf(UnusableIndex);
      expect(await store.salvage(first)).toEqual([]);
    });

    it("finds no fault with what is sound", async () => {
      const store = await make();
      const { id } = await sealed(store, { "a.md": HARBOUR });
      const faults: string[] = [];
      for await (const fault of store.verify(id)) faults.push(fault);
      expect(faults).toEqual([]);
    });

    it("keeps the examples of each generation", async () => {
      const store = await make();
      const { id } = await sealed(store, { "a.md": HARBOUR });
      const examples = { kept: ["What of ships?"], refused: [], proof: "p" };
      await store.examples.write(id, examples);
      expect(await store.examples.read(id)).toEqual(examples);
      expect(await store.examples.read("0".repeat(32))).toBeUndefined();
      const snapshot = await store.open(id);
      expect(await snapshot.examples()).toEqual(["What of ships?"]);
      await snapshot.close();
      await activate(store, id, NOTHING_GONE);
    });
  });
}
