/** @module A backup and its restore: the round trip, damage, foreign archives, and use beside a build. */

import { readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEEDBACK, MANIFEST, openBackup, PINS, SETTINGS } from "../../src/backup/backup.ts";
import { createBackup } from "../../src/backup/create.ts";
import { restoreBackup, type RestoreOptions } from "../../src/backup/restore.ts";
import { CollectionId, DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { leftBehind } from "../../src/build/rollback.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { readRecords, rewriteRecords } from "../../src/feedback/journal.ts";
import { openPins } from "../../src/feedback/pins.ts";
import type { FeedbackRecord } from "../../src/feedback/records.ts";
import { contentOf } from "../../src/search/snapshot.ts";
import { generationDir, historyFile } from "../../src/storage/files/layout.ts";
import { pinOf } from "../contract/pins.ts";
import { flipped, forger, mountsSmall, patch, treeOf } from "../support/archives.ts";
import { faultOf } from "../support/fault.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import {
  buildAt,
  copiesOf,
  HARBOUR,
  ORCHARD,
  type Place,
  placeIn,
  placeWith,
  placeWithTwo,
  TOWER,
} from "../support/library.ts";
import { random } from "../support/random.ts";
import { runs } from "../support/runs.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const feedbackOf = ({ indexDir }: Place): string => join(dirname(indexDir), "feedback");
const fileOf = ({ indexDir }: Place): string => join(dirname(indexDir), "backup.zip");

const backUp = (place: Place, options: { file?: string; isForced?: boolean } = {}) =>
  createBackup({
    file: fileOf(place),
    collection: "default",
    indexDir: place.indexDir,
    feedbackDir: feedbackOf(place),
    settings: { HOME_GUILD_ID: "1100000000000000009" },
    isForced: false,
    ...options,
  });

async function restoreTo(place: Place, file: string, options: Partial<RestoreOptions> = {}) {
  const backup = await openBackup(file);
  const feedbackDir = feedbackOf(place);
  try {
    return await restoreBackup(backup, {
      id: DEFAULT_COLLECTION,
      ...place,
      file,
      feedbackDir,
      keepsFeedback: false,
      ...options,
    });
  } finally {
    backup.close();
  }
}

const emptyPlace = async (): Promise<Place> => placeIn(await temporaryFolder());

const filesIn = async (place: Place) => ({
  index: await treeOf(place.indexDir),
  feedback: await treeOf(feedbackOf(place)),
});

const question = (day: string, text: string): FeedbackRecord => ({
  kind: "question",
  day,
  collection: DEFAULT_COLLECTION,
  text,
});

const pinsOf = (place: Place, collection = DEFAULT_COLLECTION) =>
  openPins(feedbackOf(place), collection);

const twoPlaces = copiesOf(placeWithTwo);

/** Two generations, some feedback, and a pin. */
async function filledPlace() {
  const place = await twoPlaces();
  await pinsOf(place).add(pinOf(9));
  await rewriteRecords(feedbackOf(place), () => [question("2026-11-20", "Where is the bell?")]);
  return place;
}

