/** @module What was typed at the prompt, remembered for the arrow keys: a file that is its owner's alone. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Lines kept. */
export const MOST_LINES = 500;

/** The lines of the file, the latest first, as readline wants them; none where there is no file to be read. */
export function readHistory(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines
      .filter((line) => line !== "")
      .slice(-MOST_LINES)
      .toReversed();
  } catch {
    return [];
  }
}

/** Puts the lines, the latest first, in place of those of the file. What can't be kept is not worth an error. */
export function keepHistory(file: string | undefined, lines: readonly string[]): void {
  if (file === undefined) return;
  const kept = lines.slice(0, MOST_LINES).toReversed();
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const next = `${file}.${process.pid}`;
    writeFileSync(next, kept.map((line) => `${line}\n`).join(""), { mode: 0o600 });
    renameSync(next, file);
  } catch {
    // A full disk or a home that may not be written to: the prompt goes on without.
  }
}
