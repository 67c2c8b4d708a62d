/** @module A running bot on a damaged index: it goes on answering, and repairs the index. */

import { rm } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { currentFile, FILES } from "../../src/storage/files/layout.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import { damage, FEW_CASES } from "../support/damage.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import {
  ALWAYS,
  faultsOf,
  fileOf,
  HARBOUR_QUESTION,
  oneGeneration,
  startHere,
  TOWER_QUESTION,
  twoGenerations,
} from "../support/healing.ts";
import { buildAt, HARBOUR, TOWER } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const idFor = async (library: Library, question: string): Promise<string> =>
  (await library.ask(question, ALWAYS)).answers[0]?.citation.id ?? "";

describe("a running bot", () => {
  it.each(FEW_CASES)(
    "answers as before from what it has open, and heals: $name $how",
    async ({ name, how }) => {
      const embedder = fakeEmbedder();
      const { generation, ...place } = { ...(await oneGeneration()), embedder };
      const bot = await startHere(place);
      await bot.check();
      expect(bot.log()).toBe("");
      const before = await bot.library.ask(HARBOUR_QUESTION, ALWAYS);
      await damage(fileOf(place, generation, name), how);
      expect(await bot.library.ask(HARBOUR_QUESTION, ALWAYS)).toEqual(before);
      await bot.check();
      expect(bot.library.stale()).toContain(name);
      expect(await bot.library.ask(HARBOUR_QUESTION, ALWAYS)).toEqual(before);
      await bot.heal();
      expect(bot.builds()).toBe(1);
      expect(await faultsOf(place)).toEqual([]);
      // It reads the new files, not those that are damaged.
      const runs = embedder.runs();
      expect(await bot.library.ask(HARBOUR_QUESTION, ALWAYS)).toEqual(before);
      expect(embedder.runs()).toBe(runs);
    },
  );

  it.each(["cut", "emptied", "removed", "changed in one bit"])(
    "goes on where `current` was %s",
    async (how) => {
      const place = await twoGenerations();
      const bot = await startHere(place);
      await damage(currentFile(place.indexDir), how);
      await bot.heal();
      expect(bot.builds()).toBe(1);
      expect(bot.library.generation()).toBe(place.second);
    },
  );

  it("goes on where the whole index was deleted", async () => {
    const place = await twoGenerations();
    const bot = await startHere(place);
    await rm(place.indexDir, { recursive: true });
    await bot.heal();
    expect(bot.library.generation()).toBe(place.second);
  });

  it("keeps what it has where a new generation is damaged, and heals to that", async () => {
    const { generation, ...place } = await oneGeneration();
    const bot = await startHere(place);
    await writeFiles(place.seedsDir, { "t.md": TOWER });
    const next = await buildAt(place);
    await damage(fileOf(place, next.generation, FILES.sentences), "cut");
    await bot.check();
    expect(bot.library.generation()).toBe(generation);
    await bot.heal();
    expect(bot.library.generation()).toBe(next.generation);
  });

  it("opens nothing again while nothing changes, and logs what is wrong once", async () => {
    const place = await twoGenerations();
    const bot = await startHere(place, () => Promise.reject(new Error("no")));
    await damage(fileOf(place, place.second, FILES.hnsw), "cut");
    for (let time = 0; time < 5; time += 1) await bot.check();
    const fault = (): Promise<unknown> => bot.library.refresh().catch((error: unknown) => error);
    expect(await fault()).toBe(await fault());
    expect(bot.log().match(/the active index is damaged/g)).toHaveLength(1);
  });

  it("waits longer after each rebuild that fails", async () => {
    const place = await twoGenerations();
    const bot = await startHere(place, () => Promise.reject(new Error("no")));
    await damage(fileOf(place, place.second, FILES.hnsw), "cut");
    const day = 8 * 60;
    for (let minute = 0; minute < day; minute += 1) {
      await bot.check();
      // The end of a rebuild that fails takes some turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      bot.pass(60_000);
    }
    // At 0, 1, 3, 7, 15, 31 and 63 minutes, then every hour.
    expect(bot.builds()).toBe(7 + Math.floor((day - 1 - 63) / 60));
    expect(bot.log().match(/could not be built again/g)).toHaveLength(bot.builds());
  });

  it("does not build again at once where the index is damaged again at once", async () => {
    const { generation, ...place } = await oneGeneration();
    const bot = await startHere(place, async (request) => {
      bot.pass(1_000);
      return buildAt(place, request);
    });
    const spoil = () => damage(fileOf(place, generation, FILES.hnsw), "removed");
    await spoil();
    await bot.heal();
    await spoil();
    await bot.check();
    bot.pass(999);
    await bot.check();
    expect(bot.builds()).toBe(1);
    bot.pass(1);
    await bot.check();
    expect(bot.builds()).toBe(2);
  });

  it("joins a rebuild that an operator asked for, and is joined", async () => {
    const place = await twoGenerations();
    const bot = await startHere(place);
    await damage(fileOf(place, place.second, FILES.hnsw), "cut");
    await bot.check();
    await bot.library.rebuild({ full: false, onProgress: () => {} });
    await bot.heal();
    expect(bot.builds()).toBe(1);
  });

  it("takes what another process builds meanwhile", async () => {
    const place = await twoGenerations();
    const bot = await startHere(place);
    await damage(fileOf(place, place.second, FILES.hnsw), "cut");
    const release = await place.store.lock();
    await bot.check();
    await expect
      .poll(bot.log, { interval: 5, timeout: 20_000 })
      .toMatch(/another one running.*not be built again/);
    release();
    await buildAt(place);
    await bot.heal();
    expect(bot.builds()).toBe(1);
  });

  it("leaves alone what another version of the program has built", async () => {
    const place = await twoGenerations();
    const bot = await startHere(place);
    await buildAt({ ...place, embedder: fakeEmbedder("other") });
    for (let time = 0; time < 3; time += 1) await bot.check();
    expect(bot.builds()).toBe(0);
    expect(bot.log().match(/"level":40.*another model or version/g)).toHaveLength(1);
    expect(bot.library.stale()).toContain("made with the model other");
  });
});

