/** @module The compiled program: its folder, and its entries as child processes at a lower priority than this one. */

import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { constants, getPriority, setPriority } from "node:os";
import { join } from "node:path";
import { childEnvironment } from "../config/config.ts";
import { COMPILED, PROJECT } from "../project.ts";
import { forwardStandardError } from "../standard-error.ts";

/** The exports of `bin/dist.cjs`. */
interface Dist {
  readonly compiledFolder: () => string;
}

let found = COMPILED;

/** Returns the folder of the compiled program, the same for the life of this process. */
export function programFolder(): string {
  found ??= compileSources();
  return found;
}

function compileSources(): string {
  const dist = createRequire(import.meta.url)(join(PROJECT, "bin", "dist.cjs")) as Dist;
  return dist.compiledFolder();
}

/** The entries that are child processes. */
export type Program = "build" | "read";

/**
 * Starts an entry without the bot's token, only a build with the database's address, and forwards its standard error.
 * @param argument is passed to it as JSON.
 * @param heapMegabytes the most that its JavaScript heap may take.
 */
export function startChild(
  program: Program,
  argument: object,
  heapMegabytes?: number,
): ChildProcess {
  const limit = heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`];
  const child = fork(join(programFolder(), `${program}.js`), [JSON.stringify(argument)], {
    execArgv: ["--enable-source-maps", ...limit],
    env: childEnvironment(program === "build"),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });
  forwardStandardError(child);
  lowerPriority(child.pid);
  return child;
}

/** Returns the argument of this process, a child, without checking it. */
export const ownArgument = (): unknown => JSON.parse(process.argv[2] ?? "");

/** Threads that the process starts later inherit this. Where priorities cannot be changed, it keeps its own. */
export function lowerPriority(pid: number | undefined): void {
  try {
    const low = Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL);
    if (pid !== undefined) setPriority(pid, low);
  } catch {
    // It runs all the same.
  }
}
