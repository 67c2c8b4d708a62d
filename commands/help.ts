/** @module /help: the commands, and the limits of an answer. */

import type { PlainAction } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  IN_GUILDS,
  type PlainCommand,
  type Reply,
  type Surroundings,
} from "../src/interactions/command.ts";
import { HELP_PAGES, renderHelp } from "../src/reply/help.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";

export const help: PlainCommand = {
  definition: {
    ...localized((commands) => commands.help),
    ...IN_GUILDS,
  },
  scope: "everywhere",
  opensLibrary: false,
  isPrivate: () => true,
  run: async (call, context) => showPage(0, call, context),
};

/** Turns the page in place. */
export const helpPage: PlainAction = {
  name: "help",
  opensLibrary: false,
  accepts: ({ page }) => page < HELP_PAGES,
  manner: () => "change",
  run: async ({ page }, press, context) => showPage(page, press, context),
};

function showPage(page: number, { locale, rights }: Caller, context: Surroundings): Reply {
  const { feedback, answersMentions, canManage } = context;
  const { keepsQuestions } = feedback;
  const options = {
    keepsQuestions,
    answersMentions,
    isOperator: rights.operator,
    canManage: canManage && rights.everyCollection !== true,
  };
  return { message: renderHelp(page, options, wordsFor(locale)) };
}
