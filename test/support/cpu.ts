/** @module The processor time of a process and of those that it started. */

import { readFileSync } from "node:fs";

/** Units of `/proc` in a second. */
const JIFFIES = 100;

/** Returns user and system seconds of this process and of its children that have ended; undefined but on Linux. */
export function cpuSeconds(): number | undefined {
  if (process.platform !== "linux") return undefined;
  const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
  const jiffies = fields.split(" ").slice(11, 15).map(Number);
  return jiffies.reduce((sum, count) => sum + count, 0) / JIFFIES;
}
