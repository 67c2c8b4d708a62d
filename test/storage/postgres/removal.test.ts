import { describe, expect, it } from "vitest";
import { purge } from "../../../src/build/removal.ts";
import { openFolder } from "../../../src/sources/folder.ts";
import { recipeFor } from "../../../src/storage/recipe.ts";
import type { Store } from "../../../src/storage/store.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { freshCollection, sharedDatabase } from "../../support/postgres.ts";
import { postgresStore } from "../../support/postgres-store.ts";
import { folderWith, writeFiles } from "../../support/temporary.ts";

const embedder = fakeEmbedder();
const SECRET = "# Harbour\n\n## Zanzibar\n\nThe quicksilver lighthouse opens at six.\n";
const OPEN = "# Tower\n\nThe tower has ninety steps.\n";

/** Builds a collection of a document, then of another in its place. */
async function replaced(options: { readonly collection: string; readonly mostCommon?: number }) {
  const store = await postgresStore(options);
  const seedsDir = await folderWith({ "a.md": SECRET, "t.md": OPEN });
  const place = { source: openFolder(seedsDir), store, embedder };
  const first = await buildAt(place);
  await writeFiles(seedsDir, { "a.md": OPEN });
  const second = await buildAt(place);
  return { store, first: first.generation, second: second.generation };
}

/** Returns all that the tables have of a collection, as text; tables of large generations too. */
async function dump(collection: string): Promise<string> {
  const database = await sharedDatabase();
  const tables = await database.query<{ name: string }>(
    {
      name: "test tables",
      text: `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
        where column_name = 'collection' and table_schema in ('public', 'footnote_large')`,
    },
    [],
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const text = `select one::text as row from ${name} one where collection = $1`;
    const found = await database.query<{ row: string }>({ name: `test dump ${name}`, text }, [
      collection,
    ]);
    rows.push(...found.flatMap(({ row }) => [row, bytesIn(row)]));
  }
  return rows.join("\n");
}

/** Returns the bytes of a row's columns as text. */
const bytesIn = (row: string): string =>
  [...row.matchAll(/\\x([0-9a-f]+)/g)]
    .map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1"))
    .join("\n");

const whileLocked = async <Result>(store: Store, work: () => Promise<Result>): Promise<Result> => {
  const release = await store.lock();
  try {
    return await work();
  } finally {
    release();
  }
};

describe("a purge", () => {
  it.each([{}, { mostCommon: 0 }])("leaves no text of other generations (%j)", async (options) => {
    const collection = freshCollection();
    const { store, second } = await replaced({ collection, ...options });
    const before = await dump(collection);
    for (const trace of ["quicksilver", "Zanzibar", "zanzibar"]) expect(before).toContain(trace);
    await whileLocked(store, () => purge(store, second));
    const after = await dump(collection);
    expect(after).not.toMatch(/quicksilver|zanzibar/i);
    expect(after).toContain("ninety");
  });

  it("removes the generations of other versions, which are left otherwise", async () => {
    const collection = freshCollection();
    const { store, first, second } = await replaced({ collection });
    const newer = await postgresStore({ collection, edition: "newer" });
    expect(await newer.active()).toBeUndefined();
    expect(await newer.list()).toEqual([]);
    expect(await whileLocked(newer, () => newer.prune([]))).toEqual([]);
    expect(await store.list()).toEqual([second, first]);
    expect(await store.active()).toBe(second);
    const held = await store.open(second);
    expect(await whileLocked(newer, () => newer.prune([], "all"))).toEqual([second]);
    await held.close();
    expect(await whileLocked(newer, () => newer.prune([], "all"))).toEqual([]);
    expect(await store.active()).toBeUndefined();
    expect(await dump(collection)).not.toContain("ninety");
  });
});

describe("the removal of old generations", () => {
  it("takes those of other versions after 30 days", async () => {
    const collection = freshCollection();
    const { store, first } = await replaced({ collection });
    const newer = await postgresStore({ collection, edition: "newer" });
    const text = `update generation set created = now() - interval '31 days' where collection = $1 and id <> $2`;
    await (await sharedDatabase()).query({ name: "test age", text }, [collection, first]);
    await whileLocked(newer, () => newer.prune([]));
    expect(await store.list()).toEqual([first]);
    expect(await store.active()).toBeUndefined();
  });
});

describe("the remains of a killed build", () => {
  it.each([{}, { mostCommon: 0 }])("are removed by the next one (%j)", async (options) => {
    const collection = freshCollection();
    const { store } = await replaced({ collection });
    const before = await dump(collection);
    const other = await postgresStore({ collection, ...options });
    const release = await other.lock();
    const counts = { documents: 1, passages: 1, sentences: 1 };
    await other.stage(recipeFor([], embedder), counts);
    release();
    expect(await dump(collection)).not.toBe(before);
    (await store.lock())();
    expect(await dump(collection)).toBe(before);
  });

  it("cannot be written without the lock", async () => {
    const store = await postgresStore();
    const counts = { documents: 1, passages: 1, sentences: 1 };
    await expect(store.stage(recipeFor([], embedder), counts)).rejects.toThrow(/without its lock/);
  });
});
