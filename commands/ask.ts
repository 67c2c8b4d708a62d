/** @module /ask: passages found for a question. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { isUnanswered } from "../src/collection/notice.ts";
import { MOST_PASSAGES } from "../src/reply/action.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { PAGE } from "../src/reply/further.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { isGreeting } from "../src/search/greeting.ts";
import { isQuestion, QUESTION_LENGTH } from "../src/search/question.ts";
import { type Command, IN_GUILDS, textOption } from "../src/interactions/command.ts";

/** How many passages are kept at hand for who wants more; as many IDs as a button has room for. */
const FURTHER = MOST_PASSAGES;

/** Discord refuses what is shorter: "hi" must pass. */
const SHORTEST_GREETING = 2;

export const ask: Command = {
  definition: {
    name: "ask",
    description: "Ask a question; what the documents say is quoted, word for word",
    description_localizations: {
      de: "Stell eine Frage; was in den Dokumenten steht, wird Wort für Wort zitiert",
    },
    ...IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "question",
        description: "What you want to know",
        description_localizations: { de: "Was du wissen möchtest" },
        required: true,
        min_length: SHORTEST_GREETING,
        max_length: QUESTION_LENGTH.max,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "private",
        description: "Show the answer to me only",
        description_localizations: { de: "Die Antwort nur mir zeigen" },
      },
    ],
  },
  scope: "everywhere",
  // What is wrong with a question is nobody else's business.
  isPrivate: (call) => call.options.private === true || !isFit(textOption(call, "question")),
  async run(call, context) {
    const options = { top: PAGE, further: FURTHER };
    const answer = await context.libraryFor(call).ask(textOption(call, "question"), options);
    if (isUnanswered(answer)) await context.feedback.unanswered(answer.question, answer.nearest[0]);
    context.feedback.shown(answer.answers.map(({ citation }) => citation.id));
    const isPrivate = call.options.private === true;
    return renderAnswer(answer, { words: wordsFor(call.locale), isPrivate });
  },
};

const isFit = (typed: string): boolean => isGreeting(typed) || isQuestion(typed);
