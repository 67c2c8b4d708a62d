/** @module From start to ready, and the first question after it. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT } from "../src/config.ts";
import { buildIndex } from "../src/library/build.ts";
import { synthetic } from "./material.ts";
import { type Benchmark, type Figure, median } from "./measure.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";

const PASSAGES = 5_000;
const STARTS = 7;

const Report = z.record(z.string(), z.number());

/** Each start is a process of its own, which tells when it had done what. */
export const starting: Benchmark = async ({ folder, short }) => {
  const passages = short ? PASSAGES / 5 : PASSAGES;
  const seedsDir = await synthetic(join(folder, "start"), { passages });
  const indexDir = join(folder, "start-index");
  const build = { full: false, strict: false, onProgress: () => {} };
  await buildIndex({ seedsDir, indexDir, embedder: await pooledEmbedder(), ...build });
  const reports: Record<string, number>[] = [];
  for (let at = 0; at < (short ? 3 : STARTS); at += 1)
    reports.push(await startOnce(seedsDir, indexDir));
  const of = (stage: string): number => median(reports.map((report) => report[stage] ?? NaN));
  const stages = Object.keys(reports[0] ?? {}).filter((stage) => !stage.includes("question"));
  return [
    ...stages.map((stage): Figure => ({
      name: `start, ${passages} passages: ${stage}`,
      value: of(stage),
      unit: "ms",
    })),
    { name: "first question after ready", value: of("first question"), unit: "ms" },
    { name: "second question", value: of("second question"), unit: "ms" },
    {
      name: "first question / second",
      value: of("first question") / of("second question"),
      unit: "ratio",
      better: "less",
    },
  ];
};

async function startOnce(seedsDir: string, indexDir: string): Promise<Record<string, number>> {
  const began = Date.now();
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(PROJECT, "bench/start-child.ts"), seedsDir, indexDir, `${began}`],
    { stdio: ["ignore", "pipe", "inherit"], cwd: PROJECT },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return Report.parse(JSON.parse(output));
}
