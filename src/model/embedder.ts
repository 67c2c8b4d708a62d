/** @module The embedder: token states pooled to a vector, and projected token by token. */

import type { IsWord } from "../corpus/path-title.ts";
import type { CountTokens } from "../corpus/split.ts";
import type { CompactMatrix } from "./compact.ts";
import type { Model, RunSettings } from "./model.ts";
import { projector } from "./projection.ts";
import {
  eitherKnows,
  loadModel,
  type LoadedModel,
  type Run,
  textReader,
  tokenCounter,
} from "./session.ts";
import { normalise, sumOfRows } from "./vector.ts";

/** The tokens of a text, without special tokens. */
export interface Tokens {
  /** Their IDs in the model's vocabulary. */
  readonly ids: Uint32Array;
  /** Their projected states: one row each (see `projector`). */
  readonly vectors: CompactMatrix;
}

/** The embeddings of a question. */
export interface EmbeddedQuestion {
  /** Unit vector, comparable with those of passages and their sentences. */
  readonly vector: Float32Array;
  /** There if the question is in a language of the native model. */
  readonly native?: NativeQuestion;
}

/** The embeddings of a question by the native model. */
export interface NativeQuestion {
  /** Unit vector, comparable with those of sentences. */
  readonly vector: Float32Array;
  readonly tokens: Tokens;
}

/** Embeds texts as unit vectors; a vector depends only on its text. */
export interface Embedder {
  readonly model: Pick<Model, "name" | "sha256" | "settings"> &
    /** Where another process finds the files; absent for a fake. */
    Partial<Pick<Model, "modelsDir">>;
  /** Counts tokens without special tokens; see `tokenCounter`. */
  readonly countTokens: CountTokens;
  /** Whether either model has the word as one token. */
  readonly isWord: IsWord;
  /** Whether the general model's vocabulary has at least half of a text's words, in pieces or whole. */
  readonly canRead: (text: string) => boolean;
  /**
   * Embeds a passage, or a sentence of one.
   * @throws UserError if the text has more tokens than the model reads.
   */
  embedText(text: string): Promise<Float32Array>;
  /** Embeds a sentence in a language of the native model. @throws as `embedText`. */
  embedNative(text: string): Promise<Float32Array>;
  /** Embeds each token of a passage in a language of the native model. @throws as `embedText`. */
  embedTokens(text: string): Promise<Tokens>;
  /**
   * Embeds a question, or its beginning up to the models' limits.
   * @param isNative whether it is in a language of the native model.
   */
  embedQuestion(text: string, isNative: boolean): Promise<EmbeddedQuestion>;
}

/** Loads verified models from the disk. */
export async function loadEmbedder(model: Model): Promise<Embedder> {
  return createEmbedder(model, await loadModels(model));
}

/** The two models, ready to run. */
export type LoadedModels = Readonly<Record<"general" | "native", LoadedModel>>;

/** Loads both models at once. */
export async function loadModels({ modelsDir, settings }: Model): Promise<LoadedModels> {
  const [general, native] = await Promise.all([
    loadModel(modelsDir, settings.embedding.general),
    loadModel(modelsDir, settings.embedding.native),
  ]);
  return { general, native };
}

/** Creates an embedder over loaded models: prefixes, pooling, projection, and the mean of questions. */
export function createEmbedder(model: Model, models: LoadedModels): Embedder {
  const { general, native } = model.settings.embedding;
  const project = projector(model.projection);
  const tokensOf = ({ ids, states }: Run): Tokens => {
    const own = withoutSpecialTokens(ids, states);
    return { ids: own.ids, vectors: project(own.states) };
  };
  const readNative = async (text: string): Promise<NativeQuestion> => {
    const run = await models.native.runBeginning(native.questionPrefix + text);
    return { vector: pool(native, run), tokens: tokensOf(run) };
  };
  return {
    model,
    isWord: eitherKnows(models.general, models.native),
    canRead: textReader(models.general),
    countTokens: tokenCounter({ ...general, ...models.general }, { ...native, ...models.native }),
    embedText: async (text) =>
      pool(general, await models.general.run(general.passagePrefix + text)),
    embedNative: async (text) => pool(native, await models.native.run(native.passagePrefix + text)),
    embedTokens: async (text) => tokensOf(await models.native.run(native.passagePrefix + text)),
    async embedQuestion(text, isNative) {
      const run = await models.general.runBeginning(general.questionPrefix + text);
      const vector = withoutMean(pool(general, run), model.questionMean);
      return isNative ? { vector, native: await readNative(text) } : { vector };
    },
  };
}

/**
 * Subtracts from a question's vector the mean of questions, which all have in common whatever they ask; without it, the
 * language of a question counts less (figures: docs/RETRIEVAL.md).
 */
const withoutMean = (vector: Float32Array, mean: Float32Array): Float32Array =>
  normalise(vector.map((value, at) => value - (mean[at] ?? 0)));

/** Drops the first and the last token. */
export function withoutSpecialTokens(
  ids: Run["ids"],
  states: Float32Array,
): { readonly ids: Uint32Array; readonly states: Float32Array } {
  const width = states.length / ids.length;
  return { ids: Uint32Array.from(ids.slice(1, -1)), states: states.subarray(width, -width) };
}

/** Pools token states to a unit vector; a single text has no padding, so all tokens count. */
export const pool = (
  { pooling, dimensions }: Pick<RunSettings, "pooling" | "dimensions">,
  { states }: Run,
): Float32Array =>
  normalise(pooling === "cls" ? states.slice(0, dimensions) : sumOfRows(states, dimensions));
