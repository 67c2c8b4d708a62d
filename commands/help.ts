/** @module /help: what one can do, and what to expect of an answer. */

import { renderHelp } from "../src/reply/help.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { type Command, IN_GUILDS } from "../src/interactions/command.ts";

export const help: Command = {
  definition: {
    name: "help",
    description: "What this bot does and how to ask it",
    description_localizations: { de: "Was dieser Bot tut und wie man ihn fragt" },
    ...IN_GUILDS,
  },
  scope: "everywhere",
  isPrivate: () => true,
  run: async ({ locale }, { feedback }) => renderHelp(0, feedback.keepsQuestions, wordsFor(locale)),
};
