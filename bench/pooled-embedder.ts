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
/** The most characters of a sentence; longer texts are passages. */
const SENTENCE = 300;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * The real models' name, settings and tokens. A passage has the model's vector of its beginning, so that HNSW works on
 * vectors that lie as real ones do; sentences, questions and tokens have vectors made up for words.
 */
export async function pooledEmbedder(): Promise<Embedder> {
  const real = await realEmbedder();
  const { general, native, tokens } = real.model.settings.embedding;
  const next = random(23);
  const words = new Map<string, Float32Array>();
  const wordVector = (word: string, dimensions: number): Float32Array => {
    const key = `${dimensions} ${word}`;
    const known = words.get(key) ?? Float32Array.from({ length: dimensions }, () => next() - 0.5);
    words.set(key, known);
    return known;
  };
  const madeUp = (text: string, dimensions: number): Float32Array => {
    const vector = wordVector("", dimensions).map((value) => value * COMMON);
    const all = wordsOf(text);
    for (const word of all)
      wordVector(word, dimensions).forEach((value, at) => {
        vector[at] = (vector[at] ?? 0) + value / Math.sqrt(all.length);
      });
    return normalise(vector);
  };
  const numbers = new Map<string, number>();
  const tokensOf = (text: string): Tokens => {
    const all = wordsOf(text);
    const vectors = compactZeros(all.length, tokens.dimensions);
    for (const [row, word] of all.entries())
      putVector(vectors, row, wordVector(word, tokens.dimensions));
    const ids = Uint32Array.from(all, (word) => {
      numbers.set(word, numbers.get(word) ?? numbers.size);
      return numbers.get(word) ?? 0;
    });
    return { ids, vectors };
  };
  const embedText = async (text: string): Promise<Float32Array> =>
    text.length > SENTENCE
      ? real.embedText(text.slice(0, BEGINNING))
      : madeUp(text, general.dimensions);
  const embedNative = async (text: string): Promise<Float32Array> =>
    madeUp(text, native.dimensions);
  const embedTokens = async (text: string): Promise<Tokens> => tokensOf(text);
  return {
    ...real,
    embedText,
    embedNative,
    embedTokens,
    async embedQuestion(text, isNative) {
      const vector = await embedText(text);
      if (!isNative) return { vector };
      return { vector, native: { vector: await embedNative(text), tokens: tokensOf(text) } };
    },
  };
}
