/** @module From start to ready, and the first question after it: `npm start` itself, in a fake Discord. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openFolder } from "../src/sources/folder.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { buildAt } from "../test/support/building.ts";
import { startFakeDiscord } from "../test/fake-discord/server.ts";
import { askOnce } from "./load-asking.ts";
import { startBot } from "./load-process.ts";
import { synthetic } from "./material.ts";
import { type Benchmark, median, timed } from "./measure.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";

const PASSAGES = 5_000;
const STARTS = 7;

/** Milliseconds. */
interface Start {
  /** A process that only creates the sessions of the models, measured just before. */
  readonly bare: number;
  readonly ready: number;
  readonly first: number;
  readonly second: number;
}

/** Each start is a process of its own. */
export const starting: Benchmark = async ({ folder, short }) => {
  const passages = short ? PASSAGES / 5 : PASSAGES;
  const seedsDir = await synthetic(join(folder, "start"), { passages });
  const indexDir = join(folder, "start-index");
  const store = openFileStore(indexDir);
  await buildAt({ source: openFolder(seedsDir), store, embedder: await pooledEmbedder() });
  const starts: Start[] = [];
  for (let at = 0; at < (short ? 3 : STARTS); at += 1)
    starts.push(await startOnce({ SEEDS_DIR: seedsDir, INDEX_DIR: indexDir }));
  const of = (what: keyof Start): number => median(starts.map((start) => start[what]));
  return [
    { name: `start to ready, ${passages} passages`, value: of("ready"), unit: "ms" },
    {
      name: "start to ready / sessions of the models",
      value: of("ready") / of("bare"),
      unit: "ratio",
      better: "less",
    },
    { name: "first question after ready", value: of("first"), unit: "ms" },
    { name: "second question", value: of("second"), unit: "ms" },
    {
      name: "first question / second",
      value: of("first") / of("second"),
      unit: "ratio",
      better: "less",
    },
  ];
};

async function startOnce(env: Readonly<Record<string, string>>): Promise<Start> {
  const bare = await timed(startBare);
  const fake = await startFakeDiscord();
  const began = performance.now();
  const bot = await startBot("bin/start.cjs", fake, env, []);
  const ready = performance.now() - began;
  const ask = async (question: string, at: number): Promise<number> => {
    const waited = await askOnce(fake, question, at);
    if ("error" in waited) throw new Error(waited.error);
    return waited.ms;
  };
  try {
    const first = await ask("When does the ferry leave the harbour?", 0);
    return { bare, ready, first, second: await ask("Who may open the gate in winter?", 1) };
  } finally {
    await bot.stop();
    await fake.stop();
  }
}

async function startBare(): Promise<void> {
  const script = fileURLToPath(new URL("bare-start.mjs", import.meta.url));
  await once(spawn(process.execPath, [script], { stdio: "ignore" }), "exit");
}
