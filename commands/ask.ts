/** @module /ask: passages for a question. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { type QuestionResult, timed } from "../src/base/observation.ts";
import type { Answer } from "../src/collection/answer.ts";
import { isUnanswered } from "../src/collection/notice.ts";
import type { Unanswered } from "../src/feedback/feedback.ts";
import {
  type Call,
  type MemberCommand,
  type Context,
  type Defaults,
  IN_GUILDS,
  type Outcome,
  textOption,
} from "../src/interactions/command.ts";
import { MOST_LISTED } from "../src/reply/action.ts";
import { MOST_QUOTED, type Recipient, renderAnswer } from "../src/reply/answer.ts";
import { message } from "../src/reply/message.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { isGreeting } from "../src/search/greeting.ts";
import { isQuestion, QUESTION_LENGTH } from "../src/search/question.ts";

/** The length of "hi"; Discord refuses shorter texts by itself. */
const SHORTEST_GREETING = 2;

export const ask: MemberCommand = {
  definition: {
    ...localized((commands) => commands.ask),
    ...IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...localized((commands) => commands.ask.options.question),
        required: true,
        min_length: SHORTEST_GREETING,
        max_length: QUESTION_LENGTH.max,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...localized((commands) => commands.ask.options.private),
      },
      {
        type: ApplicationCommandOptionType.User,
        ...localized((commands) => commands.ask.options.for),
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...localized((commands) => commands.ask.options.ping),
      },
    ],
  },
  scope: "everywhere",
  counts: "question",
  // Greetings, and the faults of a call, are of no use to others.
  isPrivate: (call, defaults) =>
    isPrivate(call, defaults) ||
    !asksSomething(textOption(call, "question")) ||
    isContradictory(call),
  async run(call, context) {
    const words = wordsFor(call.locale);
    if (isContradictory(call)) return { message: message(words.answer.notPrivate) };
    if (context.visibility === "private" && call.options.for !== undefined)
      return { message: message(words.refusals.staysPrivate) };
    const { answer, outcome } = await answerTo(
      textOption(call, "question"),
      call.locale,
      context,
      call.before,
    );
    if (isUnanswered(answer)) await context.feedback.unanswered(answer.question, nearestOf(answer));
    const isShareable = isPrivate(call, context) && context.visibility === "public";
    const options = { words, isShareable, recipient: recipientOf(call) };
    return { message: renderAnswer(answer, options), outcome };
  },
};

/** An answer for somebody else is public unless it is asked to be private, which is a contradiction. */
const isPrivate = ({ options }: Call, { answers }: Defaults): boolean =>
  typeof options.private === "boolean"
    ? options.private
    : answers === "private" && options.for === undefined;

const isContradictory = ({ options }: Call): boolean =>
  options.private === true && options.for !== undefined;

function recipientOf({ options }: Call): Recipient | undefined {
  const { for: id, ping } = options;
  return typeof id === "string" ? { id, isPinged: ping === true } : undefined;
}

interface Answered {
  readonly answer: Answer;
  readonly outcome: Outcome;
}

/** Asks the library; the passages that rank next come with the answer, as many as a button can carry. */
export async function answerTo(
  question: string,
  locale: string,
  { library, feedback, observe }: Context,
  before?: string,
): Promise<Answered> {
  const options = { top: MOST_QUOTED, marks: MOST_LISTED, locale, before };
  const answer = await timed("ask", observe, () => library.ask(question, options));
  feedback.shown(answer.answers.map(({ citation }) => citation.id));
  return { answer, outcome: { kind: "question", result: resultOf(answer) } };
}

/** Returns the heading and the passage that are nearest to a question without an answer. */
const nearestOf = ({ nearest, marks }: Answer): Unanswered => ({
  heading: nearest[0],
  passage: marks?.nearest[0]?.id,
});

function resultOf({ outcome, notice }: Answer): QuestionResult {
  if (notice === "greeting") return "greeting";
  return notice === "short" ? "unfit" : outcome;
}

const asksSomething = (typed: string): boolean => isQuestion(typed) && !isGreeting(typed);
