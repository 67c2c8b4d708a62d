/** @module /ask: passages for a question. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { type QuestionResult, timed } from "../src/base/observation.ts";
import type { Answer } from "../src/collection/answer.ts";
import { isUnanswered } from "../src/collection/notice.ts";
import {
  type Command,
  type Context,
  IN_GUILDS,
  type Outcome,
  textOption,
} from "../src/interactions/command.ts";
import { MOST_PASSAGES } from "../src/reply/action.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { PAGE } from "../src/reply/further.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { isGreeting } from "../src/search/greeting.ts";
import { isQuestion, QUESTION_LENGTH } from "../src/search/question.ts";

/** The length of "hi"; Discord refuses shorter texts by itself. */
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
  counts: "question",
  // The faults of a question are shown to its asker only.
  isPrivate: (call) => call.options.private === true || !isFit(textOption(call, "question")),
  async run(call, context) {
    const { answer, outcome } = await answerTo(textOption(call, "question"), context);
    if (isUnanswered(answer)) await context.feedback.unanswered(answer.question, answer.nearest[0]);
    const isPrivate = call.options.private === true;
    return { message: renderAnswer(answer, { words: wordsFor(call.locale), isPrivate }), outcome };
  },
};

interface Answered {
  readonly answer: Answer;
  readonly outcome: Outcome;
}

/** Asks the library; the passages that rank next come with the answer, as many as a button can carry. */
export async function answerTo(
  question: string,
  { library, feedback, observe }: Context,
): Promise<Answered> {
  const options = { top: PAGE, further: MOST_PASSAGES };
  const answer = await timed("ask", observe, () => library.ask(question, options));
  feedback.shown(answer.answers.map(({ citation }) => citation.id));
  return { answer, outcome: { kind: "question", result: resultOf(answer) } };
}

function resultOf({ outcome, notice }: Answer): QuestionResult {
  if (notice === "greeting") return "greeting";
  return notice === "short" ? "unfit" : outcome;
}

const isFit = (typed: string): boolean => isGreeting(typed) || isQuestion(typed);
