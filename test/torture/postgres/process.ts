/** @module The programs of Footnote as processes with a group each, so that a process can be killed alone or with its children. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECT } from "../../../src/base/project.ts";

export type Environment = Readonly<Record<string, string>>;

export interface Program {
  readonly pid: number;
  /** Returns the lines of its log so far. */
  log(): string;
  readonly exit: Promise<number | null>;
  isAlive(): boolean;
  /** @param whom the process alone, or with its children. */
  kill(whom: "alone" | "all"): void;
  /** Waits until its log holds a text. @throws Error with its log if it ends before. */
  says(text: string): Promise<void>;
  /** Stops it as an operator does. */
  stop(): Promise<void>;
}

const running = new Set<Program>();

/** Kills all that still run. */
export function killAll(): void {
  for (const program of running) program.kill("all");
}

/** Starts an entry, `start`, `serve` or `worker`. @param project the folder of another version. */
export function startProgram(
  entry: "start" | "serve" | "gateway" | "worker",
  env: Environment,
  project = PROJECT,
): Program {
  const child = spawn(process.execPath, [join(project, "bin", `${entry}.cjs`)], {
    cwd: project,
    env: { PATH: process.env.PATH ?? "", ...env },
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const program = holdOn(child);
  running.add(program);
  void program.exit.then(() => running.delete(program));
  return program;
}

function holdOn(child: ChildProcess): Program {
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (log += text));
  const exit = once(child, "exit").then(([code]: (number | null)[]) => code ?? null);
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const pid = child.pid ?? 0;
  const program: Program = {
    pid,
    log: () => log,
    exit,
    isAlive,
    kill(whom) {
      try {
        process.kill(whom === "all" ? -pid : pid, "SIGKILL");
      } catch {
        // It has ended.
      }
    },
    async says(text) {
      while (!log.includes(text)) {
        if (!isAlive()) throw new Error(`ended before "${text}": ${log.slice(-2_000)}`);
        await sleep(50);
      }
    },
    async stop() {
      if (!isAlive()) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => program.kill("all"), 15_000);
      await exit;
      clearTimeout(timer);
    },
  };
  return program;
}

/** Returns the messages of warnings and errors of a log, each once, with their reasons. */
export function complaintsIn(log: string): readonly string[] {
  const lines = log.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return line.trim() === "" ? [] : [line];
    const { level, msg, why, err } = JSON.parse(line) as Line;
    return level === "warn" || level === "error" || Number(level) >= 40
      ? [[msg, why ?? err?.message].filter(Boolean).join(": ")]
      : [];
  });
  return [...new Set(lines)];
}

interface Line {
  readonly level: string | number;
  readonly msg: string;
  readonly why?: string;
  readonly err?: { readonly message: string };
}