describe("a backup that is restored into an empty folder", () => {
  const texts = fc.constantFrom(HARBOUR, ORCHARD, TOWER, `${TOWER}\nIt was built in a year.\n`);
  const documents = fc.dictionary(fc.constantFrom("a.md", "b.md", "c/d.md"), texts, { minKeys: 1 });
  const records = fc.array(
    fc.record({
      day: fc.constantFrom("2026-11-01", "2026-11-28"),
      text: fc.string({ unit: "grapheme" }),
    }),
    { maxLength: 5 },
  );

  it("has the same generations, fates of passages and feedback, whatever was built before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(documents, { minLength: 1, maxLength: 3 }),
        records,
        async (builds, asked) => {
          const place = await emptyPlace();
          const ids = new Set<string>();
          for (const files of builds) {
            await rm(place.seedsDir, { recursive: true, force: true });
            await writeFiles(place.seedsDir, files);
            const { generation } = await buildAt(place, { force: true });
            const snapshot = await place.store.open(generation, "copy");
            for (const { id } of (await contentOf(snapshot)).passages) ids.add(id);
            await snapshot.close();
          }
          const feedback = asked.map(({ day, text }) => question(day, text));
          await rewriteRecords(feedbackOf(place), () => feedback);

          const summary = await backUp(place);
          const other = { ...(await emptyPlace()), source: place.source };
          const { faults, generation, stale } = await restoreTo(other, summary.file);

          expect({ faults, generation, stale }).toEqual({
            faults: [],
            generation: summary.generation,
            stale: 0,
          });
          const { [historyFile("")]: _, ...before } = relativeTo(await treeOf(place.indexDir));
          const { [historyFile("")]: __, ...after } = relativeTo(await treeOf(other.indexDir));
          expect(after).toEqual(before);
          expect((await readRecords(feedbackOf(other))).entries).toEqual(feedback);
          for (const id of ids)
            expect(await other.store.history.fateOf(id)).toEqual(
              await place.store.history.fateOf(id),
            );
          const [latest, ...earlier] = await other.store.history.activations();
          expect(latest).toMatchObject({ generation, event: "built" });
          expect(earlier).toEqual(await place.store.history.activations());
        },
      ),
      { numRuns: runs(60) },
    );
  });

  const relativeTo = (tree: Record<string, string>) =>
    Object.fromEntries(Object.entries(tree).map(([path, hash]) => [path.slice(1), hash]));

  it("keeps the previous generation to roll back to", async () => {
    const place = await filledPlace();
    const { file, previous } = await backUp(place);
    expect(previous).toBe(place.first);
    const other = await emptyPlace();
    await restoreTo(other, file);
    expect(await buildAt(other, { rollback: true })).toMatchObject({ generation: place.first });
  });

  it("stays rolled back where it was", async () => {
    const place = await filledPlace();
    await buildAt(place, { rollback: true });
    const { file, generation } = await backUp(place);
    const other = await emptyPlace();
    await restoreTo(other, file);
    expect(generation).toBe(place.first);
    expect(await other.store.history.activationOf(generation)).toMatchObject({
      event: "rolled-back",
    });
    expect(await leftBehind(other.store)).toBe(place.second);
    expect(new Set(await other.store.list())).toEqual(new Set([place.first, place.second]));
  });
});

describe("the pins in a backup", () => {
  const CLUB = CollectionId.parse("club");

  it("replace those of its collection, and of no other", async () => {
    const place = await twoPlaces();
    await pinsOf(place).add(pinOf(1));
    await pinsOf(place, CLUB).add(pinOf(2));
    const { file, pins } = await backUp(place);
    expect(pins).toBe(1);
    await pinsOf(place).remove(pinOf(1).id);
    await pinsOf(place).add(pinOf(3));
    await pinsOf(place, CLUB).add(pinOf(4));
    await restoreTo(place, file);
    expect(await pinsOf(place).list()).toEqual([pinOf(1)]);
    expect(await pinsOf(place, CLUB).list()).toEqual([pinOf(2), pinOf(4)]);
  });

  it("go to the collection that it is restored to", async () => {
    const place = await twoPlaces();
    await pinsOf(place).add(pinOf(1));
    const { file } = await backUp(place);
    const other = await emptyPlace();
    await restoreTo(other, file, { id: CLUB });
    expect(await pinsOf(other, CLUB).list()).toEqual([pinOf(1)]);
    expect(await pinsOf(other).list()).toEqual([]);
  });

  it("stay as they are where the feedback does", async () => {
    const place = await twoPlaces();
    const { file } = await backUp(place);
    await pinsOf(place).add(pinOf(1));
    await restoreTo(place, file, { keepsFeedback: true });
    expect(await pinsOf(place).list()).toEqual([pinOf(1)]);
  });

  it("stay as they are if an earlier version made it", async () => {
    const place = await twoPlaces();
    const { file } = await backUp(place);
    await forge(file, (all) => all.delete(PINS));
    await pinsOf(place).add(pinOf(1));
    await restoreTo(place, file);
    expect(await pinsOf(place).list()).toEqual([pinOf(1)]);
    expect(await place.store.active()).toBe(place.second);
  });
});

