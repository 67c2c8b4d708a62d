/** @module Collections that are moved between stores: the same content, generations and answers, and nothing lost on the way. */

import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportCollection } from "../../src/backup/moving/export.ts";
import { leftBehind } from "../../src/build/rollback.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { CollectionId, DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import type { FeedbackRecord } from "../../src/feedback/records.ts";
import { generationDir } from "../../src/storage/files/layout.ts";
import type { Store } from "../../src/storage/store.ts";
import { pinOf } from "../contract/pins.ts";
import { buildAt } from "../support/building.ts";
import {
  answersOf,
  bytesIn,
  emptyCollection,
  exported,
  filledCollection,
  imported,
  KINDS,
  type Movable,
  question,
  setFiles,
} from "../support/collections.ts";
import { faultOf } from "../support/fault.ts";
import { HARBOUR, ORCHARD, TOWER } from "../support/library.ts";
import { runs } from "../support/runs.ts";

const GERMAN =
  "# Der Hafen\n\nDer Hafen öffnet um sechs Uhr, und der Wärter schließt ihn bei Einbruch der Nacht.\n";
const shown = (times: Record<string, number>): FeedbackRecord => ({
  kind: "shown",
  day: "2026-11-02",
  collection: DEFAULT_COLLECTION,
  times,
});

const CLUB = CollectionId.parse("club");
const pinsOf = ({ records, id }: Movable) => records.pins(id);
const recordsOf = async ({ records, id }: Movable) => (await records.read(id)).entries;

/** Returns the active generation and all others, whatever the times of their files. */
const generationsOf = async ({ store }: Movable) => ({
  active: await store.active(),
  all: (await store.list()).toSorted(),
});

describe("a collection that is moved from store to store", () => {
  // The last text differs from another, but not its tokens.
  const texts = fc.constantFrom(HARBOUR, ORCHARD, TOWER, GERMAN, TOWER.toUpperCase());
  const documents = fc.dictionary(fc.constantFrom("a.md", "b.md", "c/d.md"), texts, { minKeys: 1 });
  const records = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom("2026-11-01", "2026-11-28"), fc.string({ unit: "grapheme" })),
      fc.constantFrom({ bcdebcdebcde: 1, abcdabcdabcd: 2 }, { abcdabcdabcd: 1 }),
    ),
    { maxLength: 4 },
  );

  it("is the same archive to the byte, the same generations and the same answers", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.constantFrom(...KINDS),
        fc.array(documents, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        records,
        fc.nat(3),
        async (kind, other, builds, isRolledBack, feedback, pins) => {
          const place = await emptyCollection(kind);
          for (const files of builds) {
            setFiles(place, files);
            await buildAt(place, { force: true });
          }
          if (isRolledBack && (await place.store.list()).length > 1)
            await buildAt(place, { rollback: true, force: true });
          const own = feedback.map((one) =>
            Array.isArray(one) ? question(place.id, one[0], one[1]) : shown(one),
          );
          await place.records.replace(place.id, own);
          for (let at = 0; at < pins; at += 1) await pinsOf(place).add(pinOf(at));

          const first = await exported(place);
          const there = await emptyCollection(other, place.files);
          expect(await imported(there, first)).toMatchObject({ faults: [] });
          const second = await exported(there);
          const back = await emptyCollection(kind, place.files);
          await imported(back, second);

          const bytes = await bytesIn(first);
          expect((await bytesIn(second)).equals(bytes)).toBe(true);
          expect((await bytesIn(await exported(back))).equals(bytes)).toBe(true);
          expect(await generationsOf(back)).toEqual(await generationsOf(place));
          expect(await leftBehind(back.store)).toBe(await leftBehind(place.store));
          expect(await pinsOf(back).list()).toEqual(await pinsOf(place).list());
          expect(await recordsOf(back)).toEqual(own);
          const expected = await answersOf(place);
          expect(await answersOf(there)).toEqual(expected);
          expect(await answersOf(back)).toEqual(expected);
        },
      ),
      { numRuns: runs(40) },
    );
  });
});

