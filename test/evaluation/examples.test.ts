/** @module Examples: the operator's questions or headings, each found by the generation that keeps it. */

import { cp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFileStore } from "../../src/storage/files/store.ts";
import { examplesFile } from "../../src/storage/files/layout.ts";
import { isUpToDate } from "../../src/collection/ready.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import {
  buildAt,
  examplesAt,
  HARBOUR,
  openAt,
  ORCHARD,
  type Place,
  placeWith,
  startAt,
} from "../support/library.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";

const FOUND = "When does the harbour open in the morning, and when is its gate shut at dusk?";
const LOST = "Which colour do bananas have?";

/** A file of questions that is not in the folder of documents. */
async function outside(): Promise<string> {
  const folder = await folderWith({ "examples.txt": FOUND });
  return join(folder, "examples.txt");
}

const shownAt = async (place: Place) => (await openAt(place)).examples();

describe("the operator's examples", () => {
  it("are kept if they are found, and those that are not are named", async () => {
    const lines = ["# Ours", "", FOUND, `  ${LOST}  `, "?!", FOUND].join("\r\n");
    const place = await placeWith({ "a.md": HARBOUR, "examples.txt": `\uFEFF${lines}` });
    const summary = await buildAt(place);
    expect(summary).toMatchObject({ documents: 1, refused: [], passedOver: [] });
    expect(summary.examples).toEqual({
      kept: [FOUND],
      refused: [
        { question: LOST, reason: "the outcome is nothing, not found" },
        { question: "?!", reason: expect.stringContaining("3 to 300 characters") },
      ],
    });
    expect(await shownAt(place)).toEqual([FOUND]);
    expect((await (await openAt(place)).list()).waiting).toEqual([]);
  });

  it("give way to headings where none is found", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "examples.txt": LOST });
    const { examples } = await buildAt(place);
    expect(examples.refused).toHaveLength(1);
    expect(examples.kept.length).toBeGreaterThan(0);
  });

  it("beyond forty are not asked", async () => {
    const lines = Array.from({ length: 45 }, (_, at) => `${LOST} ${at}`);
    const embedder = fakeEmbedder();
    const place = await placeWith({ "a.md": HARBOUR, "examples.txt": lines.join("\n") });
    const { examples } = await buildAt({ ...place, embedder });
    expect(examples.refused).toHaveLength(45);
    expect(examples.refused[44]?.reason).toBe("more than 40 are not read");
    expect(embedder.asked()).toBe(40 + examples.kept.length);
  });

  it("are proven again when the file changes or the ranking does, and nothing else is built", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation, examples } = await buildAt(place);
    expect(examples.kept).toEqual([
      "What about The harbour?",
      "What about Hours?",
      "What about Ships?",
    ]);
    const embedder = fakeEmbedder();
    expect((await buildAt({ ...place, embedder })).examples).toEqual(examples);
    expect(embedder.asked()).toBe(0);
    expect(await isUpToDate({ ...place, examples: examplesAt(place) })).toBe(true);
    await writeFiles(place.seedsDir, { "examples.txt": FOUND });
    expect(await isUpToDate({ ...place, examples: examplesAt(place) })).toBe(false);
    const { library, readiness } = await startAt(place);
    expect(readiness).toMatchObject({ summary: { outcome: "unchanged", generation } });
    expect(await library.examples()).toEqual([FOUND]);
    const strict = { ...place, embedder: fakeEmbedder("fake", { found: 2 }) };
    expect((await buildAt(strict)).examples).toMatchObject({ kept: [], refused: [{}] });
  });

  it("in a file that can't be read are named by it", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "examples.txt": new Uint8Array([0xff]) });
    expect((await buildAt(place)).examples.refused).toEqual([
      { question: "examples.txt", reason: expect.stringContaining("not UTF-8") },
    ]);
    await rm(join(place.seedsDir, "examples.txt"));
    await symlink(await outside(), join(place.seedsDir, "examples.txt"));
    expect((await buildAt(place)).examples.refused).toEqual([
      { question: "examples.txt", reason: expect.stringContaining("outside the folder") },
    ]);
  });

  it("are no document at the root alone", async () => {
    const place = await placeWith({ "a.md": HARBOUR, "more/examples.txt": "The tide is high." });
    expect((await buildAt(place)).documents).toBe(2);
  });
});

describe("examples made from headings", () => {
  it("are those whose own section is found first", async () => {
    const elsewhere =
      "## Sounds\n\nWhat about bells? So one asks: what about bells, what about bells?\n";
    const bells =
      "## Bells\n\nThe keeper oils the ropes in spring and counts every ladder of the old wall.\n";
    const place = await placeWith({ "a.md": `# Tower\n\n${bells}\n${elsewhere}`, "b.md": HARBOUR });
    const { examples } = await buildAt(place);
    const library = await openAt(place);
    const { outcome, answers } = await library.ask("What about Bells?", { top: 1 });
    expect([outcome, answers[0]?.citation.headings]).toEqual(["found", ["Sounds"]]);
    expect(examples.kept).toContain("What about Ships?");
    expect(examples.kept).not.toContain("What about Bells?");
  });

  it("are at most six", async () => {
    const sections = "abcdefghijk"
      .split("")
      .map((letter) => `## Harbour${letter}\n\nThe harbour${letter} opens at six.\n`);
    const place = await placeWith({ "a.md": `# Harbours\n\n${sections.join("\n")}` });
    expect((await buildAt(place)).examples.kept).toHaveLength(6);
  });
});

describe("the file of examples", () => {
  it("goes where the index goes, and is no fault where it is missing or damaged", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { generation, examples } = await buildAt(place);
    const indexDir = join(await temporaryFolder(), "index");
    const copy = { ...place, indexDir, store: openFileStore(indexDir) };
    await cp(place.indexDir, copy.indexDir, { recursive: true });
    expect(await shownAt(copy)).toEqual(examples.kept);
    const file = examplesFile(place.indexDir, generation);
    for (const spoil of [() => writeFile(file, '{"kept": ['), () => rm(file)]) {
      await spoil();
      expect(await shownAt(place)).toEqual([]);
      const verified = await verifyIndex(place.store, place.source, place.embedder);
      expect(verified.faults).toEqual([]);
      expect(await isUpToDate({ ...place, examples: examplesAt(place) })).toBe(true);
    }
    expect((await buildAt(place)).examples).toEqual(examples);
  });

  it("is each generation's own, over a way back too", async () => {
    const place = await placeWith({ "a.md": HARBOUR });
    const { examples } = await buildAt(place);
    await writeFiles(place.seedsDir, { "o.md": ORCHARD });
    const { generation, examples: more } = await buildAt(place);
    expect(more.kept.length).toBeGreaterThan(examples.kept.length);
    const back = await buildAt(place, { rollback: true });
    expect(back.examples).toEqual(examples);
    expect(await shownAt(place)).toEqual(examples.kept);
    const stored = await readFile(examplesFile(place.indexDir, generation), "utf8");
    expect(JSON.parse(stored)).toMatchObject(more);
  });
});
