import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  FILES,
  generationDir,
  generationsDir,
  readCurrent,
} from "../../src/storage/files/layout.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { damage } from "../support/damage.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { faultOf } from "../support/fault.ts";
import { fileOf, twoGenerations } from "../support/healing.ts";
import { buildAt, HARBOUR, ORCHARD, placeWith, TOWER } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const bytesOfGeneration = async (indexDir: string, id: string): Promise<Map<string, string>> => {
  const folder = generationDir(indexDir, id);
  const names = (await readdir(folder)).toSorted();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), "base64")));
  return new Map(names.map((name, at) => [name, contents[at] ?? ""]));
};

describe("a build", () => {
  it("gives the same bytes for the same seeds, in another folder and at another time", async () => {
    const [first, second] = [
      await placeWith({ "a.md": HARBOUR, "b.txt": ORCHARD }),
      await placeWith({ "b.txt": ORCHARD, "a.md": HARBOUR }),
    ];
    const [one, two] = [await buildAt(first), await buildAt(second)];
    expect(two.generation).toBe(one.generation);
    expect(await bytesOfGeneration(second.indexDir, two.generation)).toEqual(
      await bytesOfGeneration(first.indexDir, one.generation),
    );
  });

  it("runs no model where nothing has changed", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const first = await buildAt(place);
    const embedder = fakeEmbedder();
    const again = await buildAt({ ...place, embedder });
    expect(embedder.runs()).toBe(0);
    expect(again).toMatchObject({
      generation: first.generation,
      embedded: 0,
      added: [],
      changed: [],
    });
  });

  it("embeds only what is new, and ends in the very bytes of a full build", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
    await buildAt(place);
    await writeFiles(place.seedsDir, {
      "b.md": ORCHARD.replace("forty", "fifty"),
      "c.md": "# New\n\nThis is a new one, and there is no other.",
    });
    const embedder = fakeEmbedder();
    const summary = await buildAt({ ...place, embedder });
    expect(summary).toMatchObject({ added: ["c.md"], changed: ["b.md"], removed: [] });
    const [texts, nativeSentences, checked] = [summary.embedded, 2, summary.passages];
    expect(embedder.runs()).toBe(texts + nativeSentences + checked);
    expect(summary.embedded).toBeLessThan(summary.reused);
    const incremental = await bytesOfGeneration(place.indexDir, summary.generation);
    const full = await buildAt(place, { full: true });
    expect(full).toMatchObject({ generation: summary.generation, reused: 0 });
    expect(await bytesOfGeneration(place.indexDir, full.generation)).toEqual(incremental);
  });

  it("embeds a text that stands twice once, and gives both places an ID", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": HARBOUR });
    const summary = await buildAt(place);
    expect(summary.embedded).toBe(summary.reused);
    expect(summary.passages).toBe(4);
  });

  it("leaves out what it can't read and says why; with strict it fails and changes nothing", async () => {
    const place = await placeWith({
      "a.md": HARBOUR,
      "bad.txt": new Uint8Array([0xff, 0xfe, 0x41]),
      "empty.md": "",
      "odd.md": "---\ntitle: [\n---\n\nText that would be quoted.\n",
    });
    const before = await buildAt(place);
    expect(before.refused).toEqual([
      { path: "bad.txt", reason: expect.stringContaining("not UTF-8") },
      { path: "empty.md", reason: expect.stringContaining("empty") },
      { path: "odd.md", reason: expect.stringContaining("front matter") },
    ]);
    await writeFiles(place.seedsDir, { "c.md": ORCHARD });
    await expect(buildAt(place, { strict: true })).rejects.toThrow(/3 refused[^]*bad\.txt/);
    expect(await readCurrent(place.indexDir)).toBe(before.generation);
  });

  it("keeps two generations, and every one that is open", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation: first } = await buildAt(place);
    const held = await place.store.open(first);
    for (const text of ["one", "two", "three"]) {
      await writeFiles(place.seedsDir, {
        "b.md": `# Number\n\nThis is number ${text} of the changes.\n`,
      });
      await buildAt(place);
    }
    expect(await readdir(generationsDir(place.indexDir))).toHaveLength(3);
    expect(existsSync(generationDir(place.indexDir, first))).toBe(true);
    await held.close();
    await writeFiles(place.seedsDir, { "b.md": "# Number\n\nThis is the last of the changes.\n" });
    await buildAt(place);
    expect(await readdir(generationsDir(place.indexDir))).toHaveLength(2);
  });

  it("removes what a killed build left behind", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    await writeFiles(generationsDir(place.indexDir), {
      ".building-x/passages.jsonl": "half",
      ".removing-y/z": "",
    });
    await buildAt(place);
    expect(await readdir(generationsDir(place.indexDir))).toHaveLength(1);
  });

  it("is the only one: a second is refused while it runs, and not after", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    await buildAt(place);
    const release = await place.store.lock();
    await expect(buildAt(place)).rejects.toThrow(/another one running.*Wait/);
    release();
    await expect(buildAt(place)).resolves.toBeDefined();
  });

  it("builds anew over an index that is damaged, though nothing else has changed", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    await writeFile(join(generationDir(place.indexDir, generation), "passages.hnsw"), "broken");
    await buildAt(place);
    const snapshot = await place.store.open(generation);
    expect(snapshot.counts.passages).toBe(2);
    await snapshot.close();
  });

  it.each([
    ["there is no folder of seeds", {}, /a folder of documents/],
    [
      "the folder has nothing to read",
      { "notes.pdf": "%PDF", "picture.png": "" },
      /notes\.pdf: it is no PDF/,
    ],
    ["no file has a paragraph", { "a.md": "# Only a heading\n" }, /no paragraph/],
  ])("says what to do where %s", async (_, files, message) => {
    const place = await placeWith(files);
    await expect(buildAt(place)).rejects.toThrow(message);
    expect(await readCurrent(place.indexDir)).toBeUndefined();
  });

  it("says what to do where the index folder can't be made", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const store = openFileStore(join(place.seedsDir, "a.md", "index"));
    await expect(buildAt({ ...place, store })).rejects.toThrow(/name another folder with --index/);
  });

  it("serves the last good generation when the seeds are gone", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation } = await buildAt(place);
    await rm(place.seedsDir, { recursive: true });
    await expect(buildAt(place)).rejects.toThrow(/a folder of documents/);
    expect(await readCurrent(place.indexDir)).toBe(generation);
  });
});

describe("a build on a damaged index", () => {
  it("takes over what the one before has, and embeds only the rest", async () => {
    const place = await twoGenerations();
    await damage(fileOf(place, place.second, FILES.lexical), "cut");
    const summary = await buildAt(place);
    const { passages, sentences } = await buildAt(await placeWith({ "t.md": TOWER }));
    expect(summary.embedded).toBe(passages + sentences);
    expect(summary.reused).toBeGreaterThan(0);
    expect(await buildAt(place, { rollback: true })).toMatchObject({ generation: place.first });
  });

  it("does not take a folder that lost most of its documents for what is to be indexed", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD, "t.md": TOWER });
    await buildAt(place);
    await writeFiles(place.seedsDir, { "d.md": "# D\n\nThe fourth of them all.\n" });
    const { generation } = await buildAt(place);
    for (const path of ["a.md", "b.md", "t.md"]) await rm(join(place.seedsDir, path));
    await damage(fileOf(place, generation, "manifest.json"), "cut");
    expect(await faultOf(() => buildAt(place))).toMatch(
      /half of the 3 active documents.*3 of them missing/,
    );
  });
});
