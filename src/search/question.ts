/** @module The text of a question: normalised, validated, extracted from a message. */

import { hasWords } from "../corpus/span.ts";
import { UserError } from "../base/errors.ts";

/** In characters (code points), as Discord counts. */
export const QUESTION_LENGTH = { min: 3, max: 300 } as const;

/** Collapses white space and control characters, and trims the ends. */
export const plainQuestion = (typed: string): string =>
  typed
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zs}\s]+/gu, " ")
    .trim();

/**
 * Returns the question as `plainQuestion` does.
 * @throws UserError if it is too short, too long, or has neither a letter nor a digit.
 */
export function checkQuestion(typed: string): string {
  const question = plainQuestion(typed);
  const { length } = Array.from(question);
  if (length < QUESTION_LENGTH.min || length > QUESTION_LENGTH.max)
    throw unfit(question, `${length} characters`, "Ask in one or two sentences.");
  if (!hasWords(question)) throw unfit(question, "no letter or digit in it", "Ask in words.");
  return question;
}

/** Whether a text is a valid question. */
export function isQuestion(typed: string): boolean {
  try {
    return checkQuestion(typed).length > 0;
  } catch {
    return false;
  }
}

/** Discord's references to members, channels, roles, commands, emoji and times in a message. */
const REFERENCES = /<(?:@[!&]?|#|\/[^:>]{1,40}:|a?:\w{1,40}:|t:)[\d:a-zA-Z]{0,40}>/g;

/** In UTF-16 units: more than any message has. */
export const LONGEST_MESSAGE = 8_000;

/** Returns the text of a message on one line, without references and addresses. */
export const wordsOf = (message: string): string =>
  plainQuestion(
    message
      .slice(0, LONGEST_MESSAGE)
      .replace(REFERENCES, " ")
      .replace(/https?:\/\/\S+/g, " "),
  );

/** Extracts the text of a message without references and addresses, cut at a word to the length of a question. */
export function questionIn(message: string): string {
  const text = wordsOf(message);
  const characters = Array.from(text);
  if (characters.length <= QUESTION_LENGTH.max) return text;
  const kept = characters.slice(0, QUESTION_LENGTH.max).join("");
  const end = kept.lastIndexOf(" ");
  return end > kept.length / 2 ? kept.slice(0, end) : kept;
}

/** The error of an invalid question; a class of its own, so that replies can translate it. */
export class UnfitQuestion extends UserError {
  readonly question: string;
  constructor(question: string, ...rest: ConstructorParameters<typeof UserError>) {
    super(...rest);
    this.question = question;
  }
}

const unfit = (question: string, found: string, remedy: string): UserError =>
  new UnfitQuestion(
    question,
    {
      expected: `a question of ${QUESTION_LENGTH.min} to ${QUESTION_LENGTH.max} characters`,
      found,
      remedy,
    },
    { exitCode: 2 },
  );
