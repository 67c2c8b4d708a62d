/** @module Collections that are moved into a database, and back into files. */

import { describe, expect, it } from "vitest";
import { CollectionId } from "../../src/collection/collections.ts";
import { openDatabaseRecords } from "../../src/feedback/database-records.ts";
import type { Store } from "../../src/storage/store.ts";
import { contentsOf } from "../support/archives.ts";
import { buildAt } from "../support/building.ts";
import {
  answersOf,
  bytesIn,
  emptyCollection,
  exported,
  filledCollection,
  imported,
  type Movable,
} from "../support/collections.ts";
import { freshCollection, sharedDatabase } from "../support/postgres.ts";
import { postgresStore, realStores } from "../support/postgres-store.ts";
import { hasServer } from "../support/real-postgres.ts";

/** Moves a collection in files, of which an earlier index is active again, to another place and back. */
async function expectMoved(to: Pick<Movable, "id" | "store" | "records">): Promise<void> {
  const place = await filledCollection("files");
  await buildAt(place, { rollback: true });
  const first = await exported(place);
  const there = { ...(await emptyCollection("memory", place.files)), ...to };
  expect(await imported(there, first)).toMatchObject({ faults: [] });
  const second = await exported(there);
  for (const [name, content] of await contentsOf(first, "export"))
    if (name.includes("/") || name.startsWith("history"))
      expect((await contentsOf(second, "export")).get(name)?.equals(content), name).toBe(true);
  const back = await emptyCollection("files", place.files);
  await imported(back, second);
  expect((await bytesIn(await exported(back))).equals(await bytesIn(first))).toBe(true);
  expect(await back.store.active()).toBe(await place.store.active());
  expect((await answersOf(there)).map(passagesOf)).toEqual(
    (await answersOf(place)).map(passagesOf),
  );
}

const passagesOf = ({ outcome, answers }: Awaited<ReturnType<typeof answersOf>>[number]) => ({
  outcome,
  ids: answers.map(({ citation }) => citation.id),
});

describe("a collection that is moved into a database and back", () => {
  it("is the same archive, with its feedback and pins", async () => {
    const id = CollectionId.parse(freshCollection());
    const database = await sharedDatabase();
    const records = openDatabaseRecords({ database, collections: async () => [id] });
    await expectMoved({ id, store: await postgresStore({ collection: id }), records });
  });
});

describe.runIf(hasServer())("on a real server", () => {
  const open = realStores();
  it.each<[string, () => Store]>([
    ["in the common table", () => open()],
    ["in a table of its own", () => open({ mostCommon: 0 })],
  ])("is the same archive: %s", async (_, store) => {
    const { id, records } = await emptyCollection("memory");
    await expectMoved({ id, records, store: store() });
  });
});
