/** @module Serving one call or press: refused at once, or acknowledged, run and shown. */

import type { Caller, Context } from "./command.ts";
import type { Effect, Plan, Refusal } from "./dispatch.ts";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Feedback } from "../feedback/feedback.ts";
import type { Library } from "../collection/library.ts";
import { type Log, logFailure } from "../base/log.ts";
import { type Observe, timed } from "../base/observation.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import type { Admission } from "./admission.ts";
import { type Responder, responder } from "./responder.ts";
import type { Rest } from "../discord/rest.ts";
import { isAllowed } from "./rights.ts";
import { throttle } from "../base/throttle.ts";
import type { Timing } from "./timing.ts";
import type { Transport } from "./transport.ts";
import { type Watch, watchOf } from "./watch.ts";

export interface AnsweringOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (caller: Caller) => Library;
  readonly log: Log;
  readonly rest: Rest;
  readonly timing: Timing;
  readonly observe?: Observe;
  readonly feedback?: Feedback;
}

/** What one of them is served with. */
export interface Work extends Required<AnsweringOptions> {
  readonly admission: Admission;
  /** Those who wait for an answer. */
  readonly waiting: Set<Responder>;
  readonly isClosed: () => boolean;
}

type Served = Work & { readonly words: Words };

/** Does what a plan says, if it may be done here and now. Rejects where there is no one to answer. */
export async function answer(
  transport: Transport,
  caller: Caller,
  plan: Plan | Refusal,
  work: Work,
): Promise<void> {
  const { log, timing } = work;
  const words = wordsFor(caller.locale);
  const doable = "run" in plan ? plan : undefined;
  const reply = responder(transport, { plan: doable, log, timing, words });
  const elsewhere = refusalHere(caller, words, work);
  if (elsewhere) return refuse(reply, { ...elsewhere, ...named(plan) }, work);
  if ("refusal" in plan) return refuse(reply, plan, work);
  const entry = await work.admission.enter(caller, plan.kind);
  if ("refusal" in entry)
    return refuse(reply, { refusal: entry.refusal, reason: entry.limit, name: plan.name }, work);
  await carryOut(plan, reply, { ...work, words }).finally(entry.leave);
}

/** What is said whatever was asked: the bot is about to go, or is not for this guild. */
function refusalHere(
  { guildId }: Caller,
  { refusals }: Words,
  { isClosed, settings }: Work,
): Refusal | undefined {
  if (isClosed()) return { refusal: message(refusals.leaving), reason: "leaving" };
  if (isAllowed(settings, guildId)) return undefined;
  return { refusal: message(refusals.notHere), reason: "guild" };
}

const named = ({ name }: Plan | Refusal): Pick<Refusal, "name"> =>
  name === undefined ? {} : { name };

/** The name of a command that is not ours is not logged: it may be anything. */
async function refuse(
  reply: Responder,
  { refusal, reason, name }: Refusal,
  { observe, log }: Work,
): Promise<void> {
  observe({ kind: "refusal", reason });
  await reply.refuse(refusal);
  log.info({ command: name, outcome: "refused", reason }, "refused");
}

/** Nothing that takes time comes before the acknowledgement. */
async function carryOut(plan: Plan, reply: Responder, work: Served): Promise<void> {
  const { observe, log } = work;
  const began = performance.now();
  await timed("acknowledge", observe, () => reply.acknowledge(plan.manner));
  const ackMs = Math.round(performance.now() - began);
  const watch = watchOf(observe);
  work.waiting.add(reply);
  try {
    const effect = await timed("run", observe, () => run(plan, reply, work, watch));
    await timed("edit", observe, () => reply.end(effect));
  } finally {
    work.waiting.delete(reply);
  }
  const ms = Math.round(performance.now() - began);
  log.info({ command: plan.name, outcome: watch.result(), ackMs, ms }, "answered");
}

async function run(
  plan: Plan,
  reply: Responder,
  { libraryFor, log, timing, feedback, words }: Served,
  watch: Watch,
): Promise<Effect> {
  const began = performance.now();
  const isLong = (): boolean =>
    plan.openly !== undefined && performance.now() - began >= timing.long;
  const updates = throttle(timing.update, (progress: Message) =>
    reply.update(isLong() ? withWarning(progress, words) : progress),
  );
  const context: Context = {
    libraryFor: (about) => watch.over(libraryFor(about)),
    update: updates.call,
    feedback,
  };
  try {
    return await plan.run(context, (error) => {
      watch.failed();
      logFailure(log, plan.name, error);
    });
  } finally {
    await updates.stop();
  }
}

const withWarning = ({ content, embeds }: Message, { rebuild }: Words): Message =>
  message(`${content}\n${rebuild.long}`, embeds);
