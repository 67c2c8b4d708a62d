/** @module The life of a process that serves: until a signal, and with all of its output written. */

import { setTimeout as sleep } from "node:timers/promises";

const PRINT_MS = 1_000;

/**
 * Exits with a code once standard output is written, or its reader has had a second: a child process or an open pipe
 * would keep the process.
 */
export async function exitWith(code: number): Promise<never> {
  const written = new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
  await Promise.race([written, sleep(PRINT_MS)]);
  process.exit(code);
}

/** Resolves with the first signal to stop. A second one ends the process at once. */
export function firstSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
  });
}
