/** @module Standard error that never holds the process up: what its reader does not take at once is dropped and counted. */

import type { ChildProcess } from "node:child_process";
import { writeSync } from "node:fs";
import { Socket } from "node:net";

/** Writes bytes and returns how many were taken. @throws if none were. */
type Write = (bytes: Uint8Array) => number;

export interface DroppingSink {
  /** Writes a text, or drops and counts it. Never waits, never throws. */
  readonly write: (text: Uint8Array | string) => void;
  /** How many texts were dropped so far. */
  readonly dropped: () => number;
}

/**
 * Makes a sink that drops what can't be written now. A text that was taken in part is completed before the next one, and
 * the first one after a gap is preceded by a notice.
 * @param noticeOf the line that says how many texts are missing here.
 */
export function droppingSink(write: Write, noticeOf: (missing: number) => string): DroppingSink {
  let rest: Uint8Array = new Uint8Array();
  let missing = 0;
  let dropped = 0;
  const begin = (bytes: Uint8Array): boolean => {
    const taken = writeNow(write, bytes);
    if (taken > 0) rest = bytes.subarray(taken);
    return taken > 0;
  };
  const isClear = (): boolean => {
    rest = rest.subarray(writeNow(write, rest));
    if (rest.length === 0 && missing > 0 && begin(Buffer.from(noticeOf(missing)))) missing = 0;
    return rest.length === 0 && missing === 0;
  };
  return {
    write(text) {
      const bytes = Buffer.from(text);
      if (bytes.length === 0 || (isClear() && begin(bytes))) return;
      missing += 1;
      dropped += 1;
    },
    dropped: () => dropped,
  };
}

/** Writes until all is taken or no more is; returns how many bytes were. */
function writeNow(write: Write, bytes: Uint8Array): number {
  let taken = 0;
  try {
    while (taken < bytes.length) {
      const more = write(bytes.subarray(taken));
      if (more === 0) break;
      taken += more;
    }
  } catch {
    // A full pipe or disk (EAGAIN, ENOSPC), a reader that has gone (EPIPE): it is tried again with the next text.
  }
  return taken;
}

/**
 * Sends whatever JavaScript writes to standard error (the log, progress, `console`, Node's warnings) through a dropping
 * sink from now on.
 * @returns how many texts were dropped so far.
 */
export function guardStandardError(): () => number {
  const { stderr } = process;
  const sink = droppingSink(nonBlockingWrite(stderr), stderr.isTTY ? plainNotice : notice);
  stderr._write = (chunk: Uint8Array | string, _encoding, done) => {
    sink.write(chunk);
    done();
  };
  return sink.dropped;
}

/** Node's own handle of a pipe, socket or terminal; files and devices have none. */
interface Handle {
  readonly fd: number;
  setBlocking(isBlocking: boolean): void;
}

/**
 * Node writes to terminals blocking, and makes a pipe or socket blocking for all who share it whenever it starts a child
 * that inherits it: so it is made non-blocking before each write. There is no documented way to do that.
 */
function nonBlockingWrite(stream: typeof process.stderr): Write {
  const { _handle: handle } = stream as { readonly _handle?: Handle };
  return (bytes) => {
    handle?.setBlocking(false);
    return writeSync(handle?.fd ?? stream.fd, bytes);
  };
}

const MISSING = "lines of the log could not be written and are missing here";

/** In the form of the log's own lines; 40 is pino's number of a warning. */
const notice = (missing: number): string =>
  `${JSON.stringify({ level: 40, time: Date.now(), missing, msg: MISSING })}\n`;
const plainNotice = (missing: number): string => `${missing} ${MISSING}\n`;

/** Passes on what a child with a pipe for its standard error writes there. The child never waits, nor is it waited for. */
export function forwardStandardError({ stderr }: Pick<ChildProcess, "stderr">): void {
  stderr?.on("data", (chunk: Uint8Array) => process.stderr.write(chunk));
  if (stderr instanceof Socket) stderr.unref();
}
