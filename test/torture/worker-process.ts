/** @module The harness's hold on its processes. */

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, Report } from "./protocol.ts";

/** A process that takes one job after another. */
export interface Worker {
  /** What became of a job; how the process ended, if it ended over it; `hang` if nothing came. */
  run(job: Job): Promise<Report & { readonly ended?: string }>;
  /** What it tells next. */
  next(): Promise<Report & { readonly ended?: string }>;
  tell(message: object): void;
  kill(): void;
  readonly isAlive: () => boolean;
}

const PROGRAM = fileURLToPath(new URL("worker.ts", import.meta.url));
const PATIENCE_MS = 120_000;

/** Starts one that is ready for a job. @param openFiles the most files it may have open. */
export async function startWorker(openFiles?: number): Promise<Worker> {
  const args = ["--import", import.meta.resolve("tsx"), PROGRAM];
  const [command, all] =
    openFiles === undefined
      ? [process.execPath, args]
      : ["sh", ["-c", `ulimit -n ${openFiles}; exec "$0" "$@"`, process.execPath, ...args]];
  const child = spawn(command, all, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
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
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    next,
    run(job) {
      const report = next();
      if (isAlive()) child.send(job, () => {});
      return report;
    },
    tell: (message) => void child.send(message),
    kill: () => void child.kill("SIGKILL"),
    isAlive,
  };
}
