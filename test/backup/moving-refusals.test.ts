/** @module Exports that are damaged, forged or foreign, and disks that fail: nothing is changed, whatever is refused. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { openExport } from "../../src/backup/moving/contents.ts";
import { exportCollection } from "../../src/backup/moving/export.ts";
import {
  canonicalJson,
  CONTENT,
  FEEDBACK,
  type Folder,
  HISTORY,
  MANIFEST,
  nameOf,
  pathIn,
  PINS,
} from "../../src/backup/moving/form.ts";
import { UserError } from "../../src/base/errors.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { generationsDir } from "../../src/storage/files/layout.ts";
import { pinOf } from "../contract/pins.ts";
import {
  checksumsOf,
  type Contents,
  contentsOf,
  flipped,
  forger,
  mountsSmall,
  patch,
  treeOf,
} from "../support/archives.ts";
import { buildAt } from "../support/building.ts";
import {
  emptyCollection,
  exported,
  filledCollection,
  imported,
  type Movable,
  setFiles,
  stateOf,
} from "../support/collections.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { faultOf } from "../support/fault.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { random } from "../support/random.ts";
import { runs } from "../support/runs.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { watchDisk } from "../torture/disk.ts";

const { forge, withManifest, manifestIn } = forger("export", MANIFEST);

/** The bytes of an export of two generations, written once. */
let written: Promise<Buffer> | undefined;
const wholeExport = (): Promise<Buffer> =>
  (written ??= filledCollection("memory").then(async (place) => readFile(await exported(place))));

/** A collection of other documents in files, and a file of the export that it may import. */
async function prepared(kind: "files" | "memory" = "files") {
  const target = await emptyCollection(kind);
  setFiles(target, { "o.md": ORCHARD });
  await buildAt(target);
  await target.records.pins(target.id).add(pinOf(1));
  const file = join(await temporaryFolder(), "export.zip");
  await writeFile(file, await wholeExport());
  return { target, file };
}

/** Requires that an import is refused with a message, and changes nothing. */
async function expectRefused(target: Movable, file: string, message: RegExp, options = {}) {
  const before = [await stateOf(target), await treeOf(target.folder)];
  const refusal = await faultOf(() => imported(target, file, options));
  expect(refusal).toMatch(message);
  expect([await stateOf(target), await treeOf(target.folder)]).toEqual(before);
  return refusal;
}

describe("a damaged export", () => {
  it("is refused whichever of its files is damaged", async () => {
    const { target, file } = await prepared();
    const whole = await readFile(file);
    const contents = await contentsOf(file, "export");
    expect(contents.size).toBe(14);
    for (const [name, content] of contents) {
      // Its bytes follow its name.
      const at = whole.indexOf(name) + name.length + Math.floor(content.length / 2);
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 4;
      await writeFile(file, damaged);
      await expectRefused(target, file, new RegExp(`found ${name} damaged in it`));
    }
  });

  it("is refused where it is cut, or is imported as it was", async () => {
    const { target, file } = await prepared("memory");
    const whole = await readFile(file);
    const next = random(23);
    let refusals = 0;
    for (let run = 0; run < runs(200); run += 1) {
      const isCut = next() < 0.3;
      await writeFile(
        file,
        isCut ? whole.subarray(0, next() * whole.length) : flipped(whole, next),
      );
      const contents = await openExport(file).catch((error: unknown) => {
        if (error instanceof UserError) return error.message;
        throw error;
      });
      if (typeof contents !== "string") {
        contents.close();
        continue;
      }
      refusals += 1;
      expect(contents).toMatch(/^Expected .*; found .*\. .*Nothing was changed\.$/s);
      await expectRefused(target, file, /Nothing was changed/);
    }
    expect(refusals).toBeGreaterThan(runs(150));
  });
});

const CONTENT_FILES = Object.values(CONTENT).map((name) => pathIn("active", name));

/** Seals the names of generations again, as a change to their files gives them others. */
function sealNames(contents: Contents): void {
  const files = checksumsOf(contents, MANIFEST);
  const { generations } = JSON.parse(String(contents.get(MANIFEST)));
  for (const folder of ["active", "previous"] satisfies Folder[])
    if (generations[folder]) generations[folder].name = nameOf(folder, generations[folder], files);
  withManifest(contents, { generations, files });
}

type Change = (contents: Contents) => void;

/** Changes the bytes of a file. */
const changed =
  (name: string, change: (bytes: Buffer) => Buffer): Change =>
  (all) =>
    void all.set(name, change(all.get(name) ?? Buffer.alloc(0)));

/** Changes a text in a file. */
const replaced = (name: string, from: string | RegExp, to: string): Change =>
  changed(name, (bytes) => Buffer.from(String(bytes).replace(from, to)));

const AS_IS = { seals: false };

