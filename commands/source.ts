/** @module /source: the place of a quotation in its document, by command, button and select. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { ID_PATTERN } from "../src/corpus/identity.ts";
import type { Stale } from "../src/collection/library.ts";
import type { Source } from "../src/collection/source.ts";
import type { Action } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  type Command,
  type Context,
  IN_GUILDS,
  type Reply,
  textOption,
} from "../src/interactions/command.ts";
import { LIMITS } from "../src/reply/limits.ts";
import type { Message } from "../src/reply/message.ts";
import { renderBytes, renderSource } from "../src/reply/source.ts";
import { renderChoices } from "../src/reply/controls.ts";
import { type Words, wordsFor } from "../src/reply/words/words.ts";

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
  run: (call, context) => show(textOption(call, "id"), call, context),
  async complete(typed, _, { library }) {
    return renderChoices(await library.complete(typed.slice(0, LIMITS.choiceName), LIMITS.choices));
  },
};

async function show(
  id: string,
  { locale }: Caller,
  { library }: Context,
  render: (found: Source & Stale, words: Words) => Message = renderSource,
): Promise<Reply> {
  const found = await library.source(id);
  return {
    message: render(found, wordsFor(locale)),
    outcome: { kind: "other", result: found.status },
  };
}

/** Shows the place of a quotation. */
export const sourceOf: Action = {
  name: "source",
  accepts: ({ passages }) => passages.length === 1,
  manner: () => "private",
  run: ({ passages }, press, context) => show(passages[0]?.id ?? "", press, context),
};

/** Shows the passage before or after, in place. */
export const turn: Action = { ...sourceOf, name: "turn", manner: () => "change" };

/** Shows the first passage of the document that was chosen. */
export const open: Action = {
  name: "open",
  accepts: (_, { values }) => values.length === 1 && ID_PATTERN.test(values[0] ?? ""),
  manner: () => "private",
  run: (_, press, context) => show(press.values[0] ?? "", press, context),
};

/** Sends the exact bytes of a passage, as a file. */
export const bytes: Action = {
  ...sourceOf,
  name: "bytes",
  run: ({ passages }, press, context) =>
    show(passages[0]?.id ?? "", press, context, (found, words) =>
      found.status === "found" ? renderBytes(found, words) : renderSource(found, words),
    ),
};
