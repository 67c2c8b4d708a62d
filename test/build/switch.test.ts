import { appendFile, readdir, readFile, rename, rm, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentOf, type Snapshot } from "../../src/search/snapshot.ts";
import {
  currentFile,
  generationDir,
  generationsDir,
  historyFile,
  readCurrent,
} from "../../src/storage/files/layout.ts";
import { ownTextFaults } from "../../src/build/own-text.ts";
import { purge } from "../../src/build/removal.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { HNSW_PARAMETERS } from "../../src/search/hnsw.ts";
import { reseal } from "../support/damage.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { faultOf } from "../support/fault.ts";
import {
  buildAt,
  HARBOUR,
  openAt,
  ORCHARD,
  type Place,
  placeWith,
  placeWithTwo,
  startAt,
  TOWER,
} from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const FOUR = { "a.md": HARBOUR, "b.md": ORCHARD, "c.md": "# C\n\nThe third of them all.\n" };

const ready = async (place: Place) => (await startAt(place)).readiness;

describe("a sudden loss", () => {
  it("of more than half of the documents is refused, and built if it is forced", async () => {
    const place = await placeWith({ ...FOUR, "d.md": TOWER });
    const { generation } = await buildAt(place);
    for (const path of ["a.md", "b.md", "c.md"]) await rm(join(place.seedsDir, path));
    const refusal = await faultOf(() => buildAt(place));
    expect(refusal).toMatch(
      /half of the 4 active documents.*3 of them missing \(a\.md, b\.md, c\.md\)/,
    );
    expect(refusal).toMatch(/mounted.*footnote -- index --force.*\/rebuild force:true/);
    expect(await readCurrent(place.indexDir)).toBe(generation);
    expect(await ready(place)).toMatchObject({ state: "kept", why: refusal });
    expect(await buildAt(place, { force: true })).toMatchObject({ documents: 1, outcome: "built" });
  });

  it("is noticed too where the active generation has other parameters of HNSW", async () => {
    const place = await placeWith({ ...FOUR, "d.md": TOWER });
    const { generation } = await buildAt(place);
    const id = await reseal(place.indexDir, generation, { hnsw: { ...HNSW_PARAMETERS, m: 8 } });
    await writeFile(currentFile(place.indexDir), `${id}\n`);
    await expect(place.store.open(id)).rejects.toThrow(/other HNSW parameters/);
    for (const path of ["a.md", "b.md", "c.md"]) await rm(join(place.seedsDir, path));
    expect(await faultOf(() => buildAt(place))).toMatch(/half of the 4 active documents/);
  });

  it("is not one where half stays, or where the files only have other names", async () => {
    const place = await placeWith({ ...FOUR, "d.md": TOWER });
    await buildAt(place);
    for (const path of ["a.md", "b.md"]) await rm(join(place.seedsDir, path));
    expect(await buildAt(place)).toMatchObject({ documents: 2 });
    await mkdir(join(place.seedsDir, "new"));
    for (const path of ["c.md", "d.md"])
      await rename(join(place.seedsDir, path), join(place.seedsDir, "new", path));
    expect(await buildAt(place)).toMatchObject({ documents: 2, removed: ["c.md", "d.md"] });
  });

  it("of all documents is refused too, and the index is emptied only if it is forced", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    await rm(join(place.seedsDir, "a.md"));
    expect(await faultOf(() => buildAt(place))).toMatch(/at least one document.*--force/);
    expect(await ready(place)).toMatchObject({ state: "kept" });
    expect(await readCurrent(place.indexDir)).toBe(generation);
    expect(await buildAt(place, { force: true })).toMatchObject({ documents: 0, passages: 0 });
    const { answers } = await (
      await openAt(place)
    ).ask("When does the harbour open?", {
      top: 3,
      always: true,
    });
    expect(answers).toEqual([]);
    const { faults, recall } = await verifyIndex(place.store, place.source, place.embedder);
    expect({ faults, recall }).toEqual({ faults: [], recall: 1 });
  });

  it("is found though the generation in service is damaged", async () => {
    const place = await placeWith({ ...FOUR });
    const { generation } = await buildAt(place);
    await rm(join(generationDir(place.indexDir, generation), "passages.jsonl"));
    for (const path of ["a.md", "b.md"]) await rm(join(place.seedsDir, path));
    expect(await faultOf(() => buildAt(place))).toMatch(/2 of them missing/);
  });

  it("of the folder is refused even if it is forced", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    await rm(place.seedsDir, { recursive: true });
    expect(await faultOf(() => buildAt(place, { force: true }))).toMatch(/a folder of documents/);
  });
});

