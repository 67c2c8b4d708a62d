/** @module The doctor as an operator runs it, and its checks with faults planted in a copy. */

import { cp, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import {
  checkBuild,
  checkDocuments,
  checkFeedback,
  checkIndex,
  checkModel,
  checkServing,
} from "../../src/cli/checks/collection.ts";
import { checkDatabase, findingOf } from "../../src/cli/checks/database.ts";
import {
  checkDiskSpace,
  checkWritable,
  checkModules,
  checkNode,
} from "../../src/cli/checks/machine.ts";
import { readConfig } from "../../src/base/config/config.ts";
import type { Finding } from "../../src/base/finding.ts";
import { type ChosenConfig, findShadowed } from "../../src/cli/setup.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { withSamples } from "../../src/sources/samples.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { fakeDiscord } from "../support/bot.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeIn, placeWith } from "../support/library.ts";
import { freePort } from "../support/loopback.ts";
import { pgliteSettings, sharedDatabase } from "../support/postgres.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";
import { footnote, type Run } from "../support/terminal.ts";
import { TINY } from "../support/tiny-model.ts";

const Report = z.object({
  faults: z.number(),
  warnings: z.number(),
  findings: z.array(
    z.object({
      check: z.string(),
      state: z.string(),
      found: z.string(),
      remedy: z.string().optional(),
    }),
  ),
});
const reportOf = ({ stdout }: Run) => Report.parse(JSON.parse(stdout));
const lineOf = (run: Run, check: string) =>
  reportOf(run).findings.find((finding) => finding.check === check);

describe("footnote doctor", { timeout: 60_000 }, () => {
  const places = async () => ({
    SEEDS_DIR: await folderWith({ "a.md": HARBOUR }),
    INDEX_DIR: join(await temporaryFolder(), "index"),
    FEEDBACK_DIR: join(await temporaryFolder(), "feedback"),
  });

  it("finds no fault without a token, without an index, and touches nothing", async () => {
    const env = await places();
    const run = await footnote(["doctor"], { env });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^ok +Node +\d/);
    expect(run.stdout).toMatch(/warning +index +none yet in [^]*→ Run: npm run footnote -- index/);
    expect(run.stdout).toMatch(/skipped +Discord +no token is set/);
    expect(run.stdout).toMatch(/\n0 faults, 1 warning\.\n$/);
    await expect(readFile(env.INDEX_DIR)).rejects.toThrow("ENOENT");
    await expect(readFile(env.FEEDBACK_DIR)).rejects.toThrow("ENOENT");
  });

  it.each(["hunter2-hunter2", "hunter2.a.b", "MTEw.hunter2", "MTEw.hunter2.a.b"])(
    "fails with 1 on what can be no token, and neither sends nor prints it: %s",
    async (DISCORD_TOKEN) => {
      const fake = await fakeDiscord();
      const env = { ...(await places()), DISCORD_API: fake.api, DISCORD_TOKEN };
      const run = await footnote(["doctor", "--json"], { env });
      expect(run.code).toBe(1);
      expect(lineOf(run, "token")).toMatchObject({
        state: "fault",
        found: expect.stringContaining("not a bot token"),
        remedy: expect.stringMatching(/Reset Token/),
      });
      expect(run.stdout + run.stderr).not.toContain("hunter2");
      expect(fake.requests).toEqual([]);
    },
  );

  it("fails with 1 on a token that Discord refuses, and never prints it", async () => {
    const fake = await fakeDiscord();
    const env = { ...(await places()), DISCORD_API: fake.api, DISCORD_TOKEN: "MTEw.hunter2.a" };
    const run = await footnote(["doctor", "--json"], { env });
    expect(run.code).toBe(1);
    expect(lineOf(run, "token")).toMatchObject({
      state: "fault",
      remedy: expect.stringMatching(/Reset Token/),
    });
    expect(run.stdout + run.stderr).not.toContain("hunter2");
  });

  it("works with no network, and says so", async () => {
    const env = {
      ...(await places()),
      DISCORD_API: "http://127.0.0.1:9/api",
      DISCORD_TOKEN: "MTEw.b.c",
    };
    const run = await footnote(["doctor", "--json"], { env });
    expect(run.code).toBe(0);
    expect(lineOf(run, "token")).toMatchObject({
      state: "warning",
      found: expect.stringMatching(/^not checked: no connection .*ECONNREFUSED/),
    });
    for (const { state, remedy } of reportOf(run).findings)
      expect([state, remedy]).toEqual([
        state,
        ["warning", "fault"].includes(state) ? expect.any(String) : undefined,
      ]);
  });

  it("names a database that it can't reach, and checks nothing in it", async () => {
    const env = {
      ...(await places()),
      DATABASE_URL: `postgres://reader@127.0.0.1:${await freePort()}/quotes`,
    };
    const run = await footnote(["doctor", "--json"], { env });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(lineOf(run, "database")).toMatchObject({
      state: "fault",
      found: expect.stringContaining("ECONNREFUSED"),
    });
    expect(lineOf(run, "models, index")).toMatchObject({ state: "skipped" });
  });

  it("lists every fault of the settings, and goes no further", async () => {
    const run = await footnote(["doctor", "--json"], {
      env: { LOG_LEVEL: "loud", HEALTH_PORT: "0" },
    });
    expect(run.code).toBe(1);
    expect(lineOf(run, "settings")).toMatchObject({
      found: expect.stringMatching(/LOG_LEVEL[^]*HEALTH_PORT/),
      remedy: expect.any(String),
    });
    expect(lineOf(run, "model")).toBeUndefined();
  });
});

