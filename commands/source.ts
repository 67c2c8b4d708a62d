/** @module /source: where a quotation stands. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { LIMITS } from "../src/reply/limits.ts";
import { renderSource } from "../src/reply/source.ts";
import { renderChoices } from "../src/reply/suggestion.ts";
import { type Command, IN_GUILDS, textOption } from "./command.ts";

export const source: Command = {
  definition: {
    name: "source",
    description: "See where a quotation stands and where its document comes from",
    ...IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "id",
        description: "The ID below the quotation; or type a heading and choose",
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
    return renderSource(await context.libraryFor(call).source(textOption(call, "id")));
  },
  async complete(typed, call, context) {
    return renderChoices(
      await context.libraryFor(call).complete(typed.slice(0, LIMITS.choiceName), LIMITS.choices),
    );
  },
};
