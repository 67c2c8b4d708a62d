/** @module The bot as `npm start` runs it, in a process of its own, in a fake Discord. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { PROJECT } from "../../src/config.ts";
import type { FakeDiscord } from "./discord/server.ts";
import { FEEDBACK_DIR } from "./temporary.ts";

export interface RunningBot {
  /** Standard error so far. */
  readonly log: () => string;
  readonly stop: (signal: NodeJS.Signals) => void;
  /** The exit code; null if a signal ended it. */
  readonly exit: Promise<number | null>;
}

/** Starts the bot, and does not wait for anything; it is killed when the test ends. */
export function spawnBot(
  fake: FakeDiscord,
  env: Readonly<Record<string, string>>,
): ChildProcessWithoutNullStreams {
  const program = ["--import", "tsx", join(PROJECT, "src/main.ts")];
  const { PATH = "" } = process.env;
  const own = { PATH, FEEDBACK_DIR, DISCORD_API: fake.api, DISCORD_TOKEN: fake.token };
  const child = spawn(process.execPath, program, { cwd: PROJECT, env: { ...own, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** `npm start` with a token, as a process; ready once it says that it joined. */
export async function startBot(
  fake: FakeDiscord,
  env: Readonly<Record<string, string>>,
): Promise<RunningBot> {
  const child = spawnBot(fake, env);
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const exit = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  await expect.poll(() => log, { timeout: 60_000, interval: 50 }).toContain("joined Discord");
  return { log: () => log, stop: (signal) => void child.kill(signal), exit };
}
