/** @module Answering interactions: refuse or defer first, reply once, and never let an error out. */

import type { AutocompleteInteraction, ChatInputCommandInteraction, Interaction } from "discord.js";
import { findCommand } from "../../commands/index.ts";
import type { Call, Command, Context } from "../../commands/command.ts";
import type { DiscordSettings } from "../config.ts";
import { messageOf, userText } from "../errors.ts";
import type { Library } from "../library/library.ts";
import type { Log } from "../log.ts";
import { type Observe, type RefusalReason, timed } from "../observation.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { admission, type Admission } from "./admission.ts";
import { callOf } from "./call.ts";
import { isTooLate } from "./faults.ts";
import { recentIds } from "./recent.ts";
import { responder, type Responder } from "./responder.ts";
import { isAllowed } from "./rights.ts";
import { throttle } from "./throttle.ts";
import type { Timing } from "./timing.ts";
import { type Watch, watchOf } from "./watch.ts";

export interface AnsweringOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (call: Call) => Library;
  readonly log: Log;
  readonly timing: Timing;
  readonly observe?: Observe;
}

export interface Answering {
  /** Answers one interaction. Never rejects; what could not be done is in the log. */
  readonly listen: (interaction: Interaction) => Promise<void>;
  /** From now on every new call is refused. */
  readonly close: () => void;
  /** Tells those who still wait that their answers will not come. */
  readonly farewell: () => Promise<void>;
}

/** What one interaction is answered with. */
interface Work extends AnsweringOptions {
  readonly observe: Observe;
  readonly admission: Admission;
  readonly waiting: Set<Responder>;
  readonly isClosed: () => boolean;
}

/** Answers interactions, each once. */
export function answering(options: AnsweringOptions): Answering {
  const isNew = recentIds();
  const waiting = new Set<Responder>();
  let closed = false;
  const shared = {
    observe: () => {},
    ...options,
    admission: admission(options.settings.limits),
    waiting,
    isClosed: () => closed,
  };
  return {
    async listen(interaction) {
      if (!isNew(interaction.id)) return;
      const log = options.log.child({ interaction: interaction.id, guild: interaction.guildId });
      try {
        if (interaction.isChatInputCommand()) await answer(interaction, { ...shared, log });
        else if (interaction.isAutocomplete()) await suggest(interaction, { ...shared, log });
      } catch (error) {
        if (isTooLate(error)) log.warn({ err: error }, "Discord waits for this answer no more");
        else log.error({ err: error }, "an interaction could not be answered");
      }
    },
    close: () => void (closed = true),
    farewell: async () => {
      await Promise.all(Array.from(waiting, (reply) => reply.end(STOPPED)));
    },
  };
}

async function answer(interaction: ChatInputCommandInteraction, work: Work): Promise<void> {
  const { settings, log, timing } = work;
  const call = callOf(interaction, settings);
  const command = findCommand(call.name);
  const reply = responder(interaction, { command, log, timing });
  const refusal = work.isClosed() ? LEAVING : refusalOf(call, command, settings);
  if (refusal || !command) return refuse(reply, command, refusal ?? UNKNOWN, work);
  const entry = await work.admission.enter(call, command);
  if ("refusal" in entry)
    return refuse(reply, command, { says: entry.refusal, reason: entry.limit }, work);
  await carryOut(command, call, reply, work).finally(entry.leave);
}

/** What is said to whoever may not, and why in a word. */
interface Refusal {
  readonly says: Message;
  readonly reason: RefusalReason;
}

/** The name of a command that is not ours is not logged: it may be anything. */
async function refuse(
  reply: Responder,
  command: Command | undefined,
  { says, reason }: Refusal,
  { observe, log }: Work,
): Promise<void> {
  observe({ kind: "refusal", reason });
  await reply.refuse(says);
  log.info({ command: command?.definition.name, outcome: "refused", reason }, "refused");
}

const STOPPED = message("I was shut down before this was done. Try again when I am back.");
const LEAVING: Refusal = {
  says: message("I am about to shut down. Try again in a moment."),
  reason: "leaving",
};
const UNKNOWN: Refusal = {
  says: message("I do not know this command any more. Discord will soon have the new list."),
  reason: "unknown command",
};
const NOT_HERE: Refusal = {
  says: message("This bot is not set up to answer here."),
  reason: "guild",
};

function refusalOf(
  call: Call,
  command: Command | undefined,
  settings: DiscordSettings,
): Refusal | undefined {
  if (!isAllowed(settings, call.guildId)) return NOT_HERE;
  if (command === undefined) return UNKNOWN;
  const says = command.refuse?.(call);
  return says && { says, reason: "rights" };
}

/** Nothing that takes time comes before the acknowledgement. */
async function carryOut(command: Command, call: Call, reply: Responder, work: Work): Promise<void> {
  const { observe, log } = work;
  const began = performance.now();
  await timed("acknowledge", observe, () => reply.defer(command.isPrivate(call)));
  const ackMs = Math.round(performance.now() - began);
  const watch = watchOf(observe);
  work.waiting.add(reply);
  try {
    const answer = await timed("run", observe, () => run(command, call, reply, work, watch));
    await timed("edit", observe, () => reply.end(answer));
  } finally {
    work.waiting.delete(reply);
  }
  const ms = Math.round(performance.now() - began);
  log.info({ command: call.name, outcome: watch.result(), ackMs, ms }, "answered");
}

/** What the command gives, or what may be said of its error. */
async function run(
  command: Command,
  call: Call,
  reply: Responder,
  { libraryFor, log, timing }: Work,
  watch: Watch,
): Promise<Message> {
  const began = performance.now();
  const isLong = (): boolean =>
    command.openly !== undefined && performance.now() - began >= timing.long;
  const updates = throttle(timing.update, (progress: Message) =>
    reply.update(isLong() ? withWarning(progress) : progress),
  );
  const context: Context = {
    libraryFor: (about) => watch.over(libraryFor(about)),
    update: updates.call,
  };
  try {
    return await command.run(call, context);
  } catch (error) {
    watch.failed();
    log.error({ err: error, command: call.name }, "a command failed");
    return message(escape(userText(error)));
  } finally {
    await updates.stop();
  }
}

const withWarning = ({ content, embeds }: Message): Message =>
  message(
    `${content}\nDiscord lets me change this reply for 15 minutes. If it takes longer, the result comes as a message in this channel; where I may not write, it is in my log alone.`,
    embeds,
  );

/** Suggestions come with each key: they are dropped, not refused, where there are too many. */
async function suggest(
  interaction: AutocompleteInteraction,
  { settings, libraryFor, log, admission: gate, isClosed }: Work,
): Promise<void> {
  const call = callOf(interaction, settings);
  const command = isAllowed(settings, call.guildId) ? findCommand(call.name) : undefined;
  const context: Context = { libraryFor, update: () => {} };
  const focused = interaction.options.data.find((option) => option.focused)?.value;
  const typed = typeof focused === "string" ? focused : "";
  const isIdle = isClosed() || !(await gate.mayType(call.userId));
  const choices = await (isIdle ? undefined : command?.complete?.(typed, call, context))?.catch(
    (error: unknown) => {
      log.warn({ why: messageOf(error) }, "no suggestions");
      return [];
    },
  );
  await interaction.respond((choices ?? []).map(({ name, value }) => ({ name, value })));
}
