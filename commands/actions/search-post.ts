/** @module The search that a reply to a post offers: an answer for the member who presses the button. */

import { UserError } from "../../src/base/errors.ts";
import type { MemberAction } from "../../src/interactions/action.ts";
import { renderAnswer } from "../../src/reply/answer.ts";
import { questionOf } from "../../src/reply/question-line.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { answerTo } from "../ask.ts";
import { canAskPerson } from "./person.ts";

export const searchPost: MemberAction = {
  name: "search",
  counts: "question",
  accepts: () => true,
  manner: () => "private",
  async run(_, press, context) {
    const { message, locale } = press;
    const words = wordsFor(locale);
    const asked = questionOf(message.content);
    if (!asked) throw new UserError(words.refusals.stale, { exitCode: 2 });
    // The post is in the report already.
    const { answer, outcome } = await answerTo({ question: asked.question, locale }, context);
    const options = {
      words,
      isShareable: context.visibility === "public",
      canAskPerson: canAskPerson(press, context),
    };
    return { message: renderAnswer(answer, options), outcome };
  },
};
