/** @module Misspelt words of a question, each read as the only word of the collection that is one edit away. */

import type { Embedder } from "../model/embedder.ts";
import type { Snapshot } from "./snapshot.ts";
import { termsOf, withoutPossessive, WORD } from "./terms.ts";

/** A question as it is searched for. */
export interface Spelling {
  readonly text: string;
  /** The words of the collection that are put in place of misspelt ones, each once. */
  readonly corrected: readonly string[];
}

/** A shorter word is one edit away from too many. */
const LONG = /^\p{Script=Latin}{5,}$/u;

/** With more unknown words than this a question is in another language, or not in words at all. */
const MOST_UNKNOWN = 8;

/**
 * Corrects a question. A word is misspelt if it has five letters or more and nothing else, no passage holds it in any
 * form, the model does not know it as a whole, and exactly one word of the collection is one edit away from it.
 */
export async function correctSpelling(
  question: string,
  snapshot: Pick<Snapshot, "frequencies" | "wordsNear">,
  model: Pick<Embedder, "isWord">,
): Promise<Spelling> {
  const text = question.normalize("NFC");
  const unknown = await unknownIn(text, snapshot, model);
  const corrections =
    unknown.length > MOST_UNKNOWN ? new Map<string, string>() : await correct(unknown, snapshot);
  return corrections.size === 0
    ? { text: question, corrected: [] }
    : { text: replace(text, corrections), corrected: [...new Set(corrections.values())] };
}

/** People seldom mistake a first letter, so that has to be the same: "router" is never read as "outer". */
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

/** The words that neither the collection nor the model knows; a stop word has no term, and every collection knows it. */
async function unknownIn(
  text: string,
  { frequencies }: Pick<Snapshot, "frequencies">,
  { isWord }: Pick<Embedder, "isWord">,
): Promise<string[]> {
  const words = (text.match(WORD) ?? []).map((word) => withoutPossessive(word).toLowerCase());
  const asked = [...new Set(words)].flatMap((word) => {
    const [term] = LONG.test(word) && !isWord(word) ? termsOf(word) : [];
    return term === undefined ? [] : [{ word, term }];
  });
  const { documentFrequencies } = await frequencies(asked.map(({ term }) => term));
  return asked.filter((_, at) => documentFrequencies[at] === 0).map(({ word }) => word);
}
