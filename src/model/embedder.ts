/** @module The embedder: token states pooled to a vector, and projected token by token. */

import type { IsWord } from "../corpus/path-title.ts";
import type { CountTokens } from "../corpus/split.ts";
import type { CompactMatrix } from "./compact.ts";
import type { Model, RunSettings } from "./model.ts";
import { projector } from "./projection.ts";
import { eitherKnows, loadModel, type Run, tokenCounter, type LoadedModel } from "./session.ts";
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
  /** Unit vector, comparable with those of passages. */
  readonly vector: Float32Array;
  /** Unit vector, comparable with those of sentences. */
  readonly sentence: Float32Array;
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
  /**
   * Embeds the text of a passage.
   * @throws UserError if the text has more tokens than the model reads.
   */
  embedPassage(text: string): Promise<Float32Array>;
  /** Embeds each token of a passage. @throws as `embedPassage`. */
  embedTokens(text: string): Promise<Tokens>;
  /** Embeds a sentence. @throws as `embedPassage`. */
  embedSentence(text: string): Promise<Float32Array>;
  /** Embeds a question, or its beginning up to the models' limits. */
  embedQuestion(text: string): Promise<EmbeddedQuestion>;
}

/** Loads verified models from the disk. */
export async function loadEmbedder(model: Model): Promise<Embedder> {
  return createEmbedder(model, await loadModels(model));
}

/** The two models, ready to run. */
export type LoadedModels = Readonly<Record<"passages" | "sentences", LoadedModel>>;

/** Loads both models at once. */
export async function loadModels({ modelsDir, settings }: Model): Promise<LoadedModels> {
  const [passages, sentences] = await Promise.all([
    loadModel(modelsDir, settings.embedding.passages),
    loadModel(modelsDir, settings.embedding.sentences),
  ]);
  return { passages, sentences };
}

/** Creates an embedder over loaded models: prefixes, pooling and projection. */
export function createEmbedder(model: Model, models: LoadedModels): Embedder {
  const { passages, sentences } = model.settings.embedding;
  const project = projector(model.projection);
  const tokensOf = ({ ids, states }: Run): Tokens => {
    const own = withoutSpecialTokens(ids, states);
    return { ids: own.ids, vectors: project(own.states) };
  };
  return {
    model,
    isWord: eitherKnows(models.passages, models.sentences),
    countTokens: tokenCounter(
      { ...passages, ...models.passages },
      { ...sentences, ...models.sentences },
    ),
    embedPassage: async (text) =>
      pool(passages, await models.passages.run(passages.passagePrefix + text)),
    embedTokens: async (text) =>
      tokensOf(await models.sentences.run(sentences.passagePrefix + text)),
    embedSentence: async (text) =>
      pool(sentences, await models.sentences.run(sentences.passagePrefix + text)),
    async embedQuestion(text) {
      const whole = await models.passages.runBeginning(passages.questionPrefix + text);
      const run = await models.sentences.runBeginning(sentences.questionPrefix + text);
      return {
        vector: pool(passages, whole),
        sentence: pool(sentences, run),
        tokens: tokensOf(run),
      };
    },
  };
}

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