describe("a backup that is restored over another index", () => {
  it("keeps that one as the previous generation, and records the fates of its passages", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    await writeFiles(place.seedsDir, { "a.md": ORCHARD, "t.md": TOWER });
    const { generation: later } = await buildAt(place);
    const [gone] = (await passagesOf(place, later)).filter(({ path }) => path === "a.md");
    await rewriteRecords(feedbackOf(place), () => []);

    await restoreTo(place, file);

    expect(await place.store.active()).toBe(place.second);
    expect((await place.store.list()).toSorted()).toEqual([place.second, later].toSorted());
    expect(await place.store.history.fateOf(gone?.id ?? "")).toMatchObject({ fate: "changed" });
    expect((await readRecords(feedbackOf(place))).entries).toHaveLength(1);
    expect(await buildAt(place, { rollback: true })).toMatchObject({ generation: later });
  });

  it("adds one line to the history each time", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    const linesIn = async () => (await readFile(historyFile(place.indexDir), "utf8")).split("\n");
    const before = await linesIn();
    await restoreTo(place, file);
    await restoreTo(place, file);
    expect(await linesIn()).toHaveLength(before.length + 2);
  });

  it("repairs one that is damaged", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    await writeFile(join(generationDir(place.indexDir, place.second), "terms.bin"), "no terms");
    await restoreTo(place, file);
    const { faults } = await verifyIndex(place.store, place.source, place.embedder);
    expect(faults).toEqual([]);
  });

  it("brings back no heading that a purge removed from the history", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD, "t.md": TOWER });
    await buildAt(place);
    await rm(join(place.seedsDir, "b.md"));
    await buildAt(place);
    const { file } = await backUp(place);
    await buildAt(place, { purge: true });
    await restoreTo(place, file);
    expect(await readFile(historyFile(place.indexDir), "utf8")).not.toContain("orchard");
  });

  it("leaves the feedback where that is asked for", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    await rewriteRecords(feedbackOf(place), () => []);
    await restoreTo(place, file, { keepsFeedback: true });
    expect((await readRecords(feedbackOf(place))).entries).toEqual([]);
  });
});

const passagesOf = async ({ store }: Place, id: string) => {
  const snapshot = await store.open(id, "copy");
  const { passages } = await contentOf(snapshot);
  await snapshot.close();
  return passages;
};

describe("a damaged backup", () => {
  it("is refused with nothing changed, or restores the same bytes", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    const original = await readFile(file);
    const target = await placeWith({ "o.md": ORCHARD });
    await buildAt(target);
    const untouched = await filesIn(target);
    let refusals = 0;
    const next = random(20);
    for (let run = 0; run < runs(400); run += 1) {
      const damaged =
        next() < 0.7 ? flipped(original, next) : original.subarray(0, next() * original.length);
      await writeFile(file, damaged);
      const refusal = await faultOf(async () => (await openBackup(file)).close()).catch(
        () => undefined,
      );
      if (refusal === undefined) await expectRestored(place, file);
      else {
        refusals += 1;
        expect(refusal).toMatch(/^Expected .*; found .*\. .*Nothing was changed\.$/s);
        await expect(restoreTo(target, file)).rejects.toThrow(refusal);
      }
    }
    expect(await filesIn(target)).toEqual(untouched);
    expect(refusals).toBeGreaterThan(runs(300));
  });

  /** A flip in a date of the archive's directory, say, changes nothing that is restored. */
  async function expectRestored(place: Place & { second: string }, file: string): Promise<void> {
    const other = await emptyPlace();
    await restoreTo(other, file);
    const { faults, generation } = await verifyIndex(other.store, place.source, other.embedder);
    expect({ faults, generation }).toEqual({ faults: [], generation: place.second });
    expect((await filesIn(other)).feedback).toEqual((await filesIn(place)).feedback);
  }
});

const { forge, withManifest } = forger("backup", MANIFEST);

