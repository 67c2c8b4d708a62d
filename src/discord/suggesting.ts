/** @module Suggestions while an option is typed. */

import type { AutocompleteInteraction } from "discord.js";
import type { Call } from "../../commands/command.ts";
import { complete } from "../../commands/dispatch.ts";
import { messageOf } from "../errors.ts";
import type { Work } from "./serving.ts";
import { callOf } from "./call.ts";
import { isAllowed } from "./rights.ts";

/** Suggestions come with each key: they are dropped, not refused, where there are too many. */
export async function suggest(interaction: AutocompleteInteraction, work: Work): Promise<void> {
  const call = callOf(interaction, work.settings);
  const focused = interaction.options.data.find((option) => option.focused)?.value;
  const typed = typeof focused === "string" ? focused : "";
  const choices = (await mayLookUp(call, work))
    ? await complete(call, typed, { ...work, update: () => {} }).catch((error: unknown) => {
        work.log.warn({ why: messageOf(error) }, "no suggestions");
        return [];
      })
    : [];
  await interaction.respond(choices.map(({ name, value }) => ({ name, value })));
}

const mayLookUp = async (
  { guildId, userId }: Call,
  { settings, admission, isClosed }: Work,
): Promise<boolean> =>
  isAllowed(settings, guildId) && !isClosed() && (await admission.mayType(userId));
