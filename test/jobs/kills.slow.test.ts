/** @module Workers that are killed at random points of a build: another resumes it, and nothing is half active. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { readConfig } from "../../src/base/config/config.ts";
import { databaseOf } from "../../src/cli/database.ts";
import { collectionOf } from "../../src/cli/setup.ts";
import { openQueueOf } from "../../src/cli/working.ts";
import { buildByJobs } from "../../src/jobs/follow.ts";
import { contentOf } from "../../src/search/snapshot.ts";
import { sql } from "../../src/storage/postgres/statement.ts";
import type { Store } from "../../src/storage/store.ts";
import { realDatabase, urlOf } from "../support/real-postgres.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";
import { tinySettings } from "../support/terminal.ts";

const ROUNDS = 8;
/** The longest wait until the kill: a bit longer than a build. */
const LONGEST_MS = 6_000;

const UNSEALED = sql("test unsealed")`select from generation where id is null`;
const RUNNING = sql("test running")`select from job where state = 'running'`;

/** Documents of which every section names the version. */
const documentsOf = (version: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: 12 }, (_, document) => [
      `d${document}.md`,
      Array.from(
        { length: 10 },
        (__, at) => `# Berth ${document}-${at}\n\nShip ${at} of version ${version} waits here.\n`,
      ).join("\n"),
    ]),
  );

/** Returns the versions in the active generation, which must be sound. */
async function versionsIn(store: Store): Promise<readonly number[]> {
  const id = await store.active();
  if (id === undefined) return [];
  for await (const fault of store.verify(id)) expect.fail(fault);
  const snapshot = await store.open(id, "copy");
  const { documents, passages } = await contentOf(snapshot);
  await snapshot.close();
  expect(passages.length).toBe(120);
  const found = documents.flatMap(({ text }) => Array.from(text.matchAll(/version (\d+)/g)));
  return [...new Set(found.map(([, version]) => Number(version)))];
}

test(
  "a build whose worker is killed is resumed, and activated once",
  { timeout: 600_000 },
  async (context) => {
    const settings = await realDatabase(context);
    const SEEDS_DIR = await folderWith(documentsOf(0));
    const environment = {
      ...tinySettings(),
      DATABASE_URL: urlOf(settings),
      SEEDS_DIR,
      INDEX_DIR: await temporaryFolder(),
      FEEDBACK_DIR: await temporaryFolder(),
    };
    const config = readConfig(environment);
    if (!config.database) throw new Error("no database");
    const { queue, close } = await openQueueOf(config, config.database);
    const { database, holder } = await databaseOf(config.database);
    const { store } = await collectionOf({ ...config, collection: config.collections[0] });
    const startWorker = (): ChildProcess => {
      const env = { PATH: process.env.PATH ?? "", ...environment };
      const child = spawn(process.execPath, ["bin/worker.cjs"], { env, stdio: "ignore" });
      onTestFinished(() => void child.kill("SIGKILL"));
      return child;
    };
    onTestFinished(async () => {
      await close();
      await holder.close();
      await database.close();
    });
    for (let version = 0; version < ROUNDS; version += 1) {
      await writeFiles(SEEDS_DIR, documentsOf(version));
      const killed = startWorker();
      const summary = buildByJobs({ queue, collection: "default" })({ onProgress: () => {} });
      const begun = vi.waitFor(
        async () => expect(await database.query(RUNNING, [])).toHaveLength(1),
        { timeout: 60_000 },
      );
      await Promise.race([begun, summary]);
      await sleep(Math.random() * LONGEST_MS);
      killed.kill("SIGKILL");
      const between = await versionsIn(store);
      const allowed = version === 0 ? [[], [0]] : [[version - 1], [version]];
      expect(allowed).toContainEqual(between);
      const other = startWorker();
      // The signs of life of the other worker are younger than this.
      await sleep(3_000);
      await queue.rescue({ staleMs: 2_900, mostAttempts: 5 });
      expect(await summary).toMatchObject({ documents: 12 });
      expect(await versionsIn(store)).toEqual([version]);
      expect(await database.query(UNSEALED, [])).toEqual([]);
      other.kill("SIGTERM");
      expect(await once(other, "exit")).toEqual([0, null]);
    }
    expect(await store.history.activations()).toHaveLength(ROUNDS);
  },
);
