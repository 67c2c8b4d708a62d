/** @module The bot without a transport: refuses, admits, acknowledges, runs and shows each use of a command or component. */

import { setTimeout as sleep } from "node:timers/promises";
import { keepRates, type OpenRate, rateInMemory } from "../base/bounded-rate.ts";
import { UserError } from "../base/errors.ts";
import { type Log, logFailure } from "../base/log.ts";
import { type Observe, timed } from "../base/observation.ts";
import { throttle } from "../base/throttle.ts";
import { NotReady } from "../collection/lazy-library.ts";
import type { Collections } from "../collection/collections.ts";
import { type FeedbackKeeper, NO_FEEDBACK } from "../feedback/feedback.ts";
import { DatabaseFault } from "../storage/database-fault.ts";
import { openMemoryPending } from "../storage/memory-pending.ts";
import type { PendingWorks } from "../storage/pending.ts";
import { withTag } from "../reply/action.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import type { Abilities, Post, Removal, Use } from "./action.ts";
import type { Admission } from "./admission.ts";
import type { Call, Choice, Defaults, Reply } from "./command.ts";
import { defaultsOf, NoDocuments, partsOf } from "./context.ts";
import { failureReply, isOperating, type Plan, planUse } from "./dispatch.ts";
import type { Outbox } from "./outbox.ts";
import { type PlacedUse, placeUse, type Refusal } from "./placing.ts";
import { suggest } from "./suggestions.ts";
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

export interface BotOptions
  extends Abilities, Partial<Pick<Defaults, "answers" | "answersMentions">> {
  /** Undefined where there is no Discord. */
  readonly outbox?: Outbox | undefined;
  /** The address under which others reach the pages of passages; undefined if it is not known. */
  readonly publicUrl?: string | undefined;
  readonly collections: Pick<Collections, "for" | "list" | "own">;
  readonly log: Log;
  readonly feedback?: FeedbackKeeper;
  /** Keeps works that wait in memory by default. */
  readonly pending?: PendingWorks;
  /** Counts in memory by default. */
  readonly openRate?: OpenRate;
  /** Admits everyone by default. */
  readonly admission?: Admission;
  readonly observe?: Observe;
  readonly timing?: Partial<BotTiming>;
}

export interface Bot {
  /**
   * Answers one use. Rejects with the transport's error if neither an acknowledgement nor a refusal could be sent.
   * @param log the use's own log.
   */
  handle(use: Use | Post, transport: Transport, log?: Log): Promise<void>;
  /** Returns suggestions for what is typed into an option. Never rejects; too many look-ups get none. */
  complete(call: Call, typed: string, log?: Log): Promise<readonly Choice[]>;
  /** Refuses new uses, waits up to `ms` for those under way, then tells their askers that the bot stops. */
  drain(ms: number): Promise<void>;
}

interface Job
  extends
    Required<Omit<BotOptions, "timing" | "listener" | "outbox" | "publicUrl">>,
    Pick<BotOptions, "listener" | "outbox" | "publicUrl"> {
  readonly timing: BotTiming;
  readonly waiting: Set<Responder>;
  readonly words: Words;
}

/** A job whose collection is known. */
type PlacedJob = Job & { readonly placed: PlacedUse };

const OPEN: Admission = { enter: async () => ({ leave: () => {} }), mayType: async () => true };

