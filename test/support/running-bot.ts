/** @module The bot as `npm start` runs it, in a process of its own, in a fake Discord. */

import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  spawn,
  type StdioOptions,
} from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { expect, inject, onTestFinished } from "vitest";
import { PROJECT } from "../../src/base/config/config.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { HARBOUR } from "./library.ts";
import { FEEDBACK_DIR, temporaryFolder, writeFiles } from "./temporary.ts";
import { footnote, tinySettings } from "./terminal.ts";

export interface RunningBot {
  /** Standard error so far. */
  readonly log: () => string;
  readonly stop: (signal: NodeJS.Signals) => void;
  /** The exit code; null if a signal ended it. */
  readonly exit: Promise<number | null>;
}

type Environment = Readonly<Record<string, string>>;

const PROGRAM = join(PROJECT, "bin/start.cjs");
const SERVE = join(PROJECT, "bin/serve.cjs");
const GATEWAY = join(PROJECT, "bin/gateway.cjs");
const own = (): Environment => ({ PATH: process.env.PATH ?? "", FEEDBACK_DIR, ...tinySettings() });

let built: Promise<string> | undefined;

async function build(): Promise<string> {
  const folder = join(inject("folder"), randomUUID());
  await writeFiles(join(folder, "seeds"), { "a.md": HARBOUR });
  const { code, stderr } = await footnote(["index"], { env: placesIn(folder) });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return folder;
}

const placesIn = (folder: string) => ({
  SEEDS_DIR: join(folder, "seeds"),
  INDEX_DIR: join(folder, "index"),
});

/** Returns the settings of new folders with the harbour's document and its index, which is built once in a test file. */
export async function builtFolders(): Promise<ReturnType<typeof placesIn>> {
  const folder = await temporaryFolder();
  await cp(await (built ??= build()), folder, { recursive: true, preserveTimestamps: true });
  return placesIn(folder);
}

/** Starts the program, and does not wait for anything; it is killed when the test ends. */
export function spawnProgram(env: Environment, program = PROGRAM): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [program], { cwd: PROJECT, env: { ...own(), ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** The same with files or pipes of the test's for its output. */
export function spawnProgramInto(
  env: Environment,
  { stdout, stderr }: { readonly stdout?: number; readonly stderr?: number },
): ChildProcess {
  const stdio: StdioOptions = ["ignore", stdout ?? "ignore", stderr ?? "ignore"];
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: PROJECT,
    env: { ...own(), ...env },
    stdio,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** What leads a bot to a fake Discord. */
export const reaching = (fake: FakeDiscord): Environment => ({
  DISCORD_API: fake.api,
  DISCORD_TOKEN: fake.token,
});

/** Starts the bot, and does not wait for anything; it is killed when the test ends. */
export function spawnBot(fake: FakeDiscord, env: Environment): ChildProcessWithoutNullStreams {
  return spawnProgram({ ...reaching(fake), ...env });
}

/** What comes out of a stream, so far. */
export function hear(stream: Readable): () => string {
  let heard = "";
  stream.setEncoding("utf8").on("data", (text: string) => (heard += text));
  return () => heard;
}

export const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on("exit", (code) => resolve(code)));

/** `npm run serve`, as a process; ready once it says that it takes interactions. */
export async function startServing(fake: FakeDiscord, env: Environment): Promise<RunningBot> {
  return running(spawnProgram({ ...reaching(fake), ...env }, SERVE), "interactions are taken here");
}

/** `npm run gateway`, as a process; ready once it says that it joined. */
export async function startGateway(fake: FakeDiscord, env: Environment): Promise<RunningBot> {
  return running(spawnProgram({ ...reaching(fake), ...env }, GATEWAY), "joined Discord");
}

/** `npm start` with a token, as a process; ready once it says that it joined. */
export async function startBot(fake: FakeDiscord, env: Environment): Promise<RunningBot> {
  return running(spawnBot(fake, env), "joined Discord");
}

async function running(child: ChildProcessWithoutNullStreams, line: string): Promise<RunningBot> {
  const log = hear(child.stderr);
  const exit = exitOf(child);
  await expect.poll(log, { timeout: 60_000, interval: 50 }).toContain(line);
  return { log, stop: (signal) => void child.kill(signal), exit };
}
