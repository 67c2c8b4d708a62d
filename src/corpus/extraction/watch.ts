/** @module Ends this process once its parent has gone, however busy it is: a busy process hears no message. */

import { Worker } from "node:worker_threads";

const EVERY = 500;

/**
 * Looks, in a thread of its own, whether the parent is there. A process whose parent ends is given another.
 * @param parent the ID of the process that began this one; it may have gone before this is asked.
 */
export function endWithParent(parent: number): void {
  const look = `if (process.ppid !== ${Math.trunc(parent)}) process.kill(process.pid, "SIGKILL");`;
  // As text: a file would have to be compiled in that thread anew.
  const thread = new Worker(`${look} setInterval(() => { ${look} }, ${EVERY});`, {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  thread.unref();
}
