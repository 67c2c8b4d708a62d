/** @module The line of a reply that repeats its question: written for members, and read back as the reply's only state. */

import { plainQuestion } from "../search/question.ts";
import { escape, escapedWithin, unescape } from "./escape.ts";

/** The longest escaped question, in UTF-16 units: no valid question is cut. */
const LONGEST_QUESTION = 600;
/** The longest list of carried words, escaped. */
const LONGEST_CARRIED = 150;

/** A question, and the words of the question before that were searched with it. */
export interface AskedQuestion {
  readonly question: string;
  readonly carried: readonly string[];
}

/** Renders `**question**`, or `**question** (carried words)`, on one line. Carried words beyond the limit are omitted. */
export function questionLine(question: string, carried: readonly string[] = []): string {
  const line = `**${escapedWithin(plainQuestion(question), LONGEST_QUESTION)}**`;
  const words = withinLimit(carried);
  return words === "" ? line : `${line} (${words})`;
}

/** Escapes the first words that fit. */
function withinLimit(words: readonly string[]): string {
  let kept = "";
  for (const word of words.flatMap((one) => plainQuestion(one).split(" "))) {
    const longer = kept === "" ? escape(word) : `${kept} ${escape(word)}`;
    if (longer.length > LONGEST_CARRIED) break;
    kept = longer;
  }
  return kept;
}

/** Renders a question in small print, for people who know it: they wrote the post above. */
export const smallQuestionLine = (question: string): string => SMALL + questionLine(question);

const SMALL = "-# ";

/** Inside the marks every sign with a meaning is escaped. */
const LINE = /^\*\*((?:\\.|[^\\*])+)\*\*(?: \(((?:\\.|[^\\()])+)\))?$/;
/** A line above the question that names a member: for whom it was asked, or who shared the answer. */
const NAMES_MEMBER = /<@\d{17,20}>/;

/** Reads the question in the content of a reply; undefined where `questionLine` did not write one. */
export function questionOf(content: string): AskedQuestion | undefined {
  const [first = "", second = ""] = content.split("\n", 2);
  const own = NAMES_MEMBER.test(first) ? second : first;
  const line = own.startsWith(SMALL) ? own.slice(SMALL.length) : own;
  const [, question, carried = ""] = LINE.exec(line) ?? [];
  if (question === undefined) return undefined;
  const asked = { question: unescape(question), carried: wordsIn(unescape(carried)) };
  return questionLine(asked.question, asked.carried) === line ? asked : undefined;
}

const wordsIn = (text: string): string[] => text.split(" ").filter((word) => word !== "");
