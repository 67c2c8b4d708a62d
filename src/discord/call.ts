/** @module From discord.js's interactions to plain calls and presses. */

import type {
  AutocompleteInteraction,
  BaseInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
} from "discord.js";
import type { Press } from "../../commands/action.ts";
import type { Call, Caller } from "../../commands/command.ts";
import { MESSAGE_TEXT } from "../../commands/find.ts";
import type { DiscordSettings } from "../config.ts";
import { rightsOf } from "./rights.ts";

/** The call that an interaction stands for. */
export const callOf = (
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
  settings: DiscordSettings,
): Call => ({
  ...callerOf(interaction, settings),
  name: interaction.commandName,
  options: Object.fromEntries(
    interaction.options.data.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value]],
    ),
  ),
});

/** The call of a command on a message, which comes with it in full. */
export const messageCallOf = (
  interaction: MessageContextMenuCommandInteraction,
  settings: DiscordSettings,
): Call => ({
  ...callerOf(interaction, settings),
  name: interaction.commandName,
  options: { [MESSAGE_TEXT]: interaction.targetMessage.content },
});

/** The press that an interaction stands for. */
export const pressOf = (
  interaction: MessageComponentInteraction,
  settings: DiscordSettings,
): Press => ({
  ...callerOf(interaction, settings),
  customId: interaction.customId,
  values: interaction.isStringSelectMenu() ? interaction.values : [],
  message: { id: interaction.message.id, content: interaction.message.content },
});

const callerOf = (interaction: BaseInteraction, settings: DiscordSettings): Caller => ({
  userId: interaction.user.id,
  guildId: interaction.guildId,
  channelId: interaction.channelId,
  rights: rightsOf(settings, interaction.user.id, interaction.guildId),
  locale: interaction.locale,
});
