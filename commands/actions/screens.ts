/** @module Turning the pages of /documents and /help, in place. */

import { HELP_PAGES, renderHelp } from "../../src/reply/help.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import type { Action } from "../../src/interactions/action.ts";
import { documentsPage } from "../documents.ts";

export const documents: Action = {
  accepts: () => true,
  manner: () => "change",
  run: ({ page }, press, context) => documentsPage(page, press, context),
};

export const help: Action = {
  accepts: ({ page }) => page < HELP_PAGES,
  manner: () => "change",
  run: async ({ page }, { locale }, { feedback }) =>
    renderHelp(page, feedback.keepsQuestions, wordsFor(locale)),
};
