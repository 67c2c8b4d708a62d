/** @module Child processes that run entries of this program, at a lower priority than this process. */

import type { ChildProcess } from "node:child_process";
import { constants, getPriority, setPriority } from "node:os";
import { forkProgram } from "./program.ts";
import { forwardStandardError } from "../standard-error.ts";

export type Program = Parameters<typeof forkProgram>[0];

/**
 * Starts an entry without the bot's token, and forwards its standard error.
 * @param heapMegabytes the limit of its JavaScript heap.
 */
export function startChild(
  program: Program,
  args: readonly string[],
  heapMegabytes?: number,
): ChildProcess {
  const child = forkProgram(program, args, {
    execArgv: heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });
  forwardStandardError(child);
  lowerPriority(child.pid);
  return child;
}

/** Lowers the priority where the system allows it. Threads that the process starts later inherit it. */
function lowerPriority(pid: number | undefined): void {
  try {
    const low = Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL);
    if (pid !== undefined) setPriority(pid, low);
  } catch {
    // It runs at its own priority.
  }
}
