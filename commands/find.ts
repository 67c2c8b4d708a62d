/** @module "Find sources", on a message: passages that bear on what someone wrote. */

import { ApplicationCommandType } from "discord-api-types/v10";
import { PAGE } from "../src/reply/further.ts";
import { MOST_PASSAGES } from "../src/reply/action.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { message } from "../src/reply/message.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { isQuestion, questionIn } from "../src/search/question.ts";
import { type Command, IN_GUILDS, textOption } from "../src/interactions/command.ts";

/** The option that holds the text of the message it is used on. */
export const MESSAGE_TEXT = "text";

export const find: Command = {
  definition: {
    type: ApplicationCommandType.Message,
    name: "Find sources",
    name_localizations: { de: "Quellen finden" },
    ...IN_GUILDS,
  },
  scope: "everywhere",
  isPrivate: () => true,
  async run(call, context) {
    const words = wordsFor(call.locale);
    const question = questionIn(textOption(call, MESSAGE_TEXT));
    if (!isQuestion(question)) return message(words.find.wordless);
    const options = { top: PAGE, further: MOST_PASSAGES };
    const answer = await context.libraryFor(call).ask(question, options);
    context.feedback.shown(answer.answers.map(({ citation }) => citation.id));
    return renderAnswer(answer, { words, isPrivate: true, about: "message" });
  },
};
