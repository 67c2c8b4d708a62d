/** @module An embedder without a model: vectors of the published sizes from a small stock, at no price to measure. */

import { compactZeros, putVector } from "../../src/model/compact.ts";
import type { Embedder, Tokens } from "../../src/model/embedder.ts";
import { normalise } from "../../src/model/vector.ts";
import { random } from "../../test/support/random.ts";

/** Few, so that none costs anything; many, so that two texts are seldom alike. */
const STOCK = 64;
const WORDS = /[\p{L}\p{N}]+/gu;

/** @param real The embedder whose sizes, settings and token counts it has. */
export function plainEmbedder(real: Embedder): Embedder {
  const { general, native, tokens } = real.model.settings.embedding;
  const next = random(29);
  const stockOf = (dimensions: number): readonly Float32Array[] =>
    Array.from({ length: STOCK }, () =>
      normalise(Float32Array.from({ length: dimensions }, () => next() - 0.5)),
    );
  const [generals, natives, states] = [general, native, tokens].map((one) =>
    stockOf(one.dimensions),
  );
  const pick = (stock: readonly Float32Array[] = [], at: number): Float32Array =>
    stock[at % STOCK] ?? new Float32Array();
  const tokensOf = (text: string): Tokens => {
    const count = text.match(WORDS)?.length ?? 0;
    const vectors = compactZeros(count, tokens.dimensions);
    for (let row = 0; row < count; row += 1) putVector(vectors, row, pick(states, row));
    return { ids: Uint32Array.from({ length: count }, (_, row) => row), vectors };
  };
  const embedText = async (text: string): Promise<Float32Array> => pick(generals, sumOf(text));
  return {
    ...real,
    embedText,
    embedNative: async (text) => pick(natives, sumOf(text)),
    embedTokens: async (text) => tokensOf(text),
    embedQuestion: async (text) => ({ vector: await embedText(text) }),
  };
}

/** Returns a number that differs between most texts. */
const sumOf = (text: string): number => {
  let sum = 0;
  for (let at = 0; at < text.length; at += 7) sum = (sum * 31 + text.charCodeAt(at)) >>> 0;
  return sum;
};
