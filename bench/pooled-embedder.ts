/** @module An embedder that makes up most vectors, for what is measured without the model's price. */

import { compactZeros, putVector } from "../src/model/compact.ts";
import type { Embedder } from "../src/model/embedder.ts";
import type { Tokens } from "../src/model/embedder.ts";
import { normalise } from "../src/model/vector.ts";
import { random } from "../test/support/random.ts";
import { realEmbedder } from "./model.ts";

/** How much of a word's vector is common to all: texts of one collection are alike. */
const COMMON = 0.5;

/** Of a passage the model is given its headings and the beginning of its text. */
const BEGINNING = 120;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * The real model's name, settings and tokens. A passage has the model's vector of its beginning, so that HNSW works on
 * vectors that lie as real ones do; its tokens, and so sentences, have vectors made up for words.
 */
export async function pooledEmbedder(): Promise<Embedder> {
  const real = await realEmbedder();
  const { sentences, tokens } = real.model.settings.embedding;
  const { dimensions } = sentences;
  const next = random(23);
  const words = new Map<string, Float32Array>();
  const wordVector = (word: string): Float32Array => {
    const known = words.get(word) ?? Float32Array.from({ length: dimensions }, () => next() - 0.5);
    words.set(word, known);
    return known;
  };
  const common = wordVector("");
  const embedSentence = async (text: string): Promise<Float32Array> => {
    const vector = common.map((value) => value * COMMON);
    const all = wordsOf(text);
    for (const word of all)
      wordVector(word).forEach((value, at) => {
        vector[at] = (vector[at] ?? 0) + value / Math.sqrt(all.length);
      });
    return normalise(vector);
  };
  const numbers = new Map<string, number>();
  const tokensOf = (text: string): Tokens => {
    const all = wordsOf(text);
    const vectors = compactZeros(all.length, tokens.dimensions);
    for (const [row, word] of all.entries())
      putVector(vectors, row, wordVector(word).subarray(0, tokens.dimensions));
    const ids = Uint32Array.from(all, (word) => {
      numbers.set(word, numbers.get(word) ?? numbers.size);
      return numbers.get(word) ?? 0;
    });
    return { ids, vectors };
  };
  const embedPassage = (text: string): Promise<Float32Array> =>
    real.embedPassage(text.slice(0, BEGINNING));
  const embedTokens = async (text: string): Promise<Tokens> => tokensOf(text);
  return { ...real, embedPassage, embedTokens, embedSentence };
}
