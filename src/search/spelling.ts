/** @module Correction of misspelt words in a question. */

import type { Embedder } from "../model/embedder.ts";
import type { Snapshot } from "./snapshot.ts";
import type { AskedQuestion } from "./rank.ts";
import { analyserFor, withoutPossessive, WORD } from "./terms.ts";

/** A question after correction. */
export interface Spelling {
  readonly text: string;
  /** The distinct words of the collection that replaced misspelt ones. */
  readonly corrected: readonly string[];
}

/** Shorter words are one edit away from too many others. */
const LONG = /^\p{Script=Latin}{5,}$/u;

/** With more unknown words, a question is in another language or not in words. */
const MOST_UNKNOWN = 8;

/**
 * Corrects a question in a language of the collection; any other stays. A word is misspelt if it consists of five letters
 * or more, no passage has its term, neither model has it as one token, and exactly one word of the collection is one edit
 * away.
 */
export async function correctSpelling(
  { text: question, language }: AskedQuestion,
  snapshot: Pick<Snapshot, "frequencies" | "languages" | "wordsNear">,
  model: Pick<Embedder, "isWord">,
): Promise<Spelling> {
  if (!snapshot.languages.some((held) => held.language === language))
    return { text: question, corrected: [] };
  const text = question.normalize("NFC");
  const unknown = await unknownIn({ text, language }, snapshot, model);
  const corrections =
    unknown.length > MOST_UNKNOWN ? new Map<string, string>() : await correct(unknown, snapshot);
  return corrections.size === 0
    ? { text: question, corrected: [] }
    : { text: replace(text, corrections), corrected: [...new Set(corrections.values())] };
}

/** Finds corrections. The first letter must be equal, as people seldom mistake it: "router" is not "outer". */
async function correct(
  words: readonly string[],
  { wordsNear }: Pick<Snapshot, "wordsNear">,
): Promise<ReadonlyMap<string, string>> {
  const near = await Promise.all(words.map((word) => wordsNear(word)));
  const corrections = new Map<string, string>();
  for (const [at, word] of words.entries()) {
    const [only, second] = near[at] ?? [];
    if (only !== undefined && second === undefined && only[0] === word[0])
      corrections.set(word, only);
  }
  return corrections;
}

const replace = (text: string, corrections: ReadonlyMap<string, string>): string =>
  text.replace(WORD, (word) => {
    const bare = withoutPossessive(word);
    const correction = corrections.get(bare.toLowerCase());
    return correction === undefined ? word : correction + word.slice(bare.length);
  });

/** Finds the words that neither the collection nor the models know; stop words have no term, and count as known. */
async function unknownIn(
  { text, language }: AskedQuestion,
  { frequencies }: Pick<Snapshot, "frequencies">,
  { isWord }: Pick<Embedder, "isWord">,
): Promise<string[]> {
  const { termsOf } = analyserFor(language);
  const words = (text.match(WORD) ?? []).map((word) => withoutPossessive(word).toLowerCase());
  const asked = [...new Set(words)].flatMap((word) => {
    const [term] = LONG.test(word) && !isWord(word) ? termsOf(word) : [];
    return term === undefined ? [] : [{ word, term }];
  });
  const { documentFrequencies } = await frequencies(
    language,
    asked.map(({ term }) => term),
  );
  return asked.filter((_, at) => documentFrequencies[at] === 0).map(({ word }) => word);
}
