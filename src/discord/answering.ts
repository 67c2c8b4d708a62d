/** @module Answering interactions: refuse or defer first, reply once, and never let an error out. */

import type { AutocompleteInteraction, ChatInputCommandInteraction, Interaction } from "discord.js";
import { findCommand } from "../../commands/index.ts";
import type { Call, Command, Context } from "../../commands/command.ts";
import type { DiscordSettings } from "../config.ts";
import { messageOf, userText } from "../errors.ts";
import type { Library } from "../library/library.ts";
import type { Log } from "../log.ts";
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

export interface AnsweringOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (call: Call) => Library;
  readonly log: Log;
  readonly timing: Timing;
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
  if (refusal || !command) {
    await reply.refuse(refusal ?? UNKNOWN);
    return log.info({ command: call.name }, "refused");
  }
  const entry = await work.admission.enter(call, command);
  if ("refusal" in entry) {
    await reply.refuse(entry.refusal);
    return log.info({ command: call.name, limit: entry.limit }, "refused");
  }
  await carryOut(command, call, reply, work).finally(entry.leave);
}

const STOPPED = message("I was shut down before this was done. Try again when I am back.");
const LEAVING = message("I am about to shut down. Try again in a moment.");
const UNKNOWN = message(
  "I do not know this command any more. Discord will soon have the new list.",
);
const NOT_HERE = message("This bot is not set up to answer here.");

function refusalOf(
  call: Call,
  command: Command | undefined,
  settings: DiscordSettings,
): Message | undefined {
  if (!isAllowed(settings, call.guildId)) return NOT_HERE;
  return command === undefined ? UNKNOWN : command.refuse?.(call);
}

/** Nothing that takes time comes before the acknowledgement. */
async function carryOut(command: Command, call: Call, reply: Responder, work: Work): Promise<void> {
  const began = performance.now();
  await reply.defer(command.isPrivate(call));
  const ackMs = Math.round(performance.now() - began);
  work.waiting.add(reply);
  try {
    await reply.end(await run(command, call, reply, work));
  } finally {
    work.waiting.delete(reply);
  }
  const ms = Math.round(performance.now() - began);
  work.log.info({ command: call.name, ackMs, ms }, "answered");
}

/** What the command gives, or what may be said of its error. */
async function run(
  command: Command,
  call: Call,
  reply: Responder,
  { libraryFor, log, timing }: Work,
): Promise<Message> {
  const began = performance.now();
  const isLong = (): boolean =>
    command.openly !== undefined && performance.now() - began >= timing.long;
  const updates = throttle(timing.update, (progress: Message) =>
    reply.update(isLong() ? withWarning(progress) : progress),
  );
  const context: Context = { libraryFor, update: updates.call };
  try {
    return await command.run(call, context);
  } catch (error) {
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
  const typed = interaction.options.getFocused();
  const isIdle = isClosed() || !(await gate.mayType(call.userId));
  const choices = await (isIdle ? undefined : command?.complete?.(typed, call, context))?.catch(
    (error: unknown) => {
      log.warn({ why: messageOf(error) }, "no suggestions");
      return [];
    },
  );
  await interaction.respond((choices ?? []).map(({ name, value }) => ({ name, value })));
}
