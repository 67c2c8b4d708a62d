/** @module The question in a post that addresses nobody. */

import { foldWords } from "../base/text.ts";
import { LANGUAGES, UNKNOWN } from "../corpus/languages/languages.ts";
import { segmentSentences } from "../corpus/sentences.ts";
import { isGreeting } from "./greeting.ts";
import { LONGEST_MESSAGE, QUESTION_LENGTH, questionIn, wordsOf } from "./question.ts";

export interface PostText {
  /** The title of the post in a forum. */
  readonly title?: string | undefined;
  readonly text: string;
}

/**
 * Extracts a question of at most 300 characters: the title and the text; of a longer post the title and the sentences that
 * ask, or the beginning where none asks. Quoted messages and blocks of code are no part of it.
 */
export function questionInPost({ title = "", text }: PostText): string {
  const own = ownText(text);
  const whole = wordsOf(withTitle(title, own));
  if (Array.from(whole).length <= QUESTION_LENGTH.max) return whole;
  const sentences = sentencesOf(own);
  const marked = sentences.filter((sentence) => QUESTION_MARK.test(sentence));
  const asking = marked.length > 0 ? marked : sentences.filter(beginsQuestion);
  return questionIn(withTitle(title, asking.length > 0 ? asking.join(" ") : own));
}

/** Lists the parts of a post that ask by themselves: its title, and its sentences that ask, without a greeting before them. */
export const partsOfPost = ({ title, text }: PostText): string[] => [
  ...(title === undefined ? [] : [wordsOf(title)]),
  ...sentencesOf(ownText(text)).filter(asks).map(withoutGreeting).slice(0, MOST_PARTS),
];

const MOST_PARTS = 5;

/** Drops a first word that greets, with the comma after it. */
function withoutGreeting(sentence: string): string {
  const [first = "", ...others] = sentence.split(" ");
  return others.length > 0 && isGreeting(first) ? others.join(" ") : sentence;
}

/** Whether a text asks something: it has a question mark, or a sentence begins as questions do. */
export const asksSomething = (text: string): boolean => sentencesOf(ownText(text)).some(asks);

const asks = (sentence: string): boolean =>
  QUESTION_MARK.test(sentence) || beginsQuestion(sentence);

/** Puts a title before a text that does not repeat it. */
function withTitle(title: string, text: string): string {
  if (title === "" || text.trimStart().startsWith(title)) return text;
  return ENDS_SENTENCE.test(title) ? `${title} ${text}` : `${title.trimEnd()}. ${text}`;
}

const ENDS_SENTENCE = /[\p{Sentence_Terminal}:…]["'”»)]?\s*$/u;

const FENCED = /```[^]*?```/g;
const QUOTED = /^[ \t]*>.*$/gm;
const ownText = (text: string): string =>
  text.slice(0, LONGEST_MESSAGE).replace(FENCED, "\n").replace(QUOTED, "");

/** Lists the sentences of a message; a line's end ends one too. */
const sentencesOf = (text: string): string[] =>
  text
    .split("\n")
    .map(wordsOf)
    .flatMap((line) =>
      segmentSentences(line, { start: 0, end: line.length }, UNKNOWN).map(({ start, end }) =>
        line.slice(start, end),
      ),
    );

/** The question marks of all scripts; Greek writes a semicolon. */
const QUESTION_MARK = /[?¿\u037E՞؟፧᥅⁇⁈⁉‽❓❔⳺⳻⸘⸮⹔꘏꛷︖﹖？𑅃𞥟]|(?<=\p{Script=Greek}\s?);/u;

const BEGINNINGS = new Set(LANGUAGES.flatMap((language) => [...language.questionBeginnings]));
/** In words. */
const LONGEST_BEGINNING = 3;

/** Whether a sentence begins as a question of any language does, after a greeting or not. */
function beginsQuestion(sentence: string): boolean {
  const [first = "", ...others] = foldWords(sentence.slice(0, 200).normalize("NFC")).split(" ");
  const words = isGreeting(first) ? others : [first, ...others];
  return Array.from({ length: LONGEST_BEGINNING }, (_, at) =>
    words.slice(0, at + 1).join(" "),
  ).some((beginning) => BEGINNINGS.has(beginning));
}
