/** @module Running the program as a user does, in a process of its own. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { PROJECT } from "../../src/base/config/config.ts";
import { FEEDBACK_DIR } from "./temporary.ts";

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs an entry of the program to its end, or a script for development. Nothing of a developer's own `.env` reaches it
 * that tests set here.
 */
export function runEntry(
  entry: string,
  args: readonly string[],
  { input = "", env = {} }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const loader = entry.endsWith(".ts") ? ["--import", "tsx"] : [];
    const child = spawn(process.execPath, [...loader, join(PROJECT, entry), ...args], {
      env: {
        PATH: process.env.PATH ?? "",
        DISCORD_TOKEN: "",
        LOG_LEVEL: "info",
        FEEDBACK_DIR,
        ROOM_PORT: "off",
        ...env,
      },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** `npm run footnote -- …` without npm. */
export const footnote = (args: readonly string[], options?: RunOptions): Promise<Run> =>
  runEntry("bin/footnote.cjs", args, options);

/** The lines of JSON that a run printed. */
export const jsonLines = ({ stdout }: Run): unknown[] =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
