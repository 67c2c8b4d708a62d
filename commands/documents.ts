/** @module /documents: the documents that are searched, page by page. */

import type { MemberAction } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  type MemberCommand,
  type Context,
  IN_GUILDS,
  type Reply,
} from "../src/interactions/command.ts";
import { DOCUMENTS_PER_PAGE, pageWithin, renderDocuments } from "../src/reply/documents.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";

export const documents: MemberCommand = {
  definition: {
    ...localized((commands) => commands.documents),
    ...IN_GUILDS,
  },
  scope: "everywhere",
  isPrivate: () => true,
  run: (call, context) => showPage(0, call, context),
};

/** Turns the page in place. */
export const documentsPage: MemberAction = {
  name: "documents",
  accepts: () => true,
  manner: () => "change",
  run: ({ page }, press, context) => showPage(page, press, context),
};

/** Shows a page, from 0; past the end, the last one. */
async function showPage(wanted: number, { locale }: Caller, { library }: Context): Promise<Reply> {
  const counts = library.counts();
  const page = pageWithin(wanted, counts.documents);
  const entries = await library.documents(page * DOCUMENTS_PER_PAGE, DOCUMENTS_PER_PAGE);
  return {
    message: renderDocuments(
      entries,
      page,
      { counts, areSamples: library.servesSamples() },
      wordsFor(locale),
    ),
  };
}
