/** @module A task in a process of its own: one JSON argument, progress, a result; it ends with this process. */

import { z } from "zod";
import { isTransient, userText, UserError } from "../errors.ts";
import { ownArgument, type Program, startChild } from "./program.ts";
import { startWatchdog } from "./watchdog.ts";

/** A message of a task's process to its parent. `failed` has text that a user may read. */
const Message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), progress: z.unknown() }),
  z.object({ type: z.literal("done"), result: z.unknown() }),
  z.object({ type: z.literal("failed"), text: z.string(), isTransient: z.boolean() }),
]);
type Message = z.infer<typeof Message>;

const Argument = z.object({ parent: z.number(), own: z.unknown() });

export interface Task {
  /** The entry that calls `performTask`. */
  readonly program: Program;
  /** Given to the program as JSON. */
  readonly argument: object;
  readonly onProgress: (progress: unknown) => void;
  /** Kills the program. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a program to its end; returns its result, which is not checked.
 * @throws UserError with the program's own text, or with how it ended.
 */
export const runTask = ({ program, argument, onProgress, signal }: Task): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const child = startChild(program, { parent: process.pid, own: argument });
    const kill = (): void => void child.kill("SIGKILL");
    if (signal?.aborted) kill();
    signal?.addEventListener("abort", kill, { once: true });
    child.on("exit", () => signal?.removeEventListener("abort", kill));
    child.on("message", (message) => {
      const { data } = Message.safeParse(message);
      if (data?.type === "progress") onProgress(data.progress);
      else if (data?.type === "done") resolve(data.result);
      else if (data?.type === "failed") reject(new UserError(data.text, data));
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => reject(ended(signal ?? `exit code ${code}`)));
  });

/** After `done` or `failed` the promise is settled, and this changes nothing. */
const ended = (how: string): UserError =>
  new UserError(
    {
      expected: "the process to run to its end",
      found: `it stopped (${how})`,
      remedy: "See the log, and try again.",
    },
    { isTransient: true },
  );

/**
 * Performs a task in its own process, and ends with the parent, however busy it is.
 * @throws what the work throws, once the parent knows of it.
 */
export async function performTask(
  work: (argument: unknown, tell: (progress: unknown) => void) => Promise<unknown>,
): Promise<void> {
  const { parent, own } = Argument.parse(ownArgument());
  startWatchdog(parent);
  process.on("disconnect", () => process.exit(1));
  try {
    const result = await work(own, (progress) => void send({ type: "progress", progress }));
    await send({ type: "done", result });
  } catch (error) {
    await send({ type: "failed", text: userText(error), isTransient: isTransient(error) });
    throw error;
  } finally {
    process.removeAllListeners("disconnect");
    process.disconnect?.();
  }
}

/**
 * Sends a message, and resolves once it is written: closing the channel drops messages that are not. Without a parent it
 * does nothing; `disconnect` then ends this process.
 */
const send = (message: Message): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });
