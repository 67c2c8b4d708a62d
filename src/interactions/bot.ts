/** @module The bot without a transport: refuses, admits, acknowledges, runs and shows each use of a command or component. */

import { setTimeout as sleep } from "node:timers/promises";
import { type Log, logFailure } from "../base/log.ts";
import { type Observe, timed } from "../base/observation.ts";
import { throttle } from "../base/throttle.ts";
import type { Collections } from "../collection/collections.ts";
import type { Library } from "../collection/library.ts";
import { type FeedbackKeeper, NO_FEEDBACK } from "../feedback/feedback.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import type { Abilities } from "./action.ts";
import type { Admission } from "./admission.ts";
import { type Caller, isServed } from "./caller.ts";
import {
  type Call,
  type Choice,
  type Context,
  type Defaults,
  findCommand,
  type Reply,
} from "./command.ts";
import {
  failureReply,
  findLibrary,
  type Plan,
  planUse,
  type Refusal,
  type Use,
} from "./dispatch.ts";
import { createResponder, type Responder } from "./responder.ts";
import type { Transport } from "./transport.ts";

/** In milliseconds. */
export interface BotTiming {
  /** Between attempts to show an answer after a passing fault. */
  readonly retries: readonly number[];
  /** Between two updates of a long command's progress. */
  readonly update: number;
  /** Until a long command says where its result will be, as Discord accepts edits for 15 minutes only. */
  readonly long: number;
}

const TIMING: BotTiming = { retries: [1_000, 4_000], update: 5_000, long: 12 * 60_000 };

export interface BotOptions extends Abilities, Partial<Defaults> {
  readonly collections: Pick<Collections, "for">;
  readonly log: Log;
  readonly feedback?: FeedbackKeeper;
  /** Admits everyone by default. */
  readonly admission?: Admission;
  /** All guilds and direct messages if empty. */
  readonly allowedGuildIds?: readonly string[];
  readonly observe?: Observe;
  readonly timing?: Partial<BotTiming>;
}

export interface Bot {
  /**
   * Answers one use. Rejects with the transport's error if neither an acknowledgement nor a refusal could be sent.
   * @param log the use's own log.
   */
  handle(use: Use, transport: Transport, log?: Log): Promise<void>;
  /** Returns suggestions for what is typed into an option. Never rejects; too many look-ups get none. */
  complete(call: Call, typed: string, log?: Log): Promise<readonly Choice[]>;
  /** Refuses new uses, waits up to `ms` for those under way, then tells their askers that the bot stops. */
  drain(ms: number): Promise<void>;
}

interface Job extends Required<Omit<BotOptions, "timing">> {
  readonly timing: BotTiming;
  readonly waiting: Set<Responder>;
  readonly words: Words;
}

/** A job whose collection is known. */
type PlacedJob = Job & { readonly library: Library };

const OPEN: Admission = { enter: async () => ({ leave: () => {} }), mayType: async () => true };

/** Creates a bot over lists of commands and actions. */
export function createBot(options: BotOptions): Bot {
  const parts = {
    feedback: { for: () => NO_FEEDBACK },
    admission: OPEN,
    allowedGuildIds: [],
    observe: () => {},
    answers: "public" as const,
    ...options,
    timing: { ...TIMING, ...options.timing },
  };
  const waiting = new Set<Responder>();
  const underWay = new Set<Promise<unknown>>();
  let isDraining = false;

  const track = <Result>(work: Promise<Result>): Promise<Result> => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };
  const refusalOf = ({ guildId }: Caller, { refusals }: Words): Refusal | undefined => {
    if (isDraining) return { refusal: message(refusals.leaving), reason: "leaving" };
    if (isServed(parts.allowedGuildIds, guildId)) return undefined;
    return { refusal: message(refusals.notHere), reason: "guild" };
  };
  const handle: Bot["handle"] = async (use, transport, log = parts.log) => {
    const words = wordsFor(use.locale);
    const job = { ...parts, waiting, words, log: log.child({ guild: use.guildId }) };
    const plan = refusalOf(use, words) ?? planUse(use, parts);
    if ("refusal" in plan) return refuse(plan, transport, job);
    const found = await findLibrary(use, plan, job);
    if ("refusal" in found) return refuse(found, transport, job);
    const { library } = found;
    const placed = { ...job, library, log: job.log.child({ collection: library.id }) };
    const admitted = await parts.admission.enter(use, plan.kind, library.id);
    if ("refusal" in admitted)
      return refuse({ ...admitted, reason: admitted.limit, name: plan.name }, transport, placed);
    await carryOut(plan, transport, placed).finally(admitted.leave);
  };
  const complete: Bot["complete"] = async (call, typed, log = parts.log) => {
    if (refusalOf(call, wordsFor(call.locale)) || !(await parts.admission.mayType(call.userId)))
      return [];
    try {
      const command = findCommand(parts.commands, call.name);
      const library = command?.complete && (await parts.collections.for(call));
      if (!library) return [];
      return (await command.complete?.(typed, call, contextOf({ ...parts, library }))) ?? [];
    } catch (error) {
      log.error({ err: error, command: call.name }, "no suggestions");
      return [];
    }
  };
  return {
    handle: (...use) => track(handle(...use)),
    complete: (...typed) => track(complete(...typed)),
    async drain(ms) {
      isDraining = true;
      await within(ms, Promise.allSettled(underWay));
      await Promise.all(Array.from(waiting, (responder) => responder.giveUp()));
    },
  };
}

/** Waits for work, at most `ms`. */
export const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, sleep(ms, undefined, { ref: false })]);

/** Refuses a use. Only a known command's name is logged, as any other is a user's text. */
async function refuse(
  { refusal, reason, name }: Refusal,
  transport: Transport,
  { observe, log }: Job,
): Promise<void> {
  observe({ kind: "refusal", reason });
  await transport.refuse(refusal);
  log.info({ command: name, outcome: "refused", reason }, "refused");
}

/** Acknowledges before anything that takes time. */
async function carryOut(plan: Plan, transport: Transport, job: PlacedJob): Promise<void> {
  const { observe, log, timing, words, waiting } = job;
  const responder = createResponder(transport, { plan, log, words, retries: timing.retries });
  const began = performance.now();
  await timed("acknowledge", observe, () => responder.acknowledge(plan.manner));
  const ackMs = Math.round(performance.now() - began);
  waiting.add(responder);
  try {
    const { message: shown, outcome, isFailure } = await run(plan, responder, job);
    if (outcome && outcome.kind !== "other") observe(outcome);
    await timed("edit", observe, () => responder.end(shown, isFailure ? "notice" : "answer"));
    const ms = Math.round(performance.now() - began);
    log.info({ command: plan.name, outcome: outcome?.result ?? "done", ackMs, ms }, "answered");
  } finally {
    waiting.delete(responder);
  }
}

interface Result extends Reply {
  readonly isFailure: boolean;
}

/** Runs a plan. Never rejects: an error becomes a notice. */
async function run(plan: Plan, responder: Responder, job: PlacedJob): Promise<Result> {
  const { observe, log, timing, words } = job;
  const began = performance.now();
  const isLong = (): boolean =>
    plan.openly !== undefined && performance.now() - began >= timing.long;
  const updates = throttle(timing.update, (progress: Message) =>
    responder.update(isLong() ? withWarning(progress, words) : progress),
  );
  const context = contextOf(job, {
    update: updates.call,
    post: (shown) => responder.post(shown),
  });
  return timed("run", observe, async () => {
    try {
      return { ...(await plan.run(context)), isFailure: false };
    } catch (error) {
      logFailure(log, plan.name, error);
      return { ...failureReply(error, plan, words), isFailure: true };
    } finally {
      await updates.stop();
    }
  });
}

const contextOf = (
  {
    library,
    feedback,
    observe,
    answers,
  }: Pick<PlacedJob, "library" | "feedback" | "observe" | "answers">,
  shows: Pick<Context, "update" | "post"> = { update: () => {}, post: async () => {} },
): Context => ({ library, ...shows, feedback: feedback.for(library.id), observe, answers });

const withWarning = ({ content, embeds }: Message, { rebuild }: Words): Message =>
  message(`${content}\n${rebuild.long}`, embeds);
