/** @module The contracts of records and pins, on files and in databases. */

import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import { CollectionId } from "../../src/collection/collections.ts";
import { MOST_PINS, PinRefused } from "../../src/collection/pins.ts";
import { openFeedbackRecords } from "../../src/feedback/open.ts";
import type { Database } from "../../src/storage/postgres/database.ts";
import { linesOf } from "../../src/storage/postgres/lines.ts";
import { describePins, pinOf } from "../contract/pins.ts";
import { describeRecords } from "../contract/records.ts";
import { freshCollection, sharedDatabase } from "../support/postgres.ts";
import { sharedRealDatabase } from "../support/real-postgres.ts";
import { temporaryFolder } from "../support/temporary.ts";

const STRANGE = { kind: "moods", record: '{"kind":"moods"}' };
const freshId = (): CollectionId => CollectionId.parse(freshCollection());

describeRecords("files", async () => {
  const dir = join(await temporaryFolder(), "feedback");
  return {
    collections: [freshId(), freshId()],
    open: () => openFeedbackRecords({ dir }),
    damage: () => appendFile(join(dir, "feedback.jsonl"), `${STRANGE.record}\n`),
  };
});

const sceneIn = (database: Database) => {
  const collections: [CollectionId, CollectionId] = [freshId(), freshId()];
  return {
    collections,
    open: () => openFeedbackRecords({ database, collections: async () => collections }),
    async damage(collection: CollectionId, day: string) {
      await linesOf(database, collection).add([{ ...STRANGE, day }]);
    },
  };
};

describe.each([
  ["PGlite", () => sharedDatabase],
  ["a real server", sharedRealDatabase],
] as const)("in %s", (kind, databaseOf) => {
  const openDatabase = databaseOf();
  const sceneOf = async (context: TestContext) => sceneIn(await openDatabase(context));

  describeRecords(kind, sceneOf);

  describePins(kind, async (pins, context) => {
    const { open, collections } = await sceneOf(context);
    const store = (await open()).pins(collections[0]);
    await store.replace(pins);
    return store;
  });

  it("lets several processes add pins up to the most", async (context) => {
    const { open, collections } = await sceneOf(context);
    const openPins = async () => (await open()).pins(collections[0]);
    const store = await openPins();
    await store.replace(Array.from({ length: MOST_PINS - 2 }, (_, at) => pinOf(at)));
    const adding = Array.from({ length: 6 }, async (_, at) =>
      (await openPins()).add(pinOf(1000 + at)),
    );
    const refused = (await Promise.allSettled(adding)).flatMap((one) =>
      one.status === "rejected" ? [one.reason] : [],
    );
    expect(refused).toHaveLength(4);
    expect(refused.every((reason) => reason instanceof PinRefused)).toBe(true);
    expect(await store.list()).toHaveLength(MOST_PINS);
  });
});