describe("an import over another collection", () => {
  it.each(KINDS)("keeps that one as the previous generation: %s", async (kind) => {
    const file = await exported(await filledCollection("memory"));
    const target = await emptyCollection(kind);
    setFiles(target, { "a.md": ORCHARD });
    const { generation: before } = await buildAt(target);
    const snapshot = await target.store.open(before, "copy");
    const [gone] = await snapshot.passagesOf("a.md");
    await snapshot.close();
    const { generation, previous } = await imported(target, file);
    expect(previous).toBe(before);
    expect(new Set(await target.store.list())).toEqual(new Set([before, generation]));
    expect(await target.store.history.fateOf(gone?.id ?? "")).toMatchObject({ fate: "changed" });
    expect(await buildAt(target, { rollback: true })).toMatchObject({ generation: before });
  });

  it("adds nothing to an export where the same was imported before", async () => {
    const file = await exported(await filledCollection("files"));
    const target = await emptyCollection("files");
    await imported(target, file);
    await imported(target, file);
    expect((await bytesIn(await exported(target))).equals(await bytesIn(file))).toBe(true);
    expect(await target.store.list()).toHaveLength(2);
  });

  it("repairs one that is damaged", async () => {
    const place = await filledCollection("files");
    const file = await exported(place);
    const active = (await place.store.active()) ?? "";
    const index = join(place.folder, "index");
    await writeFile(join(generationDir(index, active), "terms.bin"), "no terms");
    await imported(place, file);
    expect((await verifyIndex(place.store, place.source, place.embedder)).faults).toEqual([]);
    await writeFile(join(index, "current"), "none");
    await imported(place, file);
    expect(await place.store.active()).toBe(active);
  });

  it("leaves feedback and pins where that is asked for, and those of other collections always", async () => {
    const file = await exported(await filledCollection("memory"));
    const target = await emptyCollection("files");
    const note = question(CLUB, "2026-11-21", "Who rows?");
    await target.records.replace(CLUB, [note]);
    await imported(target, file, { keepsFeedback: true });
    expect(await recordsOf(target)).toEqual([]);
    expect(await pinsOf(target).list()).toEqual([]);
    await imported(target, file);
    expect(await recordsOf(target)).toHaveLength(1);
    expect(await pinsOf(target).list()).toEqual([pinOf(9)]);
    expect(await recordsOf({ ...target, id: CLUB })).toEqual([note]);
  });

  it("gives feedback and pins to the collection that it is imported into", async () => {
    const target = { ...(await emptyCollection("files")), id: CLUB };
    await imported(target, await exported(await filledCollection("memory")));
    expect(await recordsOf(target)).toEqual([question(CLUB, "2026-11-20", "Where is the bell?")]);
    expect(await pinsOf(target).list()).toEqual([pinOf(9)]);
    expect(await recordsOf({ ...target, id: DEFAULT_COLLECTION })).toEqual([]);
  });
});

describe("an export", () => {
  it("holds one state, whatever is recorded of an activation that was never made", async () => {
    const place = await filledCollection("memory");
    const bytes = await bytesIn(await exported(place));
    const { history } = place.store;
    await history.merge([
      { event: "built", generation: "f".repeat(32), at: "2999-01-01T00:00:00Z" },
    ]);
    expect((await bytesIn(await exported(place))).equals(bytes)).toBe(true);
  });

  it("holds the next generation where the first is removed before it is opened", async () => {
    const place = await filledCollection("memory");
    const expected = await bytesIn(await exported(place));
    const { store } = place;
    const removed = "f".repeat(32);
    let active = removed;
    const racing: Store = {
      ...store,
      active: async () => active,
      async describe(id) {
        active = (await store.active()) ?? "";
        return store.describe(id);
      },
    };
    expect((await bytesIn(await exported({ ...place, store: racing }))).equals(expected)).toBe(
      true,
    );
  });

  it("keeps a second activation that followed another generation", async () => {
    const place = await filledCollection("memory");
    const [latest] = await place.store.history.activations();
    if (!latest) throw new Error("no activation");
    const again = { ...latest, from: "e".repeat(32), at: "2999-01-01T00:00:00Z" };
    await place.store.history.merge([again]);
    const target = await emptyCollection("memory");
    await imported(target, await exported(place));
    expect(await target.store.history.events()).toContainEqual(
      expect.objectContaining({ from: again.from, at: again.at }),
    );
  });

  it("holds a generation while a build activates others and removes the old ones", async () => {
    const place = await emptyCollection("files");
    setFiles(place, { "a.md": HARBOUR });
    await buildAt(place);
    let isDone = false;
    const building = (async () => {
      for (let round = 0; round < runs(16); round += 1) {
        setFiles(place, { "a.md": `${HARBOUR}\nRound ${round} is over.\n` });
        await buildAt(place, { purge: round % 2 === 0 });
      }
    })().finally(() => (isDone = true));
    let taken = 0;
    for (; !isDone || taken === 0; taken += 1) {
      const target = await emptyCollection("memory");
      expect(await imported(target, await exported(place))).toMatchObject({ faults: [] });
    }
    await building;
    expect(taken).toBeGreaterThan(0);
  });

  it("leaves out a previous generation that is damaged, and refuses an active one", async () => {
    const place = await filledCollection("files");
    const [active = "", first = ""] = await place.store.list();
    const index = join(place.folder, "index");
    await rm(join(generationDir(index, first), "terms.bin"));
    const target = await emptyCollection("files");
    expect(await imported(target, await exported(place))).toMatchObject({ previous: null });
    expect(await target.store.list()).toEqual([active]);
    await writeFile(join(generationDir(index, active), "tokens.i8"), "x");
    expect(await faultOf(() => exported(place))).toMatch(/tokens\.i8.*footnote -- index/);
    expect(await faultOf(async () => exported(await emptyCollection("memory")))).toMatch(
      /none that was built/,
    );
  });

  it("is for its owner alone, and replaces no file unless it is forced to", async () => {
    const place = await filledCollection("memory");
    const file = await exported(place);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, "mine");
    expect(await faultOf(() => exportCollection(place, { file, isForced: false }))).toMatch(
      /found one.*--force/,
    );
    expect(await readFile(file, "utf8")).toBe("mine");
    expect(await readdir(place.folder)).toEqual(["export.zip", "feedback"]);
  });
});
