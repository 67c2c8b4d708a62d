/** @module CPU time of processes, as Linux counts it: less distorted by other work on a machine than the clock. */

import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second. */
const TICK = 0.01;
/** The fields after the name of a process: its parent, and its time in user and kernel mode, then that of ended children. */
const FIELDS = { parent: 1, own: [11, 12], children: [13, 14] } as const;

/** Returns the CPU seconds of a process and its children, those that have ended too. @param but a child that is not counted. */
export const treeCpu = (pid: number, but?: number): number =>
  [pid, ...childrenOf(pid)].filter((one) => one !== but).reduce((sum, one) => sum + cpuOf(one), 0);

/** Returns the CPU seconds of the children of this process that have ended. */
export const endedChildrenCpu = (): number => secondsOf(statusOf(process.pid), FIELDS.children);

const cpuOf = (pid: number): number =>
  secondsOf(statusOf(pid), [...FIELDS.own, ...FIELDS.children]);

const childrenOf = (pid: number): readonly number[] =>
  readdirSync("/proc")
    .map(Number)
    .filter((other) => other > 0 && Number(statusOf(other)[FIELDS.parent]) === pid);

function statusOf(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    // It has ended.
    return [];
  }
}

const secondsOf = (status: readonly string[], fields: readonly number[]): number =>
  TICK * fields.reduce((sum, at) => sum + Number(status[at] ?? 0), 0);
