/** @module The terminal's verbs, and the program's entries, as a user runs them. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { inject } from "vitest";
import { PROJECT } from "../../src/base/config/config.ts";
import { ABILITIES } from "../../commands/index.ts";
import { run } from "../../src/cli/program.ts";
import { FEEDBACK_DIR } from "./temporary.ts";
import { TINY } from "./tiny-model.ts";

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Returns the settings that lead a process to the tiny models. */
export const tinySettings = (): Readonly<Record<string, string>> => ({
  MODELS_DIR: inject("modelsDir"),
  EMBEDDING_MODEL: TINY,
});

const settings = (): Readonly<Record<string, string>> => ({
  DISCORD_TOKEN: "",
  LOG_LEVEL: "info",
  FEEDBACK_DIR,
  ROOM_PORT: "off",
  ...tinySettings(),
});

/**
 * Runs an entry of the program to its end in a process of its own, or a script for development. Nothing of a developer's own
 * `.env` reaches it that tests set here.
 */
export function runEntry(
  entry: string,
  args: readonly string[],
  { input = "", env = {} }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const loader = entry.endsWith(".ts") ? ["--import", "tsx"] : [];
    const child = spawn(process.execPath, [...loader, join(PROJECT, entry), ...args], {
      env: { PATH: process.env.PATH ?? "", ...settings(), ...env },
    });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout: stdout(), stderr: stderr() }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Runs a verb of the terminal in this process. */
export async function footnote(
  args: readonly string[],
  { input = "", env = {} }: RunOptions = {},
): Promise<Run> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const [stdout, stderr] = [collect(out), collect(err)];
  const environment = { ...settings(), ...env };
  const io = { stdin: Readable.from([input]), stdout: out, stderr: err, environment };
  const code = await run(args, io, async () => ABILITIES);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Runs a verb of the terminal as `npm run footnote -- …` does, without npm. */
export const footnoteProcess = (args: readonly string[], options?: RunOptions): Promise<Run> =>
  runEntry("bin/footnote.cjs", args, options);

function collect(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}

/** The lines of JSON that a run printed. */
export const jsonLines = ({ stdout }: Run): unknown[] =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
