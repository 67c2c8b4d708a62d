/** @module The start on a damaged index: an earlier generation serves, or a build comes first. */

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  currentFile,
  FILES,
  generationDir,
  historyFile,
  readCurrent,
} from "../../src/storage/files/layout.ts";
import { readManifest } from "../../src/storage/files/manifest.ts";
import { checksumOf } from "../../src/base/durable.ts";
import { damage, FEW_CASES, reseal } from "../support/damage.ts";
import { faultOf } from "../support/fault.ts";
import {
  ALWAYS,
  faultsOf,
  fileOf,
  HARBOUR_QUESTION,
  oneGeneration,
  startHere,
  twoGenerations,
} from "../support/healing.ts";
import { keptLog } from "../support/kept-log.ts";
import { buildAt, type Place, startAt } from "../support/library.ts";

describe("a start on a damaged generation", () => {
  it.each(FEW_CASES)(
    "serves the one before at once, and heals: $name $how",
    async ({ name, how }) => {
      const place = await twoGenerations();
      const { first, second } = place;
      await damage(fileOf(place, second, name), how);
      const bot = await startHere(place);
      expect(bot.readiness).toEqual({ state: "stale" });
      expect(bot.builds()).toBe(0);
      expect(bot.library.generation()).toBe(first);
      expect(bot.library.stale()).toContain(name);
      expect(bot.log()).toMatch(new RegExp(`"level":50.*${name}.*${first}.*an earlier one serves`));
      expect((await bot.library.ask(HARBOUR_QUESTION, ALWAYS)).answers).not.toHaveLength(0);
      // Others see the damage until it is repaired, and nothing says that the operator went back.
      expect(await readCurrent(place.indexDir)).toBe(second);
      expect((await faultsOf(place)).join()).toContain(name);
      expect((await place.store.history.activations()).map(({ event }) => event)).not.toContain(
        "rolled-back",
      );
      await bot.heal();
      expect(bot.library.generation()).toBe(second);
      expect(bot.builds()).toBe(1);
      expect(bot.log()).toMatch(/"level":50.*built again in the background/);
      expect(await faultsOf(place)).toEqual([]);
    },
  );

  it.each(FEW_CASES)(
    "builds first where there is none before: $name $how",
    async ({ name, how }) => {
      const { generation, ...place } = await oneGeneration();
      await damage(fileOf(place, generation, name), how);
      const bot = await startHere(place);
      expect(bot.readiness).toMatchObject({ state: "built" });
      expect(bot.library.generation()).toBe(generation);
      expect(bot.log()).toMatch(/"level":50.*the index is damaged.*no earlier one to serve/);
      expect(await faultsOf(place)).toEqual([]);
    },
  );

  it.each(["cut", "emptied", "changed in one bit", "removed"])(
    "finds it by the history where `current` was %s",
    async (how) => {
      const place = await twoGenerations();
      await damage(currentFile(place.indexDir), how);
      const bot = await startHere(place);
      expect(bot.readiness).toEqual({ state: "stale" });
      expect(bot.library.generation()).toBe(place.second);
      await bot.heal();
      expect(bot.library.generation()).toBe(place.second);
      expect(await buildAt(place, { rollback: true })).toMatchObject({ generation: place.first });
    },
  );

  it("serves the one before where the folder of the active one is gone", async () => {
    const place = await twoGenerations();
    await rm(generationDir(place.indexDir, place.second), { recursive: true });
    const bot = await startHere(place);
    expect(bot.library.generation()).toBe(place.first);
    await bot.heal();
    expect(bot.library.generation()).toBe(place.second);
  });

  it.each(["emptied", "removed", "changed in one bit"])(
    "finds the newest other one where the history was %s",
    async (how) => {
      const place = await twoGenerations();
      await damage(fileOf(place, place.second, FILES.hnsw), "removed");
      await damage(historyFile(place.indexDir), how);
      const bot = await startHere(place);
      expect(bot.library.generation()).toBe(place.first);
      await bot.heal();
    },
  );

  it("does not serve one that never passed its check, though its files agree", async () => {
    const { first, second, ...place } = await twoGenerations();
    const manifest = await readManifest(place.indexDir, second);
    const lines = (await readFile(fileOf(place, second, FILES.passages), "utf8")).split("\n");
    const swapped = [...lines.slice(0, -1).toReversed(), ""].join("\n");
    await writeFile(fileOf(place, second, FILES.passages), swapped);
    const mark = await checksumOf(fileOf(place, second, FILES.passages));
    await reseal(place.indexDir, second, { files: { ...manifest.files, [FILES.passages]: mark } });
    await rm(currentFile(place.indexDir));
    await rm(historyFile(place.indexDir));
    const bot = await startHere(place);
    expect(bot.library.generation()).toBe(first);
  });

  it.each([
    [
      "is damaged too",
      (place: Place, id: string) => damage(fileOf(place, id, FILES.vectors), "cut"),
    ],
    [
      "was cut otherwise",
      (place: Place, id: string) => reseal(place.indexDir, id, { splitter: 99 }),
    ],
  ])("builds first where the one before %s", async (_, spoil) => {
    const place = await twoGenerations();
    await spoil(place, place.first);
    await damage(fileOf(place, place.second, FILES.tokens), "cut");
    const bot = await startHere(place);
    expect(bot.readiness).toMatchObject({ state: "built", summary: { generation: place.second } });
  });

  it("says where both documents and index are gone", async () => {
    const { generation, ...place } = await oneGeneration();
    await damage(fileOf(place, generation, FILES.documents), "emptied");
    await rm(place.seedsDir, { recursive: true });
    expect(await faultOf(() => startHere(place))).toMatch(/a folder of documents/);
  });

  it("serves the one before where the documents are gone, and says so at each try", async () => {
    const place = await twoGenerations();
    await damage(fileOf(place, place.second, FILES.documents), "emptied");
    await rm(place.seedsDir, { recursive: true });
    const bot = await startHere(place);
    await bot.check();
    await expect
      .poll(bot.log, { interval: 5, timeout: 20_000 })
      .toMatch(/folder of documents.*not be built again/);
    expect((await bot.library.ask(HARBOUR_QUESTION, ALWAYS)).answers).not.toHaveLength(0);
    expect(bot.library.stale()).toContain(FILES.documents);
  });

  it("waits for a build in another process where there is nothing else", async () => {
    const { generation, ...place } = await oneGeneration();
    await damage(fileOf(place, generation, FILES.tokens), "cut");
    const release = await place.store.lock();
    const { log, text } = keptLog();
    const starting = startAt(place, { log });
    await expect.poll(text, { interval: 5, timeout: 20_000 }).toContain("waiting for it");
    release();
    expect((await starting).library.generation()).toBe(generation);
  });
});

describe("what an operator went back to", () => {
  it("is not left by itself for what was gone back from", async () => {
    const place = await twoGenerations();
    await buildAt(place, { rollback: true });
    await damage(fileOf(place, place.first, FILES.tokens), "removed");
    const bot = await startHere(place);
    expect(bot.readiness).toMatchObject({ state: "built" });
    expect(bot.log()).toMatch(/"endsGoingBack":true.*no earlier one to serve/);
  });
});

it("a build that finds the documents of the one before makes that the active one", async () => {
  const place = await twoGenerations();
  await damage(fileOf(place, place.second, FILES.hnsw), "cut");
  await rm(join(place.seedsDir, "t.md"));
  const bot = await startHere(place);
  await bot.heal();
  expect(bot.library.generation()).toBe(place.first);
  expect(await place.store.history.activationOf(place.first)).toMatchObject({ event: "built" });
});

it("a history that cannot be read is no reason not to start", async () => {
  const place = await twoGenerations();
  await damage(fileOf(place, place.second, FILES.hnsw), "cut");
  await rm(historyFile(place.indexDir));
  await mkdir(historyFile(place.indexDir));
  expect((await startHere(place)).library.generation()).toBe(place.first);
});
