/** @module A text made to be cut badly: its sentences in the order in which boundaries are ranked. */

import { fnv1a } from "../../src/base/hash.ts";

/** As the splitter ranks the boundary before a sentence. */
function rankOf(sentence: string): number {
  const plain = fnv1a(sentence, 0, 16);
  const value = Math.imul(plain ^ (plain >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** So many sentences of some 30 characters: each cut takes off one end of what is left. */
export const rankedSentences = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const word = at.toString(36).padStart(6, "q");
    return `S${word} is a sentence of words.`;
  }).toSorted((a, b) => rankOf(a) - rankOf(b));
