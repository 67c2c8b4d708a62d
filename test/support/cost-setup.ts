/** @module Measures the processor time of a test file, with that of the processes it started. */

import { readFileSync } from "node:fs";
import { afterAll } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    cpuSeconds?: number;
  }
}

/** Units of `/proc` in a second. */
const JIFFIES = 100;

/** Returns user and system seconds of this process and of its children that have ended. */
function cpuSeconds(): number {
  const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
  const jiffies = fields.split(" ").slice(11, 15).map(Number);
  return jiffies.reduce((sum, count) => sum + count, 0) / JIFFIES;
}

// oxlint-disable-next-line no-empty-pattern -- Vitest takes nothing else in this place.
afterAll(({}, { file }) => {
  file.meta.cpuSeconds = cpuSeconds();
});
