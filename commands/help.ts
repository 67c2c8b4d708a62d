/** @module /help: the commands, and the limits of an answer. */

import type { MemberAction } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  type MemberCommand,
  type Context,
  IN_GUILDS,
  type Reply,
} from "../src/interactions/command.ts";
import { HELP_PAGES, renderHelp } from "../src/reply/help.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";

export const help: MemberCommand = {
  definition: {
    ...localized((commands) => commands.help),
    ...IN_GUILDS,
  },
  scope: "everywhere",
  isPrivate: () => true,
  run: async (call, context) => showPage(0, call, context),
};

/** Turns the page in place. */
export const helpPage: MemberAction = {
  name: "help",
  accepts: ({ page }) => page < HELP_PAGES,
  manner: () => "change",
  run: async ({ page }, press, context) => showPage(page, press, context),
};

function showPage(page: number, { locale, rights }: Caller, context: Context): Reply {
  const { feedback, answersMentions } = context;
  const { keepsQuestions } = feedback;
  const options = { keepsQuestions, answersMentions, isOperator: rights.operator };
  return { message: renderHelp(page, options, wordsFor(locale)) };
}
