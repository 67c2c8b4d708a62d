/** @module Programs of the machine, each in a process group of its own that ends with this process. */

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironment } from "../config/config.ts";
import { lowerPriority } from "./program.ts";

export interface Tool {
  /** A name that is looked up in the `PATH` of its environment, or a path. */
  readonly program: string;
  readonly args: readonly string[];
  /** All variables of the process: it inherits none. */
  readonly environment: Readonly<Record<string, string>>;
}

export type RunningTool = ChildProcessByStdio<Writable, Readable, Readable>;

/** Returns variables of this process, those that are set. */
export function variablesOf(names: readonly string[]): Readonly<Record<string, string>> {
  const own = childEnvironment();
  return Object.fromEntries(names.flatMap((name) => (own[name] ? [[name, own[name]]] : [])));
}

/** Starts a tool at a lower priority. It has no terminal, and so cannot ask for anything there. */
export function startTool({ program, args, environment }: Tool): RunningTool {
  const tool = spawn(program, args, { env: environment, detached: true, stdio: "pipe" });
  const end = (): void => endGroup(tool, "SIGKILL");
  process.once("exit", end);
  tool.once("close", () => process.off("exit", end));
  // A tool that ended early is reported by its exit code.
  tool.stdin.on("error", () => {});
  lowerPriority(tool.pid);
  return tool;
}

/** Sends a signal to a tool and to the processes that it started. */
function endGroup({ pid }: RunningTool, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

interface ToolLimits {
  readonly outputBytes: number;
  /** Ends the tool. */
  readonly signal: AbortSignal;
}

export interface ToolResult {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly output: Buffer;
  /** The end of its standard error. */
  readonly complaint: string;
}

/** The error of a tool that wrote more than it may. */
export class OutputTooLarge extends Error {}

const COMPLAINT_CHARACTERS = 16_000;
/** The time that a tool gets to remove its temporary files. */
const GRACE_MS = 5_000;

/**
 * Runs a tool without input to its end.
 * @throws OutputTooLarge, or the reason of the signal, after the tool has ended; Node's error if it can't be started.
 */
export async function runTool(
  tool: Tool,
  { outputBytes, signal }: ToolLimits,
): Promise<ToolResult> {
  signal.throwIfAborted();
  const child = startTool(tool);
  child.stdin.end();
  const closed = once(child, "close");
  const done = new AbortController();
  const aborted = once(signal, "abort", { signal: done.signal });
  try {
    const finished = Promise.all([
      closed,
      readAll(child.stdout, outputBytes),
      readEnd(child.stderr),
    ]);
    const [[code], output, complaint] = await Promise.race([
      finished,
      aborted.then(() => Promise.reject(signal.reason)),
    ]);
    return { code: typeof code === "number" ? code : null, output, complaint };
  } catch (error) {
    endGroup(child, "SIGTERM");
    await Promise.race([closed, sleep(GRACE_MS)]).catch(() => {});
    endGroup(child, "SIGKILL");
    throw error;
  } finally {
    done.abort();
  }
}

async function readAll(stream: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw new OutputTooLarge(`more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readEnd(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream as AsyncIterable<Buffer>)
    text = (text + chunk.toString("utf8")).slice(-COMPLAINT_CHARACTERS);
  return text;
}
