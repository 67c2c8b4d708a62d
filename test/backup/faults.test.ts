/** @module A restore in which a call of the disk fails: the index that is active then is a whole one. */

import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, inject, it } from "vitest";
import { openBackup } from "../../src/backup/backup.ts";
import { createBackup } from "../../src/backup/create.ts";
import { DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { restoreBackup } from "../../src/backup/restore.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { generationsDir } from "../../src/storage/files/layout.ts";
import { buildAt, copiesOf, HARBOUR, ORCHARD, type Place, placeWith } from "../support/library.ts";
import { watchDisk } from "../torture/disk.ts";

const feedbackDir = ({ indexDir }: Place): string => join(dirname(indexDir), "feedback");

const built = (files: Record<string, string>) => async () => {
  const place = await placeWith(files);
  return { ...place, generation: (await buildAt(place)).generation };
};
const harbour = copiesOf(built({ "a.md": HARBOUR }));
const orchard = copiesOf(built({ "a.md": ORCHARD }));

/** Restores while the nth call of the disk fails; returns how it ends, and whether there was such a call. */
async function restoreFailing(place: Place, file: string, nth: number) {
  let calls = 0;
  const backup = await openBackup(file);
  await watchDisk(async () => {
    calls += 1;
    if (calls === nth) throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
  });
  try {
    await restoreBackup(backup, {
      id: DEFAULT_COLLECTION,
      ...place,
      file,
      feedbackDir: feedbackDir(place),
      keepsFeedback: false,
    });
    return { isDone: true, isHit: calls >= nth };
  } catch {
    return { isDone: false, isHit: true };
  } finally {
    await watchDisk(undefined);
    backup.close();
  }
}

it(
  "leaves the old index or the new one, sound, whichever call fails, and can be run again",
  { timeout: 600_000 },
  async () => {
    const from = await orchard();
    const { indexDir } = from;
    const settings = {};
    const file = join(dirname(indexDir), "b.zip");
    await createBackup({
      file,
      collection: "default",
      indexDir,
      feedbackDir: feedbackDir(from),
      settings,
      isForced: false,
    });
    const stride = inject("isLong") ? 1 : 16;
    let [nth, failures] = [1, 0];
    for (let isHit = true; isHit; nth += stride) {
      const place = await harbour();
      const ended = await restoreFailing(place, file, nth);
      ({ isHit } = ended);
      if (!ended.isDone) failures += 1;
      const active = await place.store.active();
      expect(ended.isDone ? [from.generation] : [place.generation, from.generation]).toContain(
        active,
      );
      expect((await verifyIndex(place.store, place.source, place.embedder)).faults).toEqual([]);
      expect(await restoreFailing(place, file, Infinity)).toMatchObject({ isDone: true });
      expect(await place.store.active()).toBe(from.generation);
      const left = await readdir(generationsDir(place.indexDir));
      expect(left.filter((name) => name.startsWith("."))).toEqual([]);
    }
    expect(failures).toBeGreaterThan(80 / stride);
  },
);
