/** @module A bot under load: a process of its own, in a fake Discord. */

import { fork } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { PROJECT } from "../src/base/config/config.ts";
import type { FakeDiscord } from "../test/fake-discord/server.ts";
import type { Told } from "./load-observer.ts";

export const HOME = "1100000000000000009";
export const OPERATOR = "1200000000000000001";

export interface BotProcess {
  /** From now on the event loop is measured. */
  begin(): void;
  tell(): Promise<Told>;
  stop(): Promise<void>;
}

const Told = z.object({
  delayP50: z.number(),
  delayP99: z.number(),
  delayMax: z.number(),
  residentMB: z.number(),
  collectedMB: z.number(),
});

/** Lets a bot be measured from within, and a program of the benchmarks run from its source. */
const OBSERVED = [
  "--expose-gc",
  "--import",
  "tsx",
  "--import",
  join(PROJECT, "bench/load-observer.ts"),
];

/** Starts a program as a bot; resolves once it has registered its commands. Only an observed one can `tell`. */
export async function startBot(
  program: string,
  fake: FakeDiscord,
  env: Readonly<Record<string, string>>,
  execArgv: readonly string[] = OBSERVED,
): Promise<BotProcess> {
  const child = fork(join(PROJECT, program), [], {
    execArgv: [...execArgv],
    env: {
      PATH: process.env.PATH ?? "",
      DISCORD_API: fake.api,
      DISCORD_TOKEN: fake.token,
      HOME_GUILD_ID: HOME,
      OPERATOR_IDS: OPERATOR,
      LOG_LEVEL: "warn",
      FEEDBACK_DIR: join(tmpdir(), "footnote-bench-feedback"),
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  while (fake.commands(HOME).length === 0 && child.exitCode === null) await sleep(10);
  if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
  return {
    begin: () => void child.send("begin"),
    async tell() {
      child.send("tell");
      const [told]: unknown[] = await once(child, "message");
      return Told.parse(told);
    },
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
