/** @module A child process that answers requests within bounds on time and memory. */

import type { ChildProcess } from "node:child_process";
import { z } from "zod";
import { ownArgument, type Program, startChild } from "./program.ts";
import { UserError } from "../errors.ts";
import { type Bounds, SIGNALS, startWatchdog } from "./watchdog.ts";

/** A reply of the child. `refused` has text for users; `megabytes` is the memory of the child. */
const Reply = z.discriminatedUnion("type", [
  z.object({ type: z.literal("done"), result: z.unknown(), megabytes: z.number() }),
  z.object({ type: z.literal("refused"), reason: z.string(), megabytes: z.number() }),
]);
type Reply = z.infer<typeof Reply>;

export interface BoundedChild {
  /**
   * Sends a request; requests follow one another.
   * @throws UserError with the child's refusal, or with the bound that was exceeded.
   */
  readonly ask: (request: object) => Promise<unknown>;
  /** Ends the process; the next request starts another. */
  readonly close: () => void;
}

export interface BoundedProgram {
  /** An entry that calls `answerParent`. */
  readonly program: Program;
  /** Passed to the program as JSON. */
  readonly argument: object;
  readonly bounds: Bounds;
}

/** An idle child ends after this time. */
const IDLE_MS = 10_000;

/** A child whose memory exceeds this share of its bound is replaced. */
const MOST_GROWN = 1 / 2;

/** Opens a child that starts with the first request and ends with this process. */
export function openBoundedChild({ program, argument, bounds }: BoundedProgram): BoundedChild {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const close = (): void => {
    clearTimeout(idle);
    process.off("exit", close);
    child?.kill("SIGKILL");
    child = undefined;
  };
  const start = (): ChildProcess => {
    const full = { parent: process.pid, bounds, own: argument };
    const started = startChild(program, full, bounds.megabytes);
    // This process may end without closing it, and does not wait for it.
    process.once("exit", close);
    started.unref();
    started.channel?.unref();
    started.once("exit", () => {
      if (child === started) close();
    });
    return started;
  };
  const exchange = async (request: object): Promise<unknown> => {
    clearTimeout(idle);
    child ??= start();
    const reply = await replyOf(child, request, bounds).catch((error: unknown) => {
      close();
      throw error;
    });
    if (reply.megabytes > bounds.megabytes * MOST_GROWN) close();
    else idle = setTimeout(close, IDLE_MS).unref();
    if (reply.type === "refused") throw new UserError(reply.reason);
    return reply.result;
  };
  const ask = (request: object): Promise<unknown> => {
    last = last.catch(() => {}).then(() => exchange(request));
    return last;
  };
  return { ask, close };
}

function replyOf(child: ChildProcess, request: object, bounds: Bounds): Promise<Reply> {
  return new Promise<Reply>((resolve, reject) => {
    const settle = (outcome: () => void): void => {
      clearTimeout(late);
      child.off("message", onMessage).off("error", onError).off("exit", onExit);
      outcome();
    };
    const onMessage = (message: unknown): void => settle(() => resolve(Reply.parse(message)));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
      settle(() => reject(exceeded(signal ?? `exit code ${code}`, bounds)));
    const late = setTimeout(() => settle(() => reject(silent(bounds))), bounds.wallSeconds * 1_000);
    child.on("message", onMessage).on("error", onError).on("exit", onExit);
    child.send(request, (error) => {
      if (error) onError(error);
    });
  });
}

const DIVIDE = "Divide it, or save it again from the program it comes from.";

function exceeded(end: string, { cpuSeconds, megabytes }: Bounds): UserError {
  if (end === SIGNALS.cpu)
    return new UserError({
      expected: `to read it in at most ${cpuSeconds} s of processor time`,
      found: "that it takes more",
      remedy: DIVIDE,
    });
  // V8 aborts where its heap grows faster than the watchdog looks.
  if (end === SIGNALS.memory || end === "SIGABRT")
    return new UserError({
      expected: `to read it in at most ${megabytes} MB of memory`,
      found: "that it takes more",
      remedy: DIVIDE,
    });
  return new UserError({
    expected: "the process that reads it to answer",
    found: `that it ended (${end})`,
    remedy: DIVIDE,
  });
}

const silent = ({ wallSeconds }: Bounds): UserError =>
  new UserError({
    expected: `the process that reads it to answer within ${Math.round(wallSeconds / 60)} minutes`,
    found: "no answer",
    remedy: "Try again when the machine is less busy, or divide it.",
  });

const Argument = z.object({
  parent: z.number(),
  bounds: z.object({ cpuSeconds: z.number(), megabytes: z.number(), wallSeconds: z.number() }),
  own: z.unknown(),
});

/** @throws any error; only the text of a `UserError` reaches the parent. */
type Answer = (request: unknown) => Promise<unknown>;

/**
 * The other side: answers the parent until it is gone, each request under the watchdog.
 * @param open makes the answer to requests from the program's argument.
 * @param fault the reason that the parent gets for any other error.
 */
export function answerParent(open: (own: unknown) => Promise<Answer>, fault: string): void {
  const { parent, bounds, own } = Argument.parse(ownArgument());
  const watchdog = startWatchdog(parent, bounds);
  const opened = open(own);
  const reply = async (request: unknown): Promise<Reply> => {
    const answer = await opened;
    watchdog.begin();
    try {
      return { type: "done", result: await answer(request), megabytes: megabytes() };
    } catch (error) {
      const reason = error instanceof UserError ? error.message : fault;
      return { type: "refused", reason, megabytes: megabytes() };
    } finally {
      watchdog.end();
    }
  };
  process.on("disconnect", () => process.exit(1));
  process.on("message", (request) => {
    void reply(request).then((message) => process.send?.(message, undefined, undefined, () => {}));
  });
}

const megabytes = (): number => process.memoryUsage.rss() / 1e6;
