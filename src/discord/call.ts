/** @module From discord.js's interaction to a plain call. */

import type { AutocompleteInteraction, ChatInputCommandInteraction } from "discord.js";
import type { Call } from "../../commands/command.ts";
import type { DiscordSettings } from "../config.ts";
import { rightsOf } from "./rights.ts";

/** The call that an interaction stands for. */
export const callOf = (
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
  settings: DiscordSettings,
): Call => ({
  name: interaction.commandName,
  options: Object.fromEntries(
    interaction.options.data.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value]],
    ),
  ),
  userId: interaction.user.id,
  guildId: interaction.guildId,
  channelId: interaction.channelId,
  rights: rightsOf(settings, interaction.user.id, interaction.guildId),
  locale: interaction.locale,
});
