/** @module A question as a person typed it, made fit to be searched for. */

import { hasWords } from "../corpus/span.ts";
import { UserError } from "../errors.ts";

/** In characters (code points), as Discord counts. */
export const QUESTION_LENGTH = { min: 3, max: 300 } as const;

/**
 * The question without white space at its edges and without control characters.
 * @throws UserError if it is too short, too long, or has neither a letter nor a digit.
 */
export function checkQuestion(typed: string): string {
  const question = typed
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zs}\s]+/gu, " ")
    .trim();
  const { length } = Array.from(question);
  if (length < QUESTION_LENGTH.min || length > QUESTION_LENGTH.max)
    throw unfit(`${length} characters`, "Ask in one or two sentences.");
  if (!hasWords(question)) throw unfit("no letter or digit in it", "Ask in words.");
  return question;
}

/** Told apart from other errors, so that it can be said in the asker's language. */
export class UnfitQuestion extends UserError {}

const unfit = (found: string, remedy: string): UserError =>
  new UnfitQuestion(
    {
      expected: `a question of ${QUESTION_LENGTH.min} to ${QUESTION_LENGTH.max} characters`,
      found,
      remedy,
    },
    { exitCode: 2 },
  );
