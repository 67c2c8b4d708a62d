/** @module /collections: the collections that an operator operates, page by page. */

import type { OperatorAction } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import type { OperatorCommand, OperatorContext, Reply } from "../src/interactions/command.ts";
import { renderCollections } from "../src/reply/collections.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";

export const collections: OperatorCommand = {
  definition: {
    ...localized((commands) => commands.collections),
    default_member_permissions: "0",
  },
  scope: "home",
  isPrivate: () => true,
  run: async (call, context) => showPage(0, call, context),
};

/** Turns the page in place. */
export const collectionsPage: OperatorAction = {
  name: "overview",
  scope: "home",
  accepts: () => true,
  manner: () => "change",
  run: async ({ page }, press, context) => showPage(page, press, context),
};

async function showPage(
  page: number,
  { locale }: Caller,
  { operated }: OperatorContext,
): Promise<Reply> {
  const listed = (await operated()).map((one) => ({
    ...one,
    counts: one.counts(),
    faults: one.faults(),
  }));
  return { message: renderCollections(listed, page, wordsFor(locale)) };
}
