/** @module More passages of an answer by their IDs, and its passages again for everyone. */

import { UserError } from "../../src/base/errors.ts";
import type { Marked } from "../../src/collection/answer.ts";
import type { Stale } from "../../src/collection/library.ts";
import type { Recalled } from "../../src/collection/by-id.ts";
import { renderShared, sharedAs } from "../../src/reply/answer.ts";
import { PAGE, pagesOf, renderFurther } from "../../src/reply/further.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import type { Action, Press } from "../../src/interactions/action.ts";
import type { Context } from "../../src/interactions/command.ts";

/** Shows the passages that rank next, in a reply of their own. */
export const more: Action = {
  name: "more",
  accepts: ({ page, passages }) => page >= 1 && page <= pagesOf(passages),
  manner: () => "private",
  async run({ page, passages }, press, context) {
    const words = wordsFor(press.locale);
    const from = (page - 1) * PAGE;
    const range = { from, to: from + PAGE, firstRank: PAGE + 1 };
    const recalled = await recallSome(passages, range, press, context);
    context.feedback.shown(recalled.quotations.map(({ citation }) => citation.id));
    return { message: renderFurther(recalled, { page, passages }, questionOf(press), words) };
  },
};

/** Shows another page of them, in place. */
export const page: Action = { ...more, name: "page", manner: () => "change" };

/** Shows a private answer again, to everyone in the channel. */
export const share: Action = {
  name: "share",
  accepts: ({ page: shown, passages, word }) =>
    sharedAs(word) !== undefined && shown >= 1 && shown <= Math.min(PAGE, passages.length),
  manner: () => "open",
  async run({ page: shown, passages, word }, press, context) {
    const range = { from: 0, to: shown, firstRank: 1 };
    const { quotations } = await recallSome(passages, range, press, context);
    const as = sharedAs(word) ?? UNSURE;
    return { message: renderShared(questionOf(press), as, quotations, wordsFor(press.locale)) };
  },
};

const UNSURE = { about: "question", outcome: "unsure" } as const;

/** Quotes passages of a button again. @throws UserError if none of them is left. */
async function recallSome(
  marked: readonly Marked[],
  range: { readonly from: number; readonly to: number; readonly firstRank: number },
  { locale }: Press,
  { library }: Context,
): Promise<Recalled & Stale> {
  const recalled = await library.recall({ marked, ...range });
  const { gone, goneForNow } = wordsFor(locale).further;
  if (recalled.quotations.length === 0) throw new UserError(recalled.stale ? goneForNow : gone);
  return recalled;
}

/** Returns the question, which the bot wrote as the first line of the reply that holds the button. */
function questionOf({ message }: Press): string {
  const [first = ""] = message.content.split("\n");
  return /^\*\*.+\*\*$/.test(first) ? first : "";
}
