import { describe, expect, it } from "vitest";
import { openFolder } from "../../../src/sources/folder.ts";
import { UnusableIndex, type Store } from "../../../src/storage/store.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { freshCollection, sharedDatabase } from "../../support/postgres.ts";
import { postgresStore } from "../../support/postgres-store.ts";
import { folderWith } from "../../support/temporary.ts";

const FILES = {
  "a.md":
    "# Harbour\n\n## Hours\n\nThe harbour opens at six.\n\n## Ships\n\nShips wait for the pilot.\n",
  "t.md": "# Tower\n\nThe tower has ninety steps.\n",
};

async function built() {
  const collection = freshCollection();
  const store = await postgresStore({ collection });
  const place = {
    source: openFolder(await folderWith(FILES)),
    store,
    embedder: fakeEmbedder(),
  };
  const { generation: id } = await buildAt(place);
  return { collection, store, place, id };
}

const change = async (collection: string, text: string): Promise<void> => {
  await (await sharedDatabase()).query({ name: `test ${text}`.slice(0, 60), text }, [collection]);
};

async function faultsIn(store: Store, id: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for await (const fault of store.verify(id)) faults.push(fault);
  return faults;
}

describe("the verification of a generation", () => {
  it.each([
    [
      "update passage set label = 'other' where collection = $1 and row = 1",
      /passage \w+: an altered row/,
    ],
    [
      "update passage set embedding = embedding + embedding where collection = $1 and row = 0",
      /passage \w+: an altered row/,
    ],
    [
      "update passage set tokens = tokens || '\\x00' where collection = $1 and row = 0",
      /passage \w+: an altered row/,
    ],
    ["delete from passage where collection = $1 and row = 2", /passages: others/],
    [
      "update document set passages = 7 where collection = $1 and position = 0",
      /documents: others/,
    ],
    ["update blob set bytes = 'text' where collection = $1", /document a\.md: another text/],
    [
      "update posting set passages = '\\x' where collection = $1 and number = 3",
      /postings: others/,
    ],
    ["delete from word where collection = $1", /words: others/],
    ["update generation set ids = 'a' where collection = $1", /generation \w+: an altered row/],
    [
      "update generation set summary = '{}' where collection = $1",
      /generation \w+: an altered row/,
    ],
  ])("finds: %s", async (damage, fault) => {
    const { collection, store, id } = await built();
    await change(collection, damage);
    expect((await faultsIn(store, id)).join("\n")).toMatch(fault);
  });

  it("names a generation that there is not", async () => {
    const store = await postgresStore();
    expect(await faultsIn(store, "0".repeat(32))).toEqual([`no generation ${"0".repeat(32)}`]);
  });
});

describe("a generation whose description is damaged", () => {
  const DAMAGE = "update generation set lengths = '\\x' where collection = $1";

  it("cannot be opened, but its passages are given back", async () => {
    const { collection, store, id } = await built();
    await change(collection, DAMAGE);
    await expect(store.open(id)).rejects.toBeInstanceOf(UnusableIndex);
    await expect(store.describe(id)).rejects.toBeInstanceOf(UnusableIndex);
    expect((await store.salvage(id)).map(({ path }) => path)).toEqual(["a.md", "a.md", "t.md"]);
    await change(collection, "update passage set line = '{}' where collection = $1 and row = 1");
    expect(await store.salvage(id)).toEqual([]);
  });

  it("is replaced by the next build, under the same ID, and stays active", async () => {
    const { collection, store, place, id } = await built();
    await store.examples.write(id, { kept: [], refused: [], proof: "p" });
    const stamp = await store.stamp();
    await change(collection, DAMAGE);
    expect(await buildAt(place)).toMatchObject({ generation: id });
    expect(await faultsIn(store, id)).toEqual([]);
    expect(await store.active()).toBe(id);
    expect(await store.list()).toEqual([id]);
    expect(await store.stamp()).not.toBe(stamp);
    await (await store.open(id)).close();
  });
});
