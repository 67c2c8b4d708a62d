/** @module A private answer, shown once to everyone in the channel. */

import { UserError } from "../../src/base/errors.ts";
import type { MemberAction } from "../../src/interactions/action.ts";
import {
  MOST_QUOTED,
  renderAfterSharing,
  renderShared,
  type PrivateReply,
} from "../../src/reply/answer.ts";
import { questionOf } from "../../src/reply/question-line.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { rememberPressed, runOnce } from "./once.ts";
import { canAskPerson } from "./person.ts";

/** Creates the action that posts an answer for everyone, and disables the button under the private one. */
export function createShare(): MemberAction {
  const shared = rememberPressed();
  return {
    name: "share",
    accepts: ({ page: quoted, passages, word }) =>
      outcomeOf(word) !== undefined &&
      quoted >= 1 &&
      quoted <= Math.min(MOST_QUOTED, passages.length),
    manner: () => "change",
    async run({ page: quoted, passages, word }, press, context) {
      const { message, userId, locale, rights } = press;
      const { library, post, pageOf } = context;
      const words = wordsFor(locale);
      const wanted = { marked: passages, from: 0, to: quoted, firstRank: 1 };
      const { quotations, stale } = await library.recall(wanted);
      if (quotations.length === 0)
        throw new UserError(stale ? words.passages.goneForNow : words.passages.gone, {
          exitCode: 2,
        });
      const outcome = outcomeOf(word) ?? "unsure";
      const { content } = message;
      const reply: PrivateReply = {
        content,
        outcome,
        quotations,
        passages,
        isPinnable: rights.operator && questionOf(content)?.carried.length === 0,
        canAskPerson: canAskPerson(press, context),
      };
      const once = { messageId: message.id, refusal: words.refusals.alreadyShared };
      await runOnce(shared, once, () =>
        post(renderShared(reply, { sharedBy: userId, words, pageOf })),
      );
      return { message: renderAfterSharing(reply, words) };
    },
  };
}

const outcomeOf = (word: string): "found" | "unsure" | undefined =>
  word === "found" || word === "unsure" ? word : undefined;
