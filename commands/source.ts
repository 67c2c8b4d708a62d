/** @module /source: where a quotation stands. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { LIMITS } from "../src/reply/limits.ts";
import { renderSource } from "../src/reply/source.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { renderChoices } from "../src/reply/suggestion.ts";
import { type Command, IN_GUILDS, textOption } from "../src/interactions/command.ts";

export const source: Command = {
  definition: {
    name: "source",
    description: "See where a quotation stands and where its document comes from",
    description_localizations: {
      de: "Zeigt, wo ein Zitat steht und woher sein Dokument stammt",
    },
    ...IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "id",
        description: "The ID below the quotation; or type a heading and choose",
        description_localizations: {
          de: "Die Kennung unter dem Zitat; oder tippe eine Überschrift und wähle",
        },
        required: true,
        min_length: 1,
        max_length: LIMITS.choiceName,
        autocomplete: true,
      },
    ],
  },
  scope: "everywhere",
  isPrivate: () => true,
  async run(call, context) {
    const found = await context.libraryFor(call).source(textOption(call, "id"));
    return renderSource(found, wordsFor(call.locale));
  },
  async complete(typed, call, context) {
    return renderChoices(
      await context.libraryFor(call).complete(typed.slice(0, LIMITS.choiceName), LIMITS.choices),
    );
  },
};
