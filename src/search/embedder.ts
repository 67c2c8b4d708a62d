/** @module Embeddings: what the model reads in a text, pooled to a vector, and its tokens projected. */

import type { CountTokens } from "../corpus/piece.ts";
import type { EmbeddingSettings, Model } from "./model.ts";
import { projector } from "./projection.ts";
import { loadReader, OWN_MARKS, type Run, type TokenReader } from "./reader.ts";
import { sumOfRows } from "./sum.ts";
import type { Tokens } from "./tokens.ts";
import { normalise } from "./vector.ts";

/** What the model makes of a text in one run. */
export interface Embedding {
  /** Of length 1. */
  readonly vector: Float32Array;
  readonly tokens: Tokens;
}

/** Turns texts into unit vectors; a vector depends on its text alone. */
export interface Embedder {
  readonly model: Pick<Model, "name" | "sha256" | "settings"> &
    /** Where another process finds it too; absent for one that is made up in this process. */
    Partial<Pick<Model, "modelsDir">>;
  /** Without the marks that the model adds itself. */
  readonly countTokens: CountTokens;
  /**
   * Embeds a text that is to be found.
   * @throws UserError if the text has more tokens than the model reads.
   */
  embedPassage(text: string): Promise<Embedding>;
  /** The unit vector of a part of such a text; throws as `embedPassage` does. */
  embedSentence(text: string): Promise<Float32Array>;
  /** Embeds a question, or as much of its beginning as the model reads. */
  embedQuestion(text: string): Promise<Embedding>;
}

/** Loads a checked model from the disk; nothing is ever fetched. */
export const loadEmbedder = async (model: Model): Promise<Embedder> =>
  embedderOver(model, await loadReader(model));

/** An embedder of a model that is loaded: pooling and projection. */
export function embedderOver(model: Model, { encode, run }: TokenReader): Embedder {
  const { embedding } = model.settings;
  const project = projector(model.projection);
  const embed = async (text: string): Promise<Embedding> => {
    const { ids, states } = await run(text);
    const own = withoutMarks(ids, states);
    const vectors = project(own.states);
    return { vector: pool(embedding, states), tokens: { ids: own.ids, vectors } };
  };
  return {
    model,
    countTokens: (text) => encode(text).length - OWN_MARKS,
    embedPassage: (text) => embed(embedding.passagePrefix + text),
    embedSentence: async (text) =>
      pool(embedding, (await run(embedding.passagePrefix + text)).states),
    embedQuestion: (text) =>
      embed(embedding.questionPrefix + beginning(text, embedding.maxTokens - OWN_MARKS, encode)),
  };
}

/** No character has more tokens than this: Hangul falls apart into three. */
const MOST_TOKENS = 3;

/** As much of a question as the model reads: where each character is a token of its own, 300 are too many. */
function beginning(text: string, most: number, encode: TokenReader["encode"]): string {
  const characters = Array.from(text);
  if (characters.length * MOST_TOKENS <= most) return text;
  const first = (count: number): string => characters.slice(0, count).join("");
  let [fits, tooMany] = [0, characters.length + 1];
  while (tooMany - fits > 1) {
    const middle = tooMany > characters.length ? characters.length : (fits + tooMany) >> 1;
    if (encode(first(middle)).length - OWN_MARKS <= most) fits = middle;
    else tooMany = middle;
  }
  return first(fits);
}

/** The tokens of the text itself: all but the first and the last. */
export function withoutMarks(
  ids: Run["ids"],
  states: Float32Array,
): { readonly ids: Uint32Array; readonly states: Float32Array } {
  const width = states.length / ids.length;
  return { ids: Uint32Array.from(ids.slice(1, -1)), states: states.subarray(width, -width) };
}

/** The mean over tokens, up to a factor; a single text has no padding, so all of them count. */
const pool = ({ pooling, dimensions }: EmbeddingSettings, states: Float32Array): Float32Array =>
  normalise(pooling === "cls" ? states.slice(0, dimensions) : sumOfRows(states, dimensions));
