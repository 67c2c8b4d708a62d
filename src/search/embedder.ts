/** @module Embeddings: one text a run, by the library's tokenizer and session and pooling of our own. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import type { CountTokens } from "../corpus/piece.ts";
import { UserError } from "../errors.ts";
import type { EmbeddingSettings, Model } from "./model.ts";
import { projector } from "./projection.ts";
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
  readonly model: Pick<Model, "name" | "sha256" | "settings">;
  /** Without the marks that the model adds itself. */
  readonly countTokens: CountTokens;
  /**
   * Embeds a text that is to be found.
   * @throws UserError if the text has more tokens than the model reads.
   */
  embedPassage(text: string): Promise<Embedding>;
  /** The unit vector of a part of such a text; throws as `embedPassage` does. */
  embedSentence(text: string): Promise<Float32Array>;
  /** Embeds a question; throws as `embedPassage` does. */
  embedQuestion(text: string): Promise<Embedding>;
}

/** A text as the model reads it. */
interface Run {
  /** With the marks that the model adds itself, as it has states for them too. */
  readonly ids: readonly number[];
  /** The last hidden state of each token, row-major. */
  readonly states: Float32Array;
}

/** A loaded model. */
export interface TokenReader {
  readonly encode: (text: string) => readonly number[];
  /** @throws UserError if the text has more tokens than the model reads. */
  readonly run: (text: string) => Promise<Run>;
}

interface Encoded {
  readonly input_ids: readonly number[];
}
interface Session {
  readonly inputNames: readonly string[];
  run(
    feeds: Record<string, Tensor>,
  ): Promise<Record<string, { readonly data: Float32Array } | undefined>>;
}
type Tokenizer = (text: string, options: Record<string, boolean>) => Encoded;

/** [CLS] and [SEP]. */
const OWN_MARKS = 2;

/** Loads a checked model from the disk; nothing is ever fetched. */
export const loadEmbedder = async (model: Model): Promise<Embedder> =>
  embedderOver(model, await loadReader(model));

/** The model's part of an embedder. Runs of the model follow one another, giving way between. */
export async function loadReader(model: Model): Promise<TokenReader> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.localModelPath = model.modelsDir;
  const [tokenizer, session] = await Promise.all([loadTokenizer(model), loadSession(model)]);
  const encode = (text: string): readonly number[] =>
    tokenizer(text, { padding: false, truncation: false, return_tensor: false }).input_ids;
  const { embedding } = model.settings;
  return {
    encode,
    run: serialised(async (text: string) => runOn(session, embedding, encode(text))),
  };
}

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
    embedQuestion: (text) => embed(embedding.questionPrefix + text),
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

/** The library's types don't tell what a tokenizer's call returns; this is the one place that asserts it. */
async function loadTokenizer(model: Model): Promise<Tokenizer> {
  const tokenizer: unknown = await AutoTokenizer.from_pretrained(model.name);
  return tokenizer as Tokenizer;
}

async function loadSession(model: Model): Promise<Session> {
  const loaded: { session: unknown } = await AutoModel.from_pretrained(model.name, {
    quantized: model.settings.embedding.modelFile.endsWith("_quantized.onnx"),
  });
  return loaded.session as Session;
}

/** One at a time, and a turn of the event loop after each: the native run blocks it. */
function serialised<In, Out>(work: (input: In) => Promise<Out>): (input: In) => Promise<Out> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const result = last.then(() => work(input));
    last = result.then(
      () => nextTurn(),
      () => nextTurn(),
    );
    return result;
  };
}

async function runOn(
  session: Session,
  settings: EmbeddingSettings,
  ids: readonly number[],
): Promise<Run> {
  if (ids.length > settings.maxTokens) throw tooLong(ids.length, settings.maxTokens);
  const output = await session.run(feeds(session, ids));
  const states = output.last_hidden_state?.data;
  if (states?.length !== ids.length * settings.dimensions)
    throw new Error(`the model gave ${states?.length} numbers for ${ids.length} tokens`);
  return { ids, states };
}

const pool = ({ pooling, dimensions }: EmbeddingSettings, states: Float32Array): Float32Array =>
  normalise(
    pooling === "cls" ? states.slice(0, dimensions) : mean(states, states.length / dimensions),
  );

function feeds(session: Session, ids: readonly number[]): Record<string, Tensor> {
  const shape = [1, ids.length];
  const all: Record<string, Tensor> = {
    input_ids: new Tensor("int64", BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor("int64", new BigInt64Array(ids.length).fill(1n), shape),
    token_type_ids: new Tensor("int64", new BigInt64Array(ids.length), shape),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => session.inputNames.includes(name)),
  );
}

/** The mean over tokens, up to a factor; a single text has no padding, so the mask is all ones. */
function mean(states: Float32Array, tokens: number): Float32Array {
  const width = states.length / tokens;
  const sum = new Float32Array(width);
  for (let at = 0; at < states.length; at += width)
    for (let column = 0; column < width; column += 1)
      sum[column] = (sum[column] ?? 0) + (states[at + column] ?? 0);
  return sum;
}

const tooLong = (found: number, limit: number): UserError =>
  new UserError({
    expected: `at most ${limit - OWN_MARKS} tokens of text`,
    found: `${found - OWN_MARKS}`,
    remedy: "Shorten it.",
  });
