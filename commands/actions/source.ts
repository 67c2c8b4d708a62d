/** @module Sources by button and select: in a reply of their own, or in the place of the one that is shown. */

import { ID_PATTERN } from "../../src/corpus/identity.ts";
import { renderBytes, renderSource } from "../../src/reply/source.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import type { Action, Press } from "../../src/interactions/action.ts";
import type { Context } from "../../src/interactions/command.ts";

const isOne: Action["accepts"] = ({ passages }) => passages.length === 1;

async function show(id: string, press: Press, context: Context) {
  return renderSource(await context.libraryFor(press).source(id), wordsFor(press.locale));
}

/** Where a quotation stands. */
export const source: Action = {
  accepts: isOne,
  manner: () => "private",
  run: ({ passages }, press, context) => show(passages[0]?.id ?? "", press, context),
};

/** The passage before or after, in place. */
export const turn: Action = { ...source, manner: () => "change" };

/** The first passage of the document that was chosen. */
export const open: Action = {
  accepts: (_, { values }) => values.length === 1 && ID_PATTERN.test(values[0] ?? ""),
  manner: () => "private",
  run: (_, press, context) => show(press.values[0] ?? "", press, context),
};

/** The exact bytes of a passage, as a file. */
export const bytes: Action = {
  accepts: isOne,
  manner: () => "private",
  async run({ passages }, press, context) {
    const words = wordsFor(press.locale);
    const found = await context.libraryFor(press).source(passages[0]?.id ?? "");
    return found.status === "found" ? renderBytes(found, words) : renderSource(found, words);
  },
};
