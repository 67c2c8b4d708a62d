/** @module /ask: passages for a question. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { type QuestionResult, timed } from "../src/base/observation.ts";
import type { Answer } from "../src/collection/answer.ts";
import { isUnanswered, resultOf } from "../src/collection/notice.ts";
import type { Unanswered } from "../src/feedback/feedback.ts";
import {
  type Call,
  type MemberCommand,
  type Context,
  type Defaults,
  IN_GUILDS,
  type Outcome,
  textOption,
  type Thread,
} from "../src/interactions/command.ts";
import { MOST_LISTED } from "../src/reply/action.ts";
import { MOST_QUOTED, type Recipient, renderAnswer } from "../src/reply/answer.ts";
import { clip, LIMITS } from "../src/reply/limits.ts";
import { message } from "../src/reply/message.ts";
import { questionLine } from "../src/reply/question-line.ts";
import { localized } from "../src/reply/words/localized.ts";
import { type Words, wordsFor } from "../src/reply/words/words.ts";
import { isGreeting } from "../src/search/greeting.ts";
import { isQuestion, QUESTION_LENGTH } from "../src/search/question.ts";
import { canAskPerson } from "./actions/person.ts";

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
    !isSearchable(textOption(call, "question")) ||
    isContradictory(call),
  async run(call, context) {
    const { locale, before } = call;
    if (isContradictory(call)) return { message: message(wordsFor(locale).answer.notPrivate) };
    if (context.visibility === "private" && call.options.for !== undefined)
      return { message: message(wordsFor(locale).refusals.staysPrivate) };
    const asked = { question: textOption(call, "question"), locale, before };
    const { answer, outcome } = await answerTo(asked, context);
    if (isUnanswered(answer)) await context.feedback.unanswered(answer.question, nearestOf(answer));
    // A message does not hold its author's locale.
    const words = wordsFor(locale === "" ? answer.language : locale);
    const thread = opensThread(call, context, outcome) ? threadFor(answer, words) : undefined;
    const isHidden = isPrivate(call, context);
    const options = {
      words,
      isShareable: isHidden && context.visibility === "public",
      pageOf: isHidden ? undefined : context.pageOf,
      recipient: recipientOf(call),
      isPinnable: call.rights.operator && answer.carried === undefined,
      goesOn: thread !== undefined && context.answersMentions,
      canAskPerson: canAskPerson(call, context),
    };
    return { message: renderAnswer(answer, options), outcome, ...(thread ? { thread } : {}) };
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

/** Whether an answer is shown in a thread of its own: a public one to a question, in a channel that the operator chose. */
const opensThread = (call: Call, context: Context, { result }: Outcome): boolean =>
  typeof call.channelId === "string" &&
  context.community.threadsIn.includes(call.channelId) &&
  !call.parentId &&
  context.visibility === "public" &&
  !isPrivate(call, context) &&
  !NO_ANSWERS.includes(result);

const NO_ANSWERS: readonly string[] = ["greeting", "unfit"] satisfies QuestionResult[];

/** Returns a thread that is named by the question, and the line that leads to it. */
export const threadFor = ({ question }: Answer, { posts }: Words): Thread => ({
  name: clip(question, LIMITS.threadName),
  notice: message(`${questionLine(question)}\n${posts.inThread}`),
});

interface Asked {
  readonly question: string;
  readonly locale: string;
  readonly before?: string | undefined;
  readonly parts?: readonly string[];
}

interface Answered {
  readonly answer: Answer;
  readonly outcome: Outcome;
}

/** Answers a question, and counts the passages that are shown. */
export async function answerTo(asked: Asked, context: Context): Promise<Answered> {
  const answer = await search(asked, context);
  countShown(answer, context.feedback);
  return { answer, outcome: { kind: "question", result: resultOf(answer) } };
}

/** Asks the library; the passages that rank next come with the answer, as many as a button can carry. */
export function search(
  { question, ...asked }: Asked,
  { library, observe }: Pick<Context, "library" | "observe">,
): Promise<Answer> {
  const options = { top: MOST_QUOTED, marks: MOST_LISTED, ...asked };
  return timed("ask", observe, () => library.ask(question, options));
}

export const countShown = ({ answers }: Answer, feedback: Context["feedback"]): void =>
  feedback.shown(answers.map(({ citation }) => citation.id));

/** Returns the heading and the passage that are nearest to a question. */
export function nearestOf({ nearest, marks, answers }: Answer): Unanswered {
  const [first] = answers;
  if (!first) return { heading: nearest[0], passage: marks?.nearest[0]?.id };
  const { id, headings, document } = first.citation;
  return { heading: headings.at(-1) ?? document, passage: id };
}

/** Whether a text is worth a search. */
export const isSearchable = (typed: string): boolean => isQuestion(typed) && !isGreeting(typed);
