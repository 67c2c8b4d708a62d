/** @module The harness's hold on its processes. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { PROJECT } from "../../src/base/project.ts";
import type { Job, Report } from "./protocol.ts";

/** A process that takes one job after another. */
export interface Worker {
  readonly pid: number;
  /** What became of a job; how the process ended, if it ended over it; `hang` if nothing came. */
  run(job: Job): Promise<Report & { readonly ended?: string }>;
  /** What it tells next. */
  next(): Promise<Report & { readonly ended?: string }>;
  tell(message: object): void;
  kill(): void;
  /** Leaves it to the next caller of `startWorker`. It ends with this process, or with `endWorkers`. */
  release(): void;
  readonly isAlive: () => boolean;
}

/** Beside the compiled programs, as deep below the checkout as the sources are. */
const PROGRAM = join(PROJECT, "dist", "torture", "worker.mjs");
const PATIENCE_MS = 120_000;
/** Packages with native code or files of their own. The others are bundled: a start takes half of the processor time. */
const NOT_BUNDLED = [
  "@xenova/transformers",
  "chokidar",
  "fs-native-extensions",
  "hnswlib-node",
  "pdfjs-dist",
  "pino",
  "pino-pretty",
];
/** Bundled packages may call `require`. */
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';

let isCompiled = false;

function compile(): void {
  buildSync({
    entryPoints: [join(PROJECT, "test/torture/worker.ts")],
    bundle: true,
    format: "esm",
    outfile: PROGRAM,
    banner: { js: REQUIRE },
    external: NOT_BUNDLED,
    platform: "node",
  });
  isCompiled = true;
}

/** Workers that are released, each with how it is taken again, and ended. */
const idle: {
  readonly worker: Worker;
  readonly take: () => void;
  readonly end: () => Promise<void>;
}[] = [];

/** Ends the workers that are released. */
export async function endWorkers(): Promise<void> {
  await Promise.all(idle.splice(0).map(({ end }) => end()));
}

/** Returns one that is ready for a job: one that was released, or a new one. */
export async function startWorker(): Promise<Worker> {
  for (let found = idle.pop(); found; found = idle.pop()) {
    if (!found.worker.isAlive()) continue;
    found.take();
    return found.worker;
  }
  if (!isCompiled) compile();
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const worker = holdOn(child);
  await worker.next();
  return worker;
}

function holdOn(child: ChildProcess): Worker {
  const next = (): Promise<Report & { readonly ended?: string }> =>
    new Promise((resolve) => {
      const settle = (report: Report & { readonly ended?: string }): void => {
        clearTimeout(timer);
        child.off("message", settle).off("exit", ended);
        resolve(report);
      };
      const ended = (code: number | null, signal: string | null): void =>
        settle({ ended: signal ?? `exit ${code}` });
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        settle({ ended: "hang" });
      }, PATIENCE_MS);
      if (!isAlive()) return settle({ ended: "exit before" });
      child.on("message", settle).on("exit", ended);
    });
  const take = (): void => {
    child.ref();
    child.channel?.ref();
  };
  const end = async (): Promise<void> => {
    if (!isAlive()) return;
    take();
    const ended = once(child, "exit");
    child.disconnect();
    await ended;
  };
  const isAlive = (): boolean =>
    !child.killed && child.exitCode === null && child.signalCode === null;
  const worker: Worker = {
    pid: child.pid ?? 0,
    next,
    run(job) {
      const report = next();
      if (isAlive()) child.send(job, () => {});
      return report;
    },
    tell: (message) => void child.send(message),
    kill: () => void child.kill("SIGKILL"),
    release() {
      child.unref();
      child.channel?.unref();
      idle.push({ worker, take, end });
    },
    isAlive,
  };
  return worker;
}
