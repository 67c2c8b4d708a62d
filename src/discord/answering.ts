/** @module Answering interactions: defer first, reply once, and never let an error out. */

import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type InteractionEditReplyOptions,
  MessageFlags,
} from "discord.js";
import { findCommand } from "../../commands/index.ts";
import type { Call, Command, Context } from "../../commands/command.ts";
import type { DiscordSettings } from "../config.ts";
import { messageOf, userText } from "../errors.ts";
import type { Library } from "../library/library.ts";
import type { Log } from "../log.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";
import { callOf } from "./call.ts";
import { isAllowed } from "./rights.ts";
import { recentIds } from "./recent.ts";
import { throttle } from "./throttle.ts";

const UPDATE_EVERY_MS = 5_000;

export interface AnsweringOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (call: Call) => Library;
  readonly log: Log;
}

/** Gives the listener for interactions. Its promise never rejects; what it could not do is in the log. */
export function answering(options: AnsweringOptions): (interaction: Interaction) => Promise<void> {
  const isNew = recentIds();
  return async (interaction) => {
    if (!isNew(interaction.id)) return;
    const log = options.log.child({ interaction: interaction.id, guild: interaction.guildId });
    try {
      if (interaction.isChatInputCommand()) await answer(interaction, { ...options, log });
      else if (interaction.isAutocomplete()) await suggest(interaction, { ...options, log });
    } catch (error) {
      log.error({ err: error }, "an interaction could not be answered");
    }
  };
}

async function answer(
  interaction: ChatInputCommandInteraction,
  options: AnsweringOptions,
): Promise<void> {
  const { settings, log } = options;
  const began = performance.now();
  const call = callOf(interaction, settings);
  const command = findCommand(call.name);
  const refusal = refusalOf(call, command, settings);
  if (refusal || !command) {
    await interaction.reply({ ...toBody(refusal ?? unknown), flags: MessageFlags.Ephemeral });
    log.info({ command: call.name }, "refused");
    return;
  }
  const flags = command.isPrivate(call) ? { flags: MessageFlags.Ephemeral as const } : {};
  await interaction.deferReply(flags);
  const acknowledged = performance.now();
  const reply = await run(command, call, interaction, options);
  await interaction.editReply(toBody(reply));
  const times = {
    ackMs: Math.round(acknowledged - began),
    ms: Math.round(performance.now() - began),
  };
  log.info({ command: call.name, ...times }, "answered");
}

const unknown = message(
  "I do not know this command any more. Discord will soon have the new list.",
);
const notHere = message("This bot is not set up to answer here.");

function refusalOf(
  call: Call,
  command: Command | undefined,
  settings: DiscordSettings,
): Message | undefined {
  if (!isAllowed(settings, call.guildId)) return notHere;
  return command === undefined ? unknown : command.refuse?.(call);
}

/** What the command gives, or what may be said of its error. */
async function run(
  command: Command,
  call: Call,
  interaction: ChatInputCommandInteraction,
  { libraryFor, log }: AnsweringOptions,
): Promise<Message> {
  const edits = throttle(UPDATE_EVERY_MS, (update: Message) =>
    interaction.editReply(toBody(update)).then(
      () => {},
      (error: unknown) => log.warn({ err: error }, "progress could not be shown"),
    ),
  );
  const context: Context = { libraryFor, update: edits.call };
  try {
    return await command.run(call, context);
  } catch (error) {
    log.error({ err: error, command: call.name }, "a command failed");
    return message(escape(userText(error)));
  } finally {
    await edits.stop();
  }
}

async function suggest(
  interaction: AutocompleteInteraction,
  { settings, libraryFor, log }: AnsweringOptions,
): Promise<void> {
  const call = callOf(interaction, settings);
  const command = isAllowed(settings, call.guildId) ? findCommand(call.name) : undefined;
  const context: Context = { libraryFor, update: () => {} };
  const typed = interaction.options.getFocused();
  const choices = await command?.complete?.(typed, call, context).catch((error: unknown) => {
    log.warn({ why: messageOf(error) }, "no suggestions");
    return [];
  });
  await interaction.respond((choices ?? []).map(({ name, value }) => ({ name, value })));
}

/** A message as discord.js takes it; mentions are off in the client's defaults too. */
const toBody = ({
  content,
  embeds,
}: Message): InteractionEditReplyOptions & { content: string } => ({
  content,
  embeds: [...embeds],
  allowedMentions: { parse: [] },
});
