/** @module An embedder that makes up most vectors, for what is measured without the model's price. */

import type { Embedder } from "../src/search/embedder.ts";
import { normalise } from "../src/search/vector.ts";
import { random } from "../test/support/random.ts";
import { realEmbedder } from "./model.ts";

/** Stands before the text of a passage, and in no sentence that is made up here. */
const BETWEEN_HEADINGS = " > ";
/** How much of a word's vector is common to all: texts of one collection are alike. */
const COMMON = 0.5;

/** Of a passage the model is given its headings and the beginning of its text. */
const BEGINNING = 120;

/**
 * The real model's name, settings and tokens. A passage has the model's vector of its beginning, so that HNSW works on
 * vectors that lie as real ones do; a sentence has the mean of vectors made up for its words.
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
    if (text.includes(BETWEEN_HEADINGS)) return real.embedPassage(text.slice(0, BEGINNING));
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
