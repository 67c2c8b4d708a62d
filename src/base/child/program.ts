/** @module The compiled program: its folder, and its entries as processes. */

import { type ChildProcess, fork, type ForkOptions } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { childEnvironment } from "../config/config.ts";
import { COMPILED, PROJECT } from "../project.ts";

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

/** Forks an entry of the compiled program, without the bot's token. */
export const forkProgram = (
  entry: "footnote" | "read",
  args: readonly string[],
  { execArgv = [], ...options }: Omit<ForkOptions, "env">,
): ChildProcess =>
  fork(join(programFolder(), `${entry}.js`), args, {
    ...options,
    execArgv: ["--enable-source-maps", ...execArgv],
    env: childEnvironment(),
  });
