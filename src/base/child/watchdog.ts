/** @module A thread that ends a busy process when it exceeds its bounds or its parent is gone. */

import { Worker } from "node:worker_threads";

/** The bounds of one request. */
export interface Bounds {
  /** Processor time, which is independent of other load on the machine. */
  readonly cpuSeconds: number;
  /** Resident memory of the whole process. */
  readonly megabytes: number;
  /** Time on the clock: a last resort against a process that is stopped or waits for ever. */
  readonly wallSeconds: number;
}

/** The signals that name the exceeded bound. */
export const SIGNALS = { cpu: "SIGVTALRM", memory: "SIGUSR2" } as const;

/** Applies the bounds between `begin` and `end`. */
export interface Watchdog {
  readonly begin: () => void;
  readonly end: () => void;
}

/** Source of the thread, as text: a file would need a loader there. The parent may be gone before the first look. */
const LOOK = `
const { parent, began, cpu, rss, signals } = require("node:worker_threads").workerData;
const used = () => { const { user, system } = process.cpuUsage(); return user + system; };
const look = () => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  if (began[0] < 0) return;
  if (used() - began[0] > cpu) process.kill(process.pid, signals.cpu);
  if (process.memoryUsage.rss() > rss) process.kill(process.pid, signals.memory);
};
look();
setInterval(look, 50);`;

const IDLE = -1;

type Watched = Pick<Bounds, "cpuSeconds" | "megabytes">;
const NO_BOUNDS: Watched = { cpuSeconds: Infinity, megabytes: Infinity };

/**
 * Ignores the signals that a terminal or systemd sends to all processes of a group: the parent gets them too, and decides
 * whether its child may end its work.
 */
function leaveEndToParent(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
}

/**
 * Starts a thread that watches this process, since a busy event loop handles no message and no timer.
 * @param parent the ID of the process that started this one.
 */
export function startWatchdog(
  parent: number,
  { cpuSeconds, megabytes }: Watched = NO_BOUNDS,
): Watchdog {
  const began = new Float64Array(new SharedArrayBuffer(8)).fill(IDLE);
  leaveEndToParent();
  const thread = new Worker(LOOK, {
    eval: true,
    workerData: { parent, began, cpu: cpuSeconds * 1e6, rss: megabytes * 1e6, signals: SIGNALS },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  thread.unref();
  return {
    begin: () => {
      const { user, system } = process.cpuUsage();
      began[0] = user + system;
    },
    end: () => {
      began[0] = IDLE;
    },
  };
}