describe("a new generation", () => {
  it("is not put into service if its vectors are those of other texts, and does not stay", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    await writeFiles(place.seedsDir, { "t.md": TOWER });
    const whole = fakeEmbedder();
    let runs = 0;
    const shifted = {
      ...whole,
      embedText: async (text: string) =>
        (runs += 1) <= 1 ? whole.embedText("something else") : whole.embedText(text),
    };
    const refusal = await faultOf(() => buildAt({ ...place, embedder: shifted }));
    expect(refusal).toMatch(/t\.md:3\): its vector is not its text's/);
    expect(await readCurrent(place.indexDir)).toBe(generation);
    expect(await readdir(generationsDir(place.indexDir))).toEqual([generation]);
  });

  it("is found out if its terms are those of other passages", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    const { generation } = await buildAt(place);
    const sound = await place.store.open(generation);
    const content = await contentOf(sound);
    const turned: Snapshot = {
      ...sound,
      load: async (ids, terms) =>
        (await sound.load(ids, terms)).map((own) => ({ ...own, length: own.length + 1 })),
    };
    expect(await ownTextFaults(content, turned, place.embedder)).toContainEqual(
      expect.stringMatching(/its terms are not its text's/),
    );
    expect(await ownTextFaults(content, sound, place.embedder)).toEqual([]);
    await sound.close();
  });

  it("of the same name does not take the place of a sound one, not for a moment", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    const mark = join(generationDir(place.indexDir, generation), "mark");
    await writeFile(mark, "");
    await buildAt(place, { full: true });
    await expect(readFile(mark, "utf8")).resolves.toBe("");
    expect(await readdir(generationsDir(place.indexDir))).toEqual([generation]);
  });
});

describe("going back", () => {
  it("serves the generation before, and says what has changed", async () => {
    const { first, ...place } = await placeWithTwo();
    const library = await openAt(place);
    const summary = await library.rebuild({ full: false, rollback: true, onProgress: () => {} });
    expect(summary).toMatchObject({ outcome: "back", generation: first, removed: ["t.md"] });
    expect(library.generation()).toBe(first);
    expect(library.counts().documents).toBe(1);
  });

  it("stays over a start, and ends with a build that is asked for", async () => {
    const { first, second, ...place } = await placeWithTwo();
    await buildAt(place, { rollback: true });
    expect(await ready(place)).toMatchObject({
      state: "kept",
      why: expect.stringMatching(/stays until you rebuild/),
    });
    expect(await readCurrent(place.indexDir)).toBe(first);
    expect(await buildAt(place)).toMatchObject({ generation: second, outcome: "built" });
    await writeFiles(place.seedsDir, { "b.md": ORCHARD });
    expect(await ready(place)).toMatchObject({ state: "built" });
  });

  it("ends with a build that finds nothing to do, too", async () => {
    const place = await placeWithTwo();
    await buildAt(place, { rollback: true });
    await rm(join(place.seedsDir, "t.md"));
    expect(await ready(place)).toEqual({ state: "ready" });
    expect(await buildAt(place)).toMatchObject({ outcome: "unchanged" });
    await writeFiles(place.seedsDir, { "b.md": ORCHARD });
    expect(await ready(place)).toMatchObject({ state: "built" });
  });

  it("leads no further than one step, and says what to do", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await expect(buildAt(place, { rollback: true })).rejects.toThrow(
      /no earlier index to switch to/,
    );
    await buildAt(place);
    await expect(buildAt(place, { rollback: true })).rejects.toThrow(
      /no earlier index to switch to.*\/rebuild/,
    );
    await writeFiles(place.seedsDir, { "t.md": TOWER });
    await buildAt(place);
    await buildAt(place, { rollback: true });
    await expect(buildAt(place, { rollback: true })).rejects.toThrow(
      /no earlier index to switch to: the last step was a switch back already/,
    );
  });

  it("is possible after a full build of the same, and from a damaged generation", async () => {
    const { first, second, ...place } = await placeWithTwo();
    await buildAt(place, { full: true });
    await rm(join(generationDir(place.indexDir, second), "passages.hnsw"));
    expect(await buildAt(place, { rollback: true })).toMatchObject({ generation: first });
  });

  it("is refused to a generation that is damaged, and to one that would lose too much", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation: first } = await buildAt(place);
    await writeFiles(place.seedsDir, { ...FOUR, "d.md": TOWER });
    const { generation } = await buildAt(place);
    expect(await faultOf(() => buildAt(place, { rollback: true }))).toMatch(
      /3 of them missing.*--force/,
    );
    await rm(join(generationDir(place.indexDir, first), "terms.bin"));
    expect(await faultOf(() => buildAt(place, { rollback: true, force: true }))).toMatch(
      /previous index to be sound.*terms\.bin.*stays in use/,
    );
    expect(await readCurrent(place.indexDir)).toBe(generation);
  });

  it("is refused while a build runs that was asked for before", async () => {
    const place = await placeWithTwo();
    const library = await openAt(place);
    const onProgress = (): void => {};
    const rebuilding = library.rebuild({ full: true, onProgress });
    await expect(library.rebuild({ full: false, rollback: true, onProgress })).rejects.toThrow(
      /another one running/,
    );
    expect(await rebuilding).toMatchObject({ outcome: "built" });
  });

  it.each(["broken", "0".repeat(32)])(
    "knows the way after `current` was damaged: %s",
    async (name) => {
      const { first, ...place } = await placeWithTwo();
      await writeFile(currentFile(place.indexDir), name);
      await buildAt(place);
      expect(await buildAt(place, { rollback: true })).toMatchObject({ generation: first });
    },
  );
});

