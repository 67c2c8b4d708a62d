/** @module A pipe with no room left, as of a program whose reader stalls. */

import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { systemCode } from "../../src/base/errors.ts";
import { temporaryFolder } from "./temporary.ts";

const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants;

export interface FullPipe {
  readonly reader: number;
  readonly writer: number;
}

/** Makes a pipe and fills it with dots. */
export async function fullPipe(): Promise<FullPipe> {
  const path = join(await temporaryFolder(), "pipe");
  execFileSync("mkfifo", [path]);
  const reader = openSync(path, O_RDONLY | O_NONBLOCK);
  const filler = openSync(path, O_WRONLY | O_NONBLOCK);
  fill(filler);
  const writer = openSync(path, O_WRONLY);
  closeSync(filler);
  return { reader, writer };
}

function fill(pipe: number): void {
  try {
    for (;;) writeSync(pipe, ".");
  } catch (error) {
    if (systemCode(error) !== "EAGAIN") throw error;
  }
}

/** What is in a pipe now. @throws where that is nothing. */
export function readNow(reader: number): string {
  const bytes = Buffer.alloc(1e6);
  return bytes.toString("utf8", 0, readSync(reader, bytes));
}
