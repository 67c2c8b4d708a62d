/** @module Embeddings: what the model reads in a text, pooled to a vector, and its tokens projected. */

import type { IsWord } from "../corpus/naming.ts";
import type { CountTokens } from "../corpus/piece.ts";
import type { CompactMatrix } from "./compact.ts";
import type { Model, RunSettings } from "./model.ts";
import { projector } from "./projection.ts";
import { eitherKnows, loadReader, type Run, tokenCounter, type TokenReader } from "./session.ts";
import { sumOfRows } from "./sum.ts";
import { normalise } from "./vector.ts";

/** A text as the model read it, token by token, without the marks that the model adds itself. */
export interface Tokens {
  /** Their numbers in the model's vocabulary. */
  readonly ids: Uint32Array;
  /** Their states in the text, projected: a row for each (see `projector`). */
  readonly vectors: CompactMatrix;
}

/** The parts of a question that are compared. */
export interface EmbeddedQuestion {
  /** The unit vector to compare with those of passages. */
  readonly vector: Float32Array;
  /** The unit vector to compare with those of sentences. */
  readonly sentence: Float32Array;
  readonly tokens: Tokens;
}

/** Turns texts into unit vectors; a vector depends on its text alone. */
export interface Embedder {
  readonly model: Pick<Model, "name" | "sha256" | "settings"> &
    /** Where another process finds it too; absent for one that is made up in this process. */
    Partial<Pick<Model, "modelsDir">>;
  /** Without the marks that the models add themselves; see `tokenCounter`. */
  readonly countTokens: CountTokens;
  /** Whether either model knows a word as a whole. */
  readonly isWord: IsWord;
  /**
   * Embeds a text that is to be found.
   * @throws UserError if the text has more tokens than the model reads.
   */
  embedPassage(text: string): Promise<Float32Array>;
  /** Embeds each token of such a text; throws as `embedPassage` does. */
  embedTokens(text: string): Promise<Tokens>;
  /** Embeds a part of such a text; throws as `embedPassage` does. */
  embedSentence(text: string): Promise<Float32Array>;
  /** Embeds a question, or as much of its beginning as the models read. */
  embedQuestion(text: string): Promise<EmbeddedQuestion>;
}

/** Loads checked models from the disk; nothing is ever fetched. */
export async function loadEmbedder(model: Model): Promise<Embedder> {
  return embedderOver(model, await loadReaders(model));
}

/** The two models, loaded. */
export type Readers = Readonly<Record<"passages" | "sentences", TokenReader>>;

/** Loads both models at once. */
export async function loadReaders({ modelsDir, settings }: Model): Promise<Readers> {
  const [passages, sentences] = await Promise.all([
    loadReader(modelsDir, settings.embedding.passages),
    loadReader(modelsDir, settings.embedding.sentences),
  ]);
  return { passages, sentences };
}

/** Makes an embedder of models that are loaded: prefixes, pooling and projection. */
export function embedderOver(model: Model, readers: Readers): Embedder {
  const { passages, sentences } = model.settings.embedding;
  const project = projector(model.projection);
  const tokensOf = ({ ids, states }: Run): Tokens => {
    const own = withoutMarks(ids, states);
    return { ids: own.ids, vectors: project(own.states) };
  };
  return {
    model,
    isWord: eitherKnows(readers.passages, readers.sentences),
    countTokens: tokenCounter(
      { ...passages, ...readers.passages },
      { ...sentences, ...readers.sentences },
    ),
    embedPassage: async (text) =>
      pool(passages, await readers.passages.run(passages.passagePrefix + text)),
    embedTokens: async (text) =>
      tokensOf(await readers.sentences.run(sentences.passagePrefix + text)),
    embedSentence: async (text) =>
      pool(sentences, await readers.sentences.run(sentences.passagePrefix + text)),
    async embedQuestion(text) {
      const whole = await readers.passages.runBeginning(passages.questionPrefix + text);
      const run = await readers.sentences.runBeginning(sentences.questionPrefix + text);
      return {
        vector: pool(passages, whole),
        sentence: pool(sentences, run),
        tokens: tokensOf(run),
      };
    },
  };
}

/** The tokens of the text itself: all but the first and the last. */
export function withoutMarks(
  ids: Run["ids"],
  states: Float32Array,
): { readonly ids: Uint32Array; readonly states: Float32Array } {
  const width = states.length / ids.length;
  return { ids: Uint32Array.from(ids.slice(1, -1)), states: states.subarray(width, -width) };
}

/** Returns the mean over tokens at length 1; a single text has no padding, so all of them count. */
const pool = ({ pooling, dimensions }: RunSettings, { states }: Run): Float32Array =>
  normalise(pooling === "cls" ? states.slice(0, dimensions) : sumOfRows(states, dimensions));
