/** @module The unit costs of processes: their start with the models, and their memory. */

import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { z } from "zod";
import { PROJECT } from "../../src/base/config/config.ts";
import { synthetic } from "../material.ts";
import { endedChildrenCpu } from "./cpu.ts";
import type { Costs } from "./measuring.ts";

/** Measures processes of the terminal, which start, load the models and answer one question. */
export async function measureStart(folder: string): Promise<Costs> {
  const documents = await synthetic(join(folder, "start"), { passages: 1, perDocument: 1 });
  const place = ["--seeds", documents, "--index", join(folder, "start-index")];
  const run = (...args: readonly string[]): Promise<unknown> =>
    promisify(execFile)(process.execPath, [join(PROJECT, "bin/footnote.cjs"), ...args, ...place]);
  await run("index");
  const before = endedChildrenCpu();
  for (let at = 0; at < STARTS; at += 1) await run("ask", "What is this?");
  const value = (endedChildrenCpu() - before) / STARTS;
  return {
    starting: { value, source: `${STARTS} processes that answer one question of one passage` },
  };
}

const STARTS = 3;

/** Beside the compiled programs, as deep below the checkout as the sources are. */
const MEMORY_PROGRAM = join(PROJECT, "dist", "bench", "postgres-memory.mjs");

/** Measures the memory of a process that has asked a collection, compiled as the program is; in bytes. */
export async function memoryOf(port: number, collection: string, folder: string): Promise<number> {
  buildSync({
    entryPoints: [join(PROJECT, "bench/postgres-memory.ts")],
    outfile: MEMORY_PROGRAM,
    bundle: true,
    format: "esm",
    packages: "external",
    platform: "node",
  });
  const argument = JSON.stringify({ port, collection, folder });
  const child = fork(MEMORY_PROGRAM, [argument], { execArgv: ["--expose-gc"] });
  const [value] = await Promise.race([once(child, "message"), once(child, "exit")]);
  return 1e6 * z.number().parse(value);
}