/** Creates a bot over lists of commands and actions. */
export function createBot(options: BotOptions): Bot {
  const parts = {
    feedback: { for: () => NO_FEEDBACK },
    pending: openMemoryPending(),
    admission: OPEN,
    observe: () => {},
    answers: "public" as const,
    answersMentions: false,
    ...options,
    openRate: keepRates(options.openRate ?? rateInMemory),
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
  const handle: Bot["handle"] = async (use, transport, log = parts.log) => {
    const words = wordsFor(use.locale);
    const job = { ...parts, waiting, words, log: log.child({ guild: use.guildId }) };
    const isPost = "text" in use;
    const refuseUse = isPost ? staySilent : refuse;
    const found = isDraining ? leaving(words) : await findCollection(use, job);
    if ("refusal" in found) return refuseUse(found, transport, job);
    const { collection } = found;
    const own = job.log.child({ collection: collection.id });
    const placed = { ...job, placed: found, log: own };
    const plan = planUse(found, { ...parts, ...defaultsOf(placed) });
    if ("refusal" in plan) return refuseUse(plan, transport, placed);
    if (collection.isPrivate && transport.isOpen)
      return refuseUse(isPrivate(words), transport, placed);
    const admitted = await parts.admission.enter(use, plan.kind, collection.id);
    if ("refusal" in admitted) {
      if (isPost) return partsOf(placed).surroundings.note("skipped");
      return refuse({ ...admitted, reason: admitted.limit, name: plan.name }, transport, placed);
    }
    await carryOut(plan, transport, placed).finally(admitted.leave);
  };
  const complete: Bot["complete"] = async (call, typed, log = parts.log) => {
    if (isDraining || !(await parts.admission.mayType(call.userId))) return [];
    try {
      const found = await placeUse(call, parts.collections, isOperating(call, parts));
      if ("refusal" in found) return [];
      return await suggest(typed, found, { ...parts, placed: found });
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

const leaving = ({ refusals }: Words): Refusal => ({
  refusal: message(refusals.leaving),
  reason: "leaving",
});

/** Refuses a use whose reply everyone would see, in a collection whose answers only the asker may. */
const isPrivate = ({ refusals }: Words): Refusal => ({
  refusal: message(refusals.staysPrivate),
  reason: "private collection",
});

/** Finds the collection of a use. Never rejects. */
async function findCollection(use: Use | Post, job: Job) {
  const { collections, log, words } = job;
  try {
    return await placeUse(use, collections, isOperating(use, job));
  } catch (error) {
    logFailure(log, "collection", error);
    const { apology, unreachable } = words.refusals;
    const text = error instanceof DatabaseFault ? unreachable : apology;
    return { refusal: message(text), reason: "no collection" } as const;
  }
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

/** Refuses a post, whose author addressed nobody. */
const staySilent: typeof refuse = async () => {};

/** Acknowledges before anything that takes time. */
async function carryOut(plan: Plan, transport: Transport, job: PlacedJob): Promise<void> {
  const { observe, log, timing, words, waiting } = job;
  const isAsked = plan.kind !== "post";
  const { retries } = timing;
  const responder = createResponder(transport, { plan, log, words, retries, isAsked });
  const began = performance.now();
  await timed("acknowledge", observe, () => responder.acknowledge(plan.manner));
  const ackMs = Math.round(performance.now() - began);
  if ((await transport.claim?.()) === false)
    return log.info({ command: plan.name, outcome: "repeated", ackMs }, "answered elsewhere");
  if (isAsked) waiting.add(responder);
  try {
    const result = await run(plan, responder, job);
    const outcome = result?.outcome;
    if (outcome && outcome.kind !== "other") observe(outcome);
    await timed("edit", observe, () => show(result, responder));
    const ms = Math.round(performance.now() - began);
    const word = outcome?.result ?? (result ? "done" : "silent");
    log[result ? "info" : "debug"]({ command: plan.name, outcome: word, ackMs, ms }, "answered");
  } finally {
    waiting.delete(responder);
  }
}

interface Result extends Reply {
  readonly isFailure: boolean;
}

/** Shows a result; silence is none. */
async function show(result: Result | Removal | undefined, responder: Responder): Promise<void> {
  if (!result) return responder.stop();
  if ("removes" in result) return responder.remove();
  const { message: shown, thread, isFailure } = result;
  await responder.end(shown, isFailure ? "notice" : "answer", thread);
}

/** Runs a plan. Never rejects: an error becomes a notice; or silence, where nobody asked. */
async function run(
  plan: Plan,
  responder: Responder,
  job: PlacedJob,
): Promise<Result | Removal | undefined> {
  const { observe, log, timing, words, placed } = job;
  const { collection, by } = placed;
  const began = performance.now();
  const isLong = (): boolean =>
    plan.openly !== undefined && performance.now() - began >= timing.long;
  const updates = throttle(timing.update, (progress: Message) =>
    responder.update(isLong() ? withWarning(progress, words) : progress),
  );
  const shows = {
    update: updates.call,
    post: async (shown: Message) => {
      if (collection.isPrivate) throw new UserError(words.refusals.staysPrivate);
      await responder.post(shown);
    },
  };
  return timed("run", observe, async () => {
    try {
      const reply = await plan.run(partsOf(job, shows));
      if (!reply || "removes" in reply) return reply;
      const named = by === "name" ? withTags(reply.message, collection.id) : reply.message;
      return { ...reply, message: named, isFailure: false };
    } catch (error) {
      if (error instanceof NoDocuments)
        log.info({ command: plan.name }, "the server has no documents");
      else if (error instanceof NotReady)
        log.warn({ command: plan.name, why: error.message }, "the collection is not ready");
      else logFailure(log, plan.name, error);
      if (plan.kind === "post") return undefined;
      return { ...failureReply(error, plan, words), isFailure: true };
    } finally {
      await updates.stop();
    }
  });
}

/** Adds the collection to the components of a reply, as its place does not name it. */
const withTags = (shown: Message, collectionId: string): Message => ({
  ...shown,
  components: shown.components.map((row) => ({
    ...row,
    components: row.components.map((one) =>
      "custom_id" in one ? { ...one, custom_id: withTag(one.custom_id, collectionId) } : one,
    ),
  })),
});

const withWarning = ({ content, embeds }: Message, { rebuild }: Words): Message =>
  message(`${content}\n${rebuild.long}`, embeds);