describe("a file that is no backup", () => {
  const AS_IS = { seals: false };
  const cases: readonly (readonly [string, (file: string) => Promise<void>, RegExp])[] = [
    ["an empty file", (file) => writeFile(file, ""), /found no whole backup: /],
    ["a text", (file) => writeFile(file, "no archive".repeat(100)), /found/],
    [
      "an archive of something else",
      (file) => forge(file, (all) => (all.clear(), all.set("readme.txt", Buffer.from("x"))), AS_IS),
      /without backup\.json/,
    ],
    [
      "a file that leads out of the folder",
      async (file) => {
        await forge(file, (all) => all.set("index/aa/aa/aa/evil", Buffer.from("x")));
        await patch(file, "index/aa/aa/aa/evil", "index/../../../evil");
      },
      /no whole backup/,
    ],
    [
      "a name that steers the terminal",
      async (file) => {
        await forge(file, (all) => all.set("aa/evil", Buffer.from("x")));
        await patch(file, "aa/evil", "../e\u001bil");
      },
      /no whole backup/,
    ],
    [
      "a file with an absolute name",
      async (file) => {
        await forge(file, (all) => all.set("etc/evil", Buffer.from("x")));
        await patch(file, "etc/evil", "/et/evil");
      },
      /no whole backup/,
    ],
    [
      "a file that no index has",
      (file) => forge(file, (all) => all.set("index/generations/notes.txt", Buffer.from("x"))),
      /"index\/generations\/notes\.txt", which no backup has/,
    ],
    [
      "two files of one name",
      async (file) => {
        await forge(file, (all) => all.set("index/currenx", Buffer.from("{}")));
        await patch(file, "index/currenx", "index/current");
      },
      /index\/current twice/,
    ],
    ["a compressed file", (file) => forge(file, () => {}, { compress: [SETTINGS] }), /compressed/],
    [
      "a manifest with another date",
      (file) => patch(file, '"made": "2', '"made": "3'),
      /backup\.json damaged/,
    ],
    [
      "a file that its manifest does not name",
      (file) => forge(file, (all) => all.set("index/history.jsonl", Buffer.from("x")), AS_IS),
      /index\/history\.jsonl damaged/,
    ],
    [
      "a file too few",
      (file) => forge(file, (all) => all.delete("index/current"), AS_IS),
      /index\/current damaged/,
    ],
    ["no feedback", (file) => forge(file, (all) => all.delete(FEEDBACK)), /without feedback/],
    [
      "feedback that is none",
      (file) => forge(file, (all) => all.set(FEEDBACK, Buffer.from('{"kind":"vote"}\n'))),
      /1 unreadable lines of feedback\/feedback/,
    ],
    [
      "pins that are none",
      (file) => forge(file, (all) => all.set(PINS, Buffer.from('{"id":"../a"}\n'))),
      /1 unreadable lines of feedback\/pins/,
    ],
    [
      "settings that are none",
      (file) => forge(file, (all) => all.set(SETTINGS, Buffer.from("[1]"))),
      /settings\.json of another form/,
    ],
    [
      "a later format",
      (file) => forge(file, (all) => withManifest(all, { format: 2, program: "9.1.0" }), AS_IS),
      /Footnote 9\.1\.0, whose format.*Restore it with Footnote 9\.1\.0/,
    ],
    [
      "an index of another format",
      (file) =>
        forge(file, (all) => withManifest(all, { index: { format: 99 }, program: "9.1.0" }), AS_IS),
      /Footnote 9\.1\.0, whose format/,
    ],
  ];

  it.each(cases)("%s: is refused, and nothing is changed", async (_, make, message) => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    await make(file);
    const before = await filesIn(place);
    expect(await faultOf(() => restoreTo(place, file))).toMatch(message);
    expect(await filesIn(place)).toEqual(before);
    const empty = await emptyPlace();
    await expect(restoreTo(empty, file)).rejects.toThrow(message);
    expect(await readdir(dirname(empty.indexDir))).toEqual([]);
  });

  it("a folder or no file at all is a wrong call", async () => {
    const place = await filledPlace();
    for (const file of [place.indexDir, join(place.indexDir, "none.zip")])
      await expect(openBackup(file)).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("a backup whose index fails its checks", () => {
  it.each([
    ["was made by another model", { embedder: fakeEmbedder("other") }, /made with the model fake/],
  ])("%s: the index stays as it was", async (_, options, message) => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    const before = await filesIn(place);
    expect(await faultOf(() => restoreTo(place, file, options))).toMatch(message);
    expect(await filesIn(place)).toEqual(before);
  });

  it("has a file that is not the one that was sealed", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    await forge(file, (all) => {
      for (const name of all.keys())
        if (name.endsWith("terms.bin")) all.set(name, Buffer.from("x"));
    });
    const before = await filesIn(place);
    expect(await faultOf(() => restoreTo(place, file))).toMatch(/terms\.bin.*Nothing was changed/s);
    expect(await filesIn(place)).toEqual(before);
  });
});

describe("a restore while the index is used", () => {
  it("is refused while a process has a generation open", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    const snapshot = await place.store.open(place.first);
    const before = await filesIn(place);
    expect(await faultOf(() => restoreTo(place, file))).toMatch(/running bot\. Stop it/);
    expect(await filesIn(place)).toEqual(before);
    await snapshot.close();
    await restoreTo(place, file);
  });

  it("is refused while a build runs", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    const release = await place.store.lock();
    expect(await faultOf(() => restoreTo(place, file))).toMatch(/another one running/);
    release();
  });
});