/** Whether any file of the index holds the words, in whatever encoding the files have: UTF-8. */
async function holds(indexDir: string, words: string): Promise<boolean> {
  const entries = await readdir(indexDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const all = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name))),
  );
  return all.some((bytes) => bytes.includes(words));
}

describe("a purge", () => {
  it("leaves nothing of what was withdrawn in any file of the index", async () => {
    const place = await placeWithTwo();
    await rm(join(place.seedsDir, "t.md"));
    await buildAt(place);
    expect(await holds(place.indexDir, "ninety steps")).toBe(true);
    const summary = await buildAt(place, { purge: true });
    expect(summary).toMatchObject({ outcome: "unchanged", documents: 1 });
    expect(await holds(place.indexDir, "ninety steps")).toBe(false);
    expect(await holds(place.indexDir, "The tower")).toBe(false);
    expect(await readdir(generationsDir(place.indexDir))).toHaveLength(1);
    expect(await faultOf(() => buildAt(place, { rollback: true }))).toMatch(
      /no earlier index to switch to/,
    );
  });

  it("still tells that the passage was removed, without its headings", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    const library = await openAt(place);
    const question = "How many apple trees has the orchard?";
    const id = (await library.ask(question, { top: 1, always: true })).answers[0]?.citation.id;
    await rm(join(place.seedsDir, "b.md"));
    await library.close();
    await buildAt(place, { purge: true });
    expect(await place.store.history.fateOf(id ?? "")).toMatchObject({
      path: "b.md",
      fate: "removed",
      headings: [],
    });
  });

  it("waits for readers, and takes nothing from under one that stays", async () => {
    const { first, second, ...place } = await placeWithTwo();
    const held = await place.store.open(first);
    expect(await faultOf(() => purge(place.store, second, 300))).toMatch(
      new RegExp(`${first} still open.*Stop or restart that process`),
    );
    const { vector } = await place.embedder.embedQuestion("harbour", true);
    expect((await held.nearest(vector, 1)).length).toBe(1);
    const purging = purge(place.store, second, 60_000);
    await held.close();
    await purging;
    expect(await readdir(generationsDir(place.indexDir))).toEqual([second]);
  });
});

describe("the history", () => {
  it("loses no line to one that a crash cut short before it", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    await appendFile(historyFile(place.indexDir), '{"event":"gone","id":"cut');
    const library = await openAt(place);
    const question = "When does the harbour open in the morning?";
    const id = (await library.ask(question, { top: 1, always: true })).answers[0]?.citation.id;
    await writeFiles(place.seedsDir, { "a.md": HARBOUR.replace("six", "nine") });
    await buildAt(place);
    expect(await place.store.history.fateOf(id ?? "")).toMatchObject({ fate: "changed" });
  });
});