describe("what an operator went back to", () => {
  it("goes on serving from a running bot, and is not built over", async () => {
    const place = await twoGenerations();
    await buildAt(place, { rollback: true });
    const bot = await startHere(place);
    await damage(fileOf(place, place.first, FILES.tokens), "emptied");
    for (let time = 0; time < 3; time += 1) await bot.check();
    expect(bot.builds()).toBe(0);
    expect(bot.log().match(/as you went back to it/g)).toHaveLength(1);
    expect(bot.library.generation()).toBe(place.first);
    expect((await bot.library.ask(HARBOUR_QUESTION, ALWAYS)).answers).not.toHaveLength(0);
    await bot.library.rebuild({ full: false, onProgress: () => {} });
    await bot.heal();
    expect(bot.library.generation()).toBe(place.second);
  });
});

describe("an ID", () => {
  it("that only the damaged generation has is not told to be unknown for good", async () => {
    const place = await twoGenerations();
    const library = await openLibrary({ ...place, build: () => Promise.reject(new Error("no")) });
    onTestFinished(() => library.close());
    const newer = await idFor(library, TOWER_QUESTION);
    const older = await idFor(library, HARBOUR_QUESTION);
    await damage(fileOf(place, place.second, FILES.hnsw), "cut");
    const bot = await startHere(place);
    expect(await bot.library.source(newer)).toEqual({ status: "unknown", id: newer, stale: true });
    expect(await bot.library.source(older)).toMatchObject({ status: "found", stale: true });
    const recalled = { marked: [{ id: newer, best: 0 }], from: 0, to: 1, firstRank: 1 };
    expect(await bot.library.recall(recalled)).toMatchObject({ missing: 1, stale: true });
    await bot.heal();
    expect(await bot.library.source(newer)).toMatchObject({ status: "found" });
    expect(await bot.library.source(newer)).not.toHaveProperty("stale");
  });

  it("of either generation is told to be gone where the documents changed meanwhile", async () => {
    const place = await twoGenerations();
    const library = await openLibrary({ ...place, build: () => Promise.reject(new Error("no")) });
    onTestFinished(() => library.close());
    const newer = await idFor(library, TOWER_QUESTION);
    const older = await idFor(library, HARBOUR_QUESTION);
    await damage(fileOf(place, place.second, FILES.hnsw), "cut");
    await writeFiles(place.seedsDir, {
      "a.md": HARBOUR.replace("six", "nine"),
      "t.md": TOWER.replace("ninety", "eighty"),
    });
    const bot = await startHere(place);
    await bot.heal();
    for (const id of [newer, older])
      expect(await bot.library.source(id)).toMatchObject({
        status: "gone",
        last: { fate: "changed" },
      });
  });
});