describe("taking a backup", () => {
  it("holds one whole index whenever a build activates another and removes the old ones", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const known = new Set([(await buildAt(place)).generation]);
    let isDone = false;
    const building = (async () => {
      for (let round = 0; round < runs(80); round += 1) {
        await writeFiles(place.seedsDir, { "a.md": `${HARBOUR}\nRound ${round} is over.\n` });
        known.add((await buildAt(place, { purge: round % 2 === 0 })).generation);
      }
    })().finally(() => (isDone = true));
    let taken = 0;
    for (; !isDone || taken === 0; taken += 1) {
      const { file, generation } = await backUp(place, { isForced: true });
      const other = await emptyPlace();
      const verified = await restoreTo(other, file);
      expect(verified).toMatchObject({ faults: [], generation });
      await new Promise((resolve) => setImmediate(resolve));
      expect((await other.store.list()).length).toBeLessThanOrEqual(2);
    }
    await building;
    expect(known.size).toBe(runs(80) + 1);
    expect(taken).toBeGreaterThan(1);
  });

  it("gives its owner alone the right to read it", async () => {
    const place = await filledPlace();
    const { file } = await backUp(place);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("replaces no file unless it is forced to, not even a dangling link", async () => {
    const place = await filledPlace();
    await writeFile(fileOf(place), "mine");
    expect(await faultOf(() => backUp(place))).toMatch(/found one.*--force/);
    expect(await readFile(fileOf(place), "utf8")).toBe("mine");
    await rm(fileOf(place));
    await symlink(join(place.indexDir, "nowhere"), fileOf(place));
    expect(await faultOf(() => backUp(place))).toMatch(/--force/);
    await backUp(place, { isForced: true });
    await restoreTo(await emptyPlace(), fileOf(place));
  });

  it("leaves nothing where it cannot write", async () => {
    const place = await filledPlace();
    const before = await filesIn(place);
    const file = join(place.indexDir, "no such folder", "b.zip");
    expect(await faultOf(() => backUp(place, { file }))).toMatch(/Expected to write .*ENOENT/);
    expect(await filesIn(place)).toEqual(before);
  });

  it("leaves nothing beside a name that it cannot take", async () => {
    const place = await filledPlace();
    await writeFiles(fileOf(place), { "in.txt": "a folder" });
    expect(await faultOf(() => backUp(place, { isForced: true }))).toMatch(
      /Expected the name of a file/,
    );
    expect(await readdir(dirname(place.indexDir))).toEqual([
      "backup.zip",
      "feedback",
      "index",
      "seeds",
    ]);
  });

  it("leaves nothing on a disk that is full, and the index as it was", async (context) => {
    const disk = await temporaryFolder();
    if (!mountsSmall(disk)) context.skip("this user may mount nothing");
    const place = await filledPlace();
    const before = await filesIn(place);
    expect(await faultOf(() => backUp(place, { file: join(disk, "b.zip") }))).toMatch(
      /ENOSPC.*Free some space/,
    );
    expect(await readdir(disk)).toEqual([]);
    const { file } = await backUp(place);
    const full = { ...placeIn(disk), source: place.source };
    expect(await faultOf(() => restoreTo(full, file))).toMatch(/disk is full.*try again/);
    expect(await filesIn(full)).toEqual({ index: {}, feedback: {} });
    expect(await filesIn(place)).toEqual(before);
  });

  it("refuses an index that is damaged or was never built, and leaves no file", async () => {
    const place = await filledPlace();
    await writeFile(join(generationDir(place.indexDir, place.second), "tokens.i8"), "x");
    expect(await faultOf(() => backUp(place))).toMatch(/tokens\.i8.*footnote -- index/);
    expect(await faultOf(async () => backUp(await emptyPlace()))).toMatch(/none that was built/);
    expect(await readdir(dirname(place.indexDir))).toEqual(["feedback", "index", "seeds"]);
  });

  it("leaves out a previous generation that is damaged", async () => {
    const place = await filledPlace();
    await rm(join(generationDir(place.indexDir, place.first), "terms.bin"));
    expect(await backUp(place)).toMatchObject({ generation: place.second, previous: null });
    await restoreTo(await emptyPlace(), fileOf(place));
  });
});