describe("a file that is no export", () => {
  const inForm: readonly (readonly [string, Change, RegExp])[] = [
    ["no file of tokens", (all) => void all.delete("active/tokens.bin"), /without active\/tokens/],
    ["no history", (all) => void all.delete(HISTORY), /without history/],
    [
      "no vectors of the previous generation",
      (all) => void all.delete("previous/vectors.bin"),
      /without previous\/vectors/,
    ],
    [
      "a file that no export has",
      (all) => void all.set("active/passages.hnsw", Buffer.from("x")),
      /"active\/passages\.hnsw", which no export has/,
    ],
    [
      "feedback that is none",
      (all) => void all.set(FEEDBACK, Buffer.from('{"kind":"vote"}\n')),
      /1 unreadable lines of feedback/,
    ],
    [
      "pins that are none",
      (all) => void all.set(PINS, Buffer.from('{"id":"../a"}\n')),
      /1 unreadable lines of pins/,
    ],
    [
      "more pins than a collection has",
      (all) =>
        void all.set(
          PINS,
          Buffer.from(
            Array.from({ length: 501 }, (_, at) => `${canonicalJson(pinOf(at))}\n`).join(""),
          ),
        ),
      /501 pins of at most 500/,
    ],
    [
      "a history that is none",
      (all) => void all.set(HISTORY, Buffer.from("[]\n")),
      /1 unreadable lines of history/,
    ],
    [
      "examples that are none",
      (all) => void all.set("active/examples.json", Buffer.from("{}")),
      /examples\.json of another form/,
    ],
    [
      "other content than its name says",
      replaced(pathIn("active", CONTENT.documents), "harbour", "Harbour"),
      /another name than that of active/,
    ],
  ];
  it.each(inForm)("%s: is refused, and nothing is changed", async (_, change, message) => {
    const { target, file } = await prepared();
    await forge(file, change);
    expect(await faultOf(() => openExport(file))).toMatch(message);
    await expectRefused(target, file, message);
  });

  const bytesOff = (name: string, change: (bytes: Buffer) => Buffer): readonly [string, Change] => [
    name,
    changed(pathIn("active", name), change),
  ];
  const unfitting: readonly (readonly [string, Change])[] = [
    bytesOff(CONTENT.vectors, (bytes) => bytes.subarray(4)),
    bytesOff(CONTENT.vectors, (bytes) => Buffer.concat([bytes, Buffer.alloc(4)])),
    bytesOff(CONTENT.tokens, (bytes) => bytes.subarray(0, -1)),
    bytesOff(CONTENT.tokens, (bytes) => Buffer.concat([bytes, Buffer.alloc(4)])),
    bytesOff(CONTENT.tokens, (bytes) => Buffer.from(bytes).fill(9, 0, 1)),
    bytesOff(CONTENT.tokens, (bytes) => Buffer.from(bytes).fill(0xff, 4, 8)),
    bytesOff(CONTENT.passages, (bytes) =>
      Buffer.from(String(bytes).split("\n").slice(1).join("\n")),
    ),
    bytesOff(CONTENT.passages, (bytes) => Buffer.from(String(bytes).replaceAll("t.md", "u.md"))),
    bytesOff(CONTENT.documents, (bytes) =>
      Buffer.from(String(bytes).replace('"language"', '"tongue"')),
    ),
    bytesOff(CONTENT.documents, (bytes) => Buffer.from(String(bytes).replace("{", ""))),
    ["counts", (all) => withManifest(all, { generations: withCounts(all) })],
  ];
  it.each(unfitting)(
    "%s that do not fit: is refused, and nothing is changed",
    async (_, change) => {
      const { target, file } = await prepared();
      await forge(file, (all) => (change(all), sealNames(all)), AS_IS);
      const message = /files of another form in active\/ of it/;
      expect(await faultOf(() => openExport(file))).toMatch(message);
      await expectRefused(target, file, message);
    },
  );

  const withCounts = (all: Contents) => {
    const { generations } = JSON.parse(String(all.get(MANIFEST)));
    generations.active.counts.sentences += 1;
    return generations;
  };

  it.each([
    ["an empty file", (file: string) => writeFile(file, ""), /found no whole export: /],
    [
      "a backup's manifest",
      (file: string) =>
        forge(file, (all) => (all.clear(), all.set("backup.json", Buffer.from("{}"))), AS_IS),
      /without export\.json/,
    ],
    [
      "a later format",
      (file: string) =>
        forge(file, (all) => withManifest(all, { format: 2, program: "9.1.0" }), AS_IS),
      /Footnote 9\.1\.0, whose format.*Import it with Footnote 9\.1\.0/,
    ],
    [
      "a file that leads out of the folder",
      async (file: string) => {
        await forge(file, (all) => all.set("aa/aa/evil", Buffer.from("x")));
        await patch(file, "aa/aa/evil", "../../evil");
      },
      /no whole export/,
    ],
    [
      "a compressed file",
      (file: string) => forge(file, () => {}, { compress: CONTENT_FILES }),
      /compressed/,
    ],
  ] as const)("%s: is refused, and nothing is changed", async (_, make, message) => {
    const { target, file } = await prepared();
    await make(file);
    await expectRefused(target, file, message);
  });

  it("a folder or no file at all is a wrong call", async () => {
    const folder = await temporaryFolder();
    for (const file of [folder, join(folder, "none.zip")])
      await expect(openExport(file)).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("a sound export that does not fit", () => {
  it.each(["files", "memory"] as const)("is of another model: %s", async (kind) => {
    const { target, file } = await prepared(kind);
    await expectRefused(target, file, /made with the model fake, not other.*footnote -- index/, {
      embedder: fakeEmbedder("other"),
    });
  });

  it.each(["files", "memory"] as const)("has vectors of other texts: %s", async (kind) => {
    const { target, file } = await prepared(kind);
    const turned = changed(pathIn("active", CONTENT.vectors), (bytes) =>
      Buffer.concat([bytes.subarray(bytes.length / 2), bytes.subarray(0, bytes.length / 2)]),
    );
    await forge(file, (all) => (turned(all), sealNames(all)), AS_IS);
    await expectRefused(target, file, /an index with faults: .*its vector is not its text's/);
  });

  it("has a passage that is not the slice of its document", async () => {
    const { target, file } = await prepared();
    const forged = replaced(pathIn("active", CONTENT.documents), "at six", "at ten");
    await forge(file, (all) => (forged(all), sealNames(all)), AS_IS);
    await expectRefused(target, file, /faults: .*its text is not the slice/);
  });

  it("leaves out a previous generation of another model", async () => {
    const { target, file } = await prepared();
    await forge(
      file,
      (all) => {
        const { generations } = JSON.parse(String(all.get(MANIFEST)));
        generations.previous.recipe.model.name = "older";
        withManifest(all, { generations });
        sealNames(all);
      },
      AS_IS,
    );
    const empty = await emptyCollection("files");
    const { generation } = await imported(empty, file);
    expect(await empty.store.list()).toEqual([generation]);
    expect(manifestIn(await contentsOf(file, "export"))).toHaveProperty("generations.previous");
    await imported(target, file);
  });
});

describe("an import while the collection is used", () => {
  it("is refused during a build, and where the index is in use", async () => {
    const { target, file } = await prepared();
    const release = await target.store.lock();
    await expectRefused(target, file, /another one running/);
    release();
    const requireUnused = () => Promise.reject(new UserError("It is in use."));
    await expectRefused(target, file, /in use/, { requireUnused });
  });
});

describe("an activation that fails", () => {
  it.each(["files", "memory"] as const)("leaves the generations as they were: %s", async (kind) => {
    const { target, file } = await prepared(kind);
    const before = await target.store.list();
    const activate = () => Promise.reject(new UserError("It can't be."));
    const failing = { ...target, store: { ...target.store, activate } };
    expect(await faultOf(() => imported(failing, file))).toBe("It can't be.");
    expect(await target.store.list()).toEqual(before);
    expect(await target.store.active()).toBe(before[0]);
    expect((await target.records.read(target.id)).entries).toEqual([]);
    await imported(target, file);
  });
});

describe("a disk that fails", () => {
  it("takes no export, and leaves nothing of it and of an import", async (context) => {
    const disk = await temporaryFolder();
    if (!mountsSmall(disk)) context.skip("this user may mount nothing");
    const place = await filledCollection("memory");
    setFiles(place, { "a.md": HARBOUR.repeat(40) });
    await buildAt(place);
    const full = join(disk, "e.zip");
    expect(await faultOf(() => exportCollection(place, { file: full, isForced: false }))).toMatch(
      /ENOSPC.*Free some space/,
    );
    expect(await readdir(disk)).toEqual([]);
    const { file } = await prepared();
    const target = {
      ...(await emptyCollection("files")),
      store: openFileStore(join(disk, "index")),
      records: openFileRecords(join(disk, "feedback")),
    };
    expect(await faultOf(() => imported(target, file))).toMatch(/disk is full.*try again/);
    expect(await treeOf(disk)).toEqual({});
  });

  it(
    "leaves the old index or the new one, sound, whichever call fails, and can be run again",
    { timeout: 600_000 },
    async () => {
      const stride = inject("isLong") ? 4 : 60;
      let failures = 0;
      for (let nth = 1, isHit = true; isHit; nth += stride) {
        const { target, file } = await prepared();
        const before = await target.store.active();
        let calls = 0;
        await watchDisk(async () => {
          calls += 1;
          if (calls === nth) throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
        });
        const done = await imported(target, file).catch(() => undefined);
        await watchDisk(undefined);
        isHit = calls >= nth;
        if (!done) failures += 1;
        const { faults, generation } = await verifyIndex(
          target.store,
          target.source,
          target.embedder,
        );
        expect(faults).toEqual([]);
        if (done) expect(generation).toBe(done.generation);
        const again = await imported(target, file);
        if (!done) expect([before, again.generation]).toContain(generation);
        const left = await readdir(generationsDir(join(target.folder, "index")));
        expect(left.filter((name) => name.startsWith("."))).toEqual([]);
      }
      expect(failures).toBeGreaterThan(100 / stride);
    },
  );
});
