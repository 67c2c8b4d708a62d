/** @module /help: the commands, and the limits of an answer. */

import type { Action } from "../src/interactions/action.ts";
import { type Command, IN_GUILDS } from "../src/interactions/command.ts";
import { HELP_PAGES, renderHelp } from "../src/reply/help.ts";
import { wordsFor } from "../src/reply/words/words.ts";

export const help: Command = {
  definition: {
    name: "help",
    description: "What this bot does and how to ask it",
    description_localizations: { de: "Was dieser Bot tut und wie man ihn fragt" },
    ...IN_GUILDS,
  },
  scope: "everywhere",
  isPrivate: () => true,
  run: async ({ locale }, { feedback }) => ({
    message: renderHelp(0, feedback.keepsQuestions, wordsFor(locale)),
  }),
};

/** Turns the page in place. */
export const helpPage: Action = {
  name: "help",
  accepts: ({ page }) => page < HELP_PAGES,
  manner: () => "change",
  run: async ({ page }, { locale }, { feedback }) => ({
    message: renderHelp(page, feedback.keepsQuestions, wordsFor(locale)),
  }),
};
