/** @module Answering interactions: refuse or acknowledge first, reply once, and never let an error out. */

import type { Client, Interaction } from "discord.js";
import type { Caller, Context } from "../../commands/command.ts";
import {
  type Effect,
  type Plan,
  planCall,
  planPress,
  type Refusal,
} from "../../commands/dispatch.ts";
import type { DiscordSettings } from "../config.ts";
import { NO_FEEDBACK } from "../feedback/none.ts";
import type { Feedback } from "../feedback/feedback.ts";
import type { Library } from "../library/library.ts";
import type { Log } from "../log.ts";
import { type Observe, timed } from "../observation.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import { admission, type Admission } from "./admission.ts";
import { callOf, messageCallOf, pressOf } from "./call.ts";
import { isTooLate } from "./faults.ts";
import { mentionOf } from "./mention.ts";
import { messageResponder } from "./message-responder.ts";
import { recentIds } from "./recent.ts";
import { responder, type Responder, type ResponderOptions } from "./responder.ts";
import { isAllowed } from "./rights.ts";
import { suggest } from "./suggesting.ts";
import { throttle } from "./throttle.ts";
import type { Timing } from "./timing.ts";
import { type Watch, watchOf } from "./watch.ts";

export interface AnsweringOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (caller: Caller) => Library;
  readonly log: Log;
  readonly timing: Timing;
  readonly observe?: Observe;
  readonly feedback?: Feedback;
}

export interface Answering {
  /** Answers one interaction. Never rejects; what could not be done is in the log. */
  readonly listen: (interaction: Interaction) => Promise<void>;
  /** Answers a message that mentions the bot, and passes over all others. Never rejects. */
  readonly hear: (packet: unknown, client: Pick<Client, "user" | "rest">) => Promise<void>;
  /** From now on every new call is refused. */
  readonly close: () => void;
  /** Tells those who still wait that their answers will not come. */
  readonly farewell: () => Promise<void>;
}

/** What one interaction is answered with. */
export interface Work extends Required<AnsweringOptions> {
  readonly admission: Admission;
  readonly waiting: Set<Responder>;
  readonly isClosed: () => boolean;
}

type Served = Work & { readonly words: Words };

/** Answers interactions, each once. */
export function answering(options: AnsweringOptions): Answering {
  const isNew = recentIds();
  const waiting = new Set<Responder>();
  let closed = false;
  const shared: Work = {
    observe: () => {},
    feedback: NO_FEEDBACK,
    ...options,
    admission: admission(options.settings.limits),
    waiting,
    isClosed: () => closed,
  };
  return {
    async listen(interaction) {
      const { id, guildId } = interaction;
      if (!isNew(id)) return;
      const log = options.log.child({ interaction: id, guild: guildId });
      await telling(log, () => take(interaction, { ...shared, log }));
    },
    async hear(packet, { user, rest }) {
      const mention = user && mentionOf(packet, user.id, options.settings);
      if (!mention || !isNew(mention.messageId)) return;
      const { call, messageId } = mention;
      const log = options.log.child({ message: messageId, guild: call.guildId });
      const responderOf: ResponderMaker = (how) => messageResponder(rest, mention, how);
      await telling(log, () => answer(responderOf, call, planCall(call), { ...shared, log }));
    },
    close: () => void (closed = true),
    farewell: async () => {
      await Promise.all(Array.from(waiting, (reply) => reply.giveUp()));
    },
  };
}

async function telling(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isTooLate(error)) log.warn({ err: error }, "Discord waits for this answer no more");
    else log.error({ err: error }, "an interaction could not be answered");
  }
}

async function take(interaction: Interaction, work: Work): Promise<void> {
  const { settings } = work;
  if (interaction.isAutocomplete()) return suggest(interaction, work);
  const by = (how: ResponderOptions): Responder => {
    if (interaction.isRepliable()) return responder(interaction, how);
    throw new Error("an interaction that can't be replied to");
  };
  if (interaction.isChatInputCommand()) {
    const call = callOf(interaction, settings);
    await answer(by, call, planCall(call), work);
  } else if (interaction.isMessageContextMenuCommand()) {
    const call = messageCallOf(interaction, settings);
    await answer(by, call, planCall(call), work);
  } else if (interaction.isMessageComponent()) {
    const press = pressOf(interaction, settings);
    await answer(by, press, planPress(press), work);
  }
}

type ResponderMaker = (how: ResponderOptions) => Responder;

async function answer(
  responderOf: ResponderMaker,
  caller: Caller,
  plan: Plan | Refusal,
  work: Work,
): Promise<void> {
  const { log, timing } = work;
  const words = wordsFor(caller.locale);
  const doable = "run" in plan ? plan : undefined;
  const reply = responderOf({ plan: doable, log, timing, words });
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
      log.error({ err: error, command: plan.name }, "a command failed");
    });
  } finally {
    await updates.stop();
  }
}

const withWarning = ({ content, embeds }: Message, { rebuild }: Words): Message =>
  message(`${content}\n${rebuild.long}`, embeds);