/** Settings of one collection over a folder. */
function settingsAt(at: { folder: string; samples?: string; indexDir?: string }): ChosenConfig {
  const config = readConfig({});
  const { folder, samples, indexDir = config.indexDir } = at;
  const source = { kind: "folder", folder, samples } as const;
  return { ...config, collection: { ...config.collections[0], source, indexDir } };
}

/** Settings for one check, with a library that the fake embedder built. */
async function scene() {
  const place = await placeWith({ "harbour.md": HARBOUR });
  await buildAt(place);
  const { seedsDir, indexDir, embedder } = place;
  return { place, config: settingsAt({ folder: seedsDir, indexDir }), embedder };
}

/** Collects findings, each in a line. */
async function findingsOf(all: AsyncIterable<Finding>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { check, state, found, remedy } of all)
    lines.push(`${state} ${check}: ${found}${remedy === undefined ? "" : ` → ${remedy}`}`);
  return lines;
}

describe("what the doctor checks", () => {
  it("a Node that is too old", async () => {
    expect(await checkNode()).toMatchObject({ state: "ok" });
    for (const version of ["18.20.0", "20.18.9"])
      expect(await checkNode(version)).toMatchObject({ state: "fault" });
    for (const version of ["20.19.0", "24.0.0"])
      expect(await checkNode(version)).toMatchObject({ state: "ok" });
  });

  it("a native module that can't be loaded", async () => {
    const broken = {
      good: async () => {},
      bad: () => Promise.reject(new Error("NODE_MODULE_VERSION 115\nmore")),
    };
    expect(await checkModules(broken)).toMatchObject({
      state: "fault",
      found: "bad: NODE_MODULE_VERSION 115",
    });
  });

  it("a model with one byte flipped, or a file missing", { timeout: 60_000 }, async () => {
    const modelsDir = await temporaryFolder();
    await cp(inject("modelsDir"), modelsDir, { recursive: true });
    const config = { ...readConfig({}), modelsDir, modelName: TINY };
    expect((await checkModel(config)).finding).toMatchObject({ state: "ok" });
    const file = join(modelsDir, TINY, "tokenizer.json");
    const bytes = await readFile(file);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const flipped = await checkModel(config);
    expect(flipped.finding).toMatchObject({
      state: "fault",
      found: expect.stringMatching(/tokenizer\.json.*altered/),
      remedy: expect.stringContaining("Restore the folder"),
    });
    expect(flipped.embedder).toBeUndefined();
    await rm(file);
    expect((await checkModel(config)).finding.found).toContain("missing");
  });

  it("documents that are missing, empty, or of a kind that is not read", async () => {
    const indexDir = join(await temporaryFolder(), "index");
    const at = (seedsDir: string) =>
      findingsOf(checkDocuments(settingsAt({ folder: seedsDir, indexDir })));
    expect(await at("/nowhere/at/all")).toEqual([
      expect.stringMatching(/^fault documents: .*\/nowhere\/at\/all; found none → Create it/),
    ]);
    const folder = await temporaryFolder();
    const add = "Add documents: npm run footnote -- add FILE, or name their folder: SEEDS_DIR.";
    expect(await at(folder)).toEqual([
      `fault documents: ${folder} is empty, so the start fails → ${add}`,
    ]);
    await writeFiles(folder, { "a.md": HARBOUR });
    expect(await at(folder)).toEqual([`ok documents: 1 document in ${folder}`]);
    await writeFiles(folder, { "b.rtf": "{}", "c.png": "x" });
    expect(await at(folder)).toEqual([
      `ok documents: 1 document in ${folder}`,
      expect.stringMatching(/^warning files left out: b\.rtf: a \.rtf file: [^]*1 \.png/),
    ]);
    await rm(join(folder, "b.rtf"));
    expect((await at(folder))[1]).toMatch(/^ok files left out: .*1 \.png/);
  });

  it("an empty folder whose index is still served", async () => {
    const { config, place } = await scene();
    await rm(join(place.seedsDir, "harbour.md"));
    expect(await findingsOf(checkDocuments(config))).toEqual([
      expect.stringMatching(
        /^warning documents: .* is empty; the start serves the last index → Check that the folder is mounted\. Add/,
      ),
    ]);
  });

  it("own documents that are gone, and are not replaced by the samples", async () => {
    const folder = await temporaryFolder();
    const [own, samplesDir] = [join(folder, "documents"), join(folder, "samples")];
    await writeFiles(samplesDir, { "s.md": ORCHARD });
    await writeFiles(own, { "a.md": HARBOUR });
    const place = placeIn(folder);
    await buildAt({ ...place, source: withSamples(openFolder(own), openFolder(samplesDir)) });
    await rm(own, { recursive: true });
    const config = settingsAt({ folder: own, samples: samplesDir, indexDir: place.indexDir });
    expect(await findingsOf(checkDocuments(config))).toEqual([
      expect.stringMatching(
        /^warning documents: .*documents is missing; the start serves the last index → Check that the folder is mounted\. Add/,
      ),
    ]);
  });

  it("an index that was rolled back", async () => {
    const { config, embedder, place } = await scene();
    await writeFiles(place.seedsDir, { "more.md": ORCHARD });
    await buildAt(place);
    await buildAt(place, { rollback: true });
    expect(await checkIndex(config, embedder)).toMatchObject({
      state: "warning",
      found: expect.stringMatching(/rolled back to, and differs from the documents now$/),
      remedy: expect.stringContaining("stays until the next rebuild"),
    });
  });

  it("samples that are served, and documents that are not", async () => {
    const folder = await temporaryFolder();
    const [own, samples] = [join(folder, "documents"), join(folder, "seeds")];
    await writeFiles(samples, { "s.md": HARBOUR });
    const config = settingsAt({ folder: own, samples });
    const discord = readConfig({ DISCORD_TOKEN: "MTEw.a.b" }).discord;
    const served = `documents: ${own} is missing, so the samples are served`;
    expect(await findingsOf(checkDocuments(config))).toEqual([
      `ok ${served}; to add your own: npm run footnote -- add FILE`,
    ]);
    expect(await findingsOf(checkDocuments({ ...config, discord }))).toEqual([
      expect.stringContaining(`warning ${served} → Add`),
    ]);
    await mkdir(own);
    expect(await findingsOf(checkDocuments(config))).toEqual([
      expect.stringContaining(`${own} is empty, so the samples`),
    ]);
    const set = settingsAt({ folder: samples });
    expect(await findShadowed(set, [own, samples])).toBeUndefined();
    await writeFiles(own, { "a.md": HARBOUR });
    expect(await findShadowed(set, [own, samples])).toMatchObject({
      found: `1 document in ${own} not served: SEEDS_DIR names the samples in ${samples}`,
    });
    expect(await findShadowed(config, [own, samples])).toBeUndefined();
  });

  it("an index that is sound, out of date, damaged", async () => {
    const { config, embedder, place } = await scene();
    expect(await checkIndex(config, embedder)).toMatchObject({
      state: "ok",
      found: expect.stringMatching(/1 document, 2 passages, up to date$/),
    });
    await writeFiles(place.seedsDir, { "more.md": HARBOUR });
    expect(await checkIndex(config, embedder)).toMatchObject({
      state: "warning",
      found: expect.stringContaining("have changed since"),
    });
    const id = (await readFile(join(config.collection.indexDir, "current"), "utf8")).trim();
    await truncate(join(config.collection.indexDir, "generations", id, "passages.jsonl"), 9);
    expect(await checkIndex(config, embedder)).toMatchObject({
      state: "fault",
      found: expect.stringContaining("passages.jsonl"),
    });
  });

  it("a database, and jobs that nobody works on", async () => {
    const settings = pgliteSettings();
    await sharedDatabase();
    const finding = await checkDatabase(settings);
    expect(finding.found).toMatch(/^\w+, as \w+; PostgreSQL \d.* with pgvector \d.*; \d+ process/);
    const of = (workers: number, queued: number, guilds = 0) =>
      findingOf(settings, { server: "16.4", vector: "0.8.4", workers, queued, guilds });
    expect(of(1, 0, 2).found).toMatch(/2 servers manage documents$/);
    expect(of(0, 1)).toMatchObject({
      state: "warning",
      remedy: expect.stringContaining("npm run worker"),
    });
    for (const finding of [of(0, 0), of(1, 1)]) expect(finding.state).toBe("ok");
  });

  it("a build that is running, and a bot", async () => {
    const { config, place } = await scene();
    expect(await checkBuild(config.collection)).toMatchObject({ state: "ok" });
    const release = await openFileStore(config.collection.indexDir).lock();
    expect(await checkBuild(config.collection)).toMatchObject({
      state: "warning",
      found: "one is running",
    });
    release();
    if (process.platform !== "linux") return;
    expect((await checkServing(config.collection)).found).toBe("not running on this index");
    await openAt(place);
    expect((await checkServing(config.collection)).found).toBe("running on this index");
  });

  it("room on the disk", async () => {
    const folder = await folderWith({ file: "x".repeat(3_000_000) });
    const at = (free: number) => checkDiskSpace(join(folder, "not", "yet"), async () => free);
    expect(await at(49_000_000)).toMatchObject({ state: "fault" });
    expect(await at(50_000_000)).toMatchObject({ state: "ok" });
    expect(await checkDiskSpace(folder, async () => 51_000_000)).toMatchObject({
      state: "warning",
    });
    expect(await checkDiskSpace(folder)).toMatchObject({ state: "ok" });
  });

  it("a place that can't be written to", async () => {
    const folder = await folderWith({ file: "" });
    expect(await checkWritable("index folder", join(folder, "a", "b"), "INDEX_DIR")).toMatchObject({
      state: "ok",
    });
    expect(
      await checkWritable("index folder", join(folder, "file", "b"), "INDEX_DIR"),
    ).toMatchObject({ state: "fault" });
  });

  it("feedback that is damaged", async () => {
    const dir = await folderWith({ "feedback.jsonl": "broken\n" });
    const at = (folder: string) =>
      checkFeedback({
        ...readConfig({}),
        feedback: { dir: folder, days: 9, keepsQuestions: true },
      });
    expect(await at(dir)).toMatchObject({
      state: "warning",
      found: expect.stringMatching(/^0 records.*1 record can't be read/),
    });
    expect(await at(join(dir, "not-yet"))).toMatchObject({ state: "ok" });
    await mkdir(join(dir, "other", "feedback.jsonl"), { recursive: true });
    expect(await at(join(dir, "other"))).toMatchObject({ state: "fault" });
  });
});
