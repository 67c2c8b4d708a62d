/** @module Standard error that never blocks: text that can't be written at once is dropped and counted. */

import type { ChildProcess } from "node:child_process";
import { writeSync } from "node:fs";
import { Socket } from "node:net";

/** Writes bytes and returns how many were taken. @throws if none were. */
type Write = (bytes: Uint8Array) => number;

export interface DroppingSink {
  /** Writes a text, or drops and counts it. Never waits, never throws. */
  readonly write: (text: Uint8Array | string) => void;
  /** Returns the number of texts dropped so far. */
  readonly dropped: () => number;
}

/**
 * Creates a sink that drops text it can't write now. A partly written text is completed before the next one, and the first
 * one after a gap is preceded by a notice.
 * @param noticeOf returns the notice of a number of missing texts.
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

/** Writes as many bytes as are accepted now, and returns their number. */
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
 * Routes standard error of this process (log, progress, `console`, warnings) through a dropping sink.
 * @returns the counter of dropped texts.
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
 * Sets the stream to non-blocking before each write: Node writes to terminals blocking, and makes a pipe or socket blocking
 * for all its users whenever a child inherits it. The handle is undocumented.
 */
function nonBlockingWrite(stream: typeof process.stderr): Write {
  const { _handle: handle } = stream as { readonly _handle?: Handle };
  return (bytes) => {
    handle?.setBlocking(false);
    return writeSync(handle?.fd ?? stream.fd, bytes);
  };
}

const MISSING = "lines of the log could not be written and are missing here";

/** A line in the format of the log; 40 is pino's number of a warning. */
const notice = (missing: number): string =>
  `${JSON.stringify({ level: 40, time: Date.now(), missing, msg: MISSING })}\n`;
const plainNotice = (missing: number): string => `${missing} ${MISSING}\n`;

/** Forwards the standard error of a child, without blocking it and without keeping this process alive. */
export function forwardStandardError({ stderr }: Pick<ChildProcess, "stderr">): void {
  stderr?.on("data", (chunk: Uint8Array) => process.stderr.write(chunk));
  if (stderr instanceof Socket) stderr.unref();
}
