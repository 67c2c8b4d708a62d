/** @module /ask: passages that answer a question. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { renderAnswer } from "../src/reply/answer.ts";
import { QUESTION_LENGTH } from "../src/search/question.ts";
import { type Command, IN_GUILDS, textOption } from "./command.ts";

/** How many quotations a reply shows. */
const SHOWN = 3;

export const ask: Command = {
  definition: {
    name: "ask",
    description: "Ask a question; the answer is quoted from the documents, word for word",
    ...IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "question",
        description: "What you want to know",
        required: true,
        min_length: QUESTION_LENGTH.min,
        max_length: QUESTION_LENGTH.max,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "private",
        description: "Show the answer to me only",
      },
    ],
  },
  scope: "everywhere",
  isPrivate: ({ options }) => options.private === true,
  async run(call, context) {
    const library = context.libraryFor(call);
    return renderAnswer(await library.ask(textOption(call, "question"), { top: SHOWN }));
  },
};
