/** @module Follow-ups: questions that leave out words of the question before, and the words that are carried over. */

import { inverseFrequencies } from "./bm25.ts";
import { INTERJECTIONS, LEANING_WORDS, type LeaningWords, plainWords } from "./follow-up-words.ts";
import type { AskedQuestion } from "./rank.ts";
import type { Snapshot } from "./snapshot.ts";
import { queryTerms, WORD } from "./terms.ts";

/** The most words with a meaning of their own in a question that is still elliptical, by how it leans. */
const MOST_NAMED = { opening: 4, reference: 1, part: 2 } as const;
/** The most words of a part of a sentence; a longer question is whole. */
const LONGEST_PART = 5;

/**
 * Whether a question leaves out words that the question before has: it names nothing ("how long?"), goes on with another
 * ("and", "what about"), is a part of a sentence ("for guests?"), or refers to something and names next to nothing ("is it
 * free?"). Only in the languages with data of their own.
 */
export function isElliptical({ text, language }: AskedQuestion): boolean {
  const leaning = LEANING_WORDS.get(language);
  if (leaning === undefined) return false;
  const words = afterInterjections(plainWords(text));
  const named = new Set(words.filter((word) => isNaming(word, leaning))).size;
  const isPart = words.length <= LONGEST_PART && leaning.parts.has(words[0] ?? "");
  return (
    named === 0 ||
    (isPart && named <= MOST_NAMED.part) ||
    (named <= MOST_NAMED.reference && words.some((word) => leaning.references.has(word))) ||
    (named <= MOST_NAMED.opening && isOpened(words, leaning))
  );
}

const afterInterjections = (words: readonly string[]): readonly string[] =>
  words.slice(words.findIndex((word) => !INTERJECTIONS.has(word)));

/** A letter by itself is the rest of a contraction. */
const isNaming = (word: string, { unnamed }: LeaningWords): boolean =>
  !unnamed.has(word) && (word.length > 1 || /\d/.test(word));

const isOpened = (words: readonly string[], { openings }: LeaningWords): boolean =>
  openings.some((opening) => opening.every((word, at) => words[at] === word));

/** The most words that are carried over. */
const MOST_CARRIED = 3;
/** Longer strings are no words. */
const LONGEST = 40;

type Held = Pick<Snapshot, "frequencies" | "languages">;

/**
 * Selects the words of the question before that are searched with an elliptical question, as they were written and in their
 * order: the rarest that the collection has and the question has not. Where no document is in the language of the question
 * before, nothing is known of its words, and the longest are selected: a model reads them.
 */
export async function carriedWords(
  question: AskedQuestion,
  before: AskedQuestion,
  snapshot: Held,
): Promise<string[]> {
  const words = namingWordsOf(before);
  const isHeld = snapshot.languages.some(({ language }) => language === before.language);
  const ratings = isHeld
    ? await raritiesOf(words, { question, before, snapshot })
    : new Map(words.map((word) => [word, word.length]));
  const best = [...ratings].toSorted(([, a], [, b]) => b - a).slice(0, MOST_CARRIED);
  const carried = new Set(best.map(([word]) => word));
  return words.filter((word) => carried.has(word));
}

/** Returns the words that name something, each once in whatever case, as they were first written. */
function namingWordsOf({ text, language }: AskedQuestion): string[] {
  const leaning = LEANING_WORDS.get(language);
  const names = (word: string): boolean =>
    leaning === undefined || plainWords(word).some((part) => isNaming(part, leaning));
  const words: readonly string[] = text.match(WORD) ?? [];
  const folded = words.map((word) => word.toLowerCase());
  return words.filter(
    (word, at) =>
      folded.indexOf(word.toLowerCase()) === at && word.length <= LONGEST && names(word),
  );
}

interface Questions {
  readonly question: AskedQuestion;
  readonly before: AskedQuestion;
  readonly snapshot: Held;
}

/** Returns the inverse frequency of each word that the collection has, in the language where it is rarest. */
async function raritiesOf(
  words: readonly string[],
  questions: Questions,
): Promise<ReadonlyMap<string, number>> {
  const rarities = new Map<string, number>();
  for (const { language } of questions.snapshot.languages)
    for (const [word, idf] of await raritiesIn(language, words, questions))
      rarities.set(word, Math.max(idf, rarities.get(word) ?? 0));
  return rarities;
}

/** Returns the words with a term that passages in a language have and the question has not, with its inverse frequency. */
async function raritiesIn(
  held: string,
  words: readonly string[],
  { question, before, snapshot }: Questions,
): Promise<(readonly [word: string, idf: number])[]> {
  const own = new Set(queryTerms(question.text, question.language, held));
  const asked = words.flatMap((word) => {
    const terms = queryTerms(word, before.language, held);
    return terms.some((term) => own.has(term)) ? [] : terms.map((term) => ({ word, term }));
  });
  const frequencies = await snapshot.frequencies(
    held,
    asked.map(({ term }) => term),
  );
  const idf = inverseFrequencies(frequencies);
  return asked.flatMap(({ word }, at) =>
    (frequencies.documentFrequencies[at] ?? 0) > 0 ? [[word, idf[at] ?? 0] as const] : [],
  );
}
