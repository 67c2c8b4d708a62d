/** @module /documents: what the bot knows. */

import { DOCUMENTS_PER_PAGE, pageWithin, renderDocuments } from "../src/reply/documents.ts";
import type { Message } from "../src/reply/message.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { type Caller, type Command, type Context, IN_GUILDS } from "../src/interactions/command.ts";

export const documents: Command = {
  definition: {
    name: "documents",
    description: "See which documents are searched and quoted",
    description_localizations: { de: "Zeigt, welche Dokumente durchsucht und zitiert werden" },
    ...IN_GUILDS,
  },
  scope: "everywhere",
  isPrivate: () => true,
  run: (call, context) => documentsPage(0, call, context),
};

/** A page of the documents, from 0; past the end, the last one. */
export async function documentsPage(
  wanted: number,
  caller: Caller,
  context: Context,
): Promise<Message> {
  const library = context.libraryFor(caller);
  const counts = library.counts();
  const page = pageWithin(wanted, counts.documents);
  const entries = await library.documents(page * DOCUMENTS_PER_PAGE, DOCUMENTS_PER_PAGE);
  return renderDocuments(entries, page, counts, wordsFor(caller.locale));
}
