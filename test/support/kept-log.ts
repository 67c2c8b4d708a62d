/** @module A log that a test can read. */

import { createLog, type Log } from "../../src/base/log.ts";

/** The program's own log, its lines kept. */
export function keptLog(): { readonly log: Log; readonly text: () => string } {
  const lines: string[] = [];
  return {
    log: createLog("info", [], (line) => void lines.push(line)),
    text: () => lines.join(""),
  };
}
