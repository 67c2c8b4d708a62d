/** @module Going on from an answer by the IDs of its passages: more of them, or the same for all to see. */

import { UserError } from "../../src/base/errors.ts";
import type { Marked } from "../../src/collection/answer.ts";
import type { Stale } from "../../src/collection/library.ts";
import type { Recalled } from "../../src/collection/by-id.ts";
import { renderShared, sharedAs } from "../../src/reply/answer.ts";
import { PAGE, pagesOf, renderFurther } from "../../src/reply/further.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import type { Action, Press } from "../../src/interactions/action.ts";
import type { Context } from "../../src/interactions/command.ts";

/** The passages that rank next, in a reply of their own. */
export const more: Action = {
  accepts: ({ page, passages }) => page >= 1 && page <= pagesOf(passages),
  manner: () => "private",
  async run({ page, passages }, press, context) {
    const words = wordsFor(press.locale);
    const from = (page - 1) * PAGE;
    const range = { from, to: from + PAGE, firstRank: PAGE + 1 };
    const recalled = await recallSome(passages, range, press, context);
    context.feedback.shown(recalled.quotations.map(({ citation }) => citation.id));
    return renderFurther(recalled, { page, passages }, questionOf(press), words);
  },
};

/** Another page of them, in place. */
export const page: Action = { ...more, manner: () => "change" };

/** What only one member saw, for all in the channel. */
export const share: Action = {
  accepts: ({ page: shown, passages, word }) =>
    sharedAs(word) !== undefined && shown >= 1 && shown <= Math.min(PAGE, passages.length),
  manner: () => "open",
  async run({ page: shown, passages, word }, press, context) {
    const range = { from: 0, to: shown, firstRank: 1 };
    const { quotations } = await recallSome(passages, range, press, context);
    const as = sharedAs(word) ?? UNSURE;
    return renderShared(questionOf(press), as, quotations, wordsFor(press.locale));
  },
};

const UNSURE = { about: "question", outcome: "unsure" } as const;

/** @throws UserError if none of the passages is left: there is nothing to show, and a reply that is there may stay. */
async function recallSome(
  marked: readonly Marked[],
  range: { readonly from: number; readonly to: number; readonly firstRank: number },
  press: Press,
  context: Context,
): Promise<Recalled & Stale> {
  const recalled = await context.libraryFor(press).recall({ marked, ...range });
  const { gone, goneForNow } = wordsFor(press.locale).further;
  if (recalled.quotations.length === 0) throw new UserError(recalled.stale ? goneForNow : gone);
  return recalled;
}

/** The first line of the reply that was pressed on, which is the question as we wrote it. */
function questionOf({ message }: Press): string {
  const [first = ""] = message.content.split("\n");
  return /^\*\*.+\*\*$/.test(first) ? first : "";
}
