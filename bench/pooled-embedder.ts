/** @module An embedder that makes up vectors of texts as fast as they come, for what is measured without the model. */

import type { Embedder } from "../src/search/embedder.ts";
import { normalise } from "../src/search/vector.ts";
import { random } from "../test/support/random.ts";
import { realEmbedder } from "./model.ts";

/** How much of a word's vector is common to all: texts of one collection are alike. */
const COMMON = 0.5;

/**
 * The real model's name, settings and tokens, and for a text the mean of vectors made up for its words, so that texts
 * with words in common are near to each other.
 */
export async function pooledEmbedder(): Promise<Embedder> {
  const real = await realEmbedder();
  const { dimensions } = real.model.settings.embedding;
  const next = random(23);
  const words = new Map<string, Float32Array>();
  const wordVector = (word: string): Float32Array => {
    const known = words.get(word) ?? Float32Array.from({ length: dimensions }, () => next() - 0.5);
    words.set(word, known);
    return known;
  };
  const common = wordVector("");
  const embedPassage = async (text: string): Promise<Float32Array> => {
    const vector = common.map((value) => value * COMMON);
    const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    for (const word of all)
      wordVector(word).forEach((value, at) => {
        vector[at] = (vector[at] ?? 0) + value / Math.sqrt(all.length);
      });
    return normalise(vector);
  };
  return { ...real, embedPassage };
}
