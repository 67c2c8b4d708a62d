/** @module Embeddings: one text a run, by the library's tokenizer and session and pooling of our own. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import type { CountTokens } from "../corpus/piece.ts";
import { UserError } from "../errors.ts";
import type { EmbeddingSettings, Model } from "./model.ts";
import { normalise } from "./vector.ts";

/** Turns texts into unit vectors; a vector depends on its text alone. */
export interface Embedder {
  readonly model: Pick<Model, "name" | "sha256" | "settings">;
  /** Without the marks that the model adds itself. */
  readonly countTokens: CountTokens;
  /**
   * The unit vector of a text that is to be found.
   * @throws UserError if the text has more tokens than the model reads.
   */
  embedPassage(text: string): Promise<Float32Array>;
  /** The unit vector of a question; throws as `embedPassage` does. */
  embedQuestion(text: string): Promise<Float32Array>;
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

/** Loads a checked model from the disk; nothing is ever fetched. Runs of the model follow one another, giving way between. */
export async function loadEmbedder(model: Model): Promise<Embedder> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.localModelPath = model.modelsDir;
  const [tokenizer, session] = await Promise.all([loadTokenizer(model), loadSession(model)]);
  const encode = (text: string): readonly number[] =>
    tokenizer(text, { padding: false, truncation: false, return_tensor: false }).input_ids;
  const { embedding } = model.settings;
  const run = serialised(async (text: string) => embed(session, embedding, encode(text)));
  return {
    model,
    countTokens: (text) => encode(text).length - OWN_MARKS,
    embedPassage: (text) => run(embedding.passagePrefix + text),
    embedQuestion: (text) => run(embedding.questionPrefix + text),
  };
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

async function embed(
  session: Session,
  settings: EmbeddingSettings,
  ids: readonly number[],
): Promise<Float32Array> {
  if (ids.length > settings.maxTokens) throw tooLong(ids.length, settings.maxTokens);
  const output = await session.run(feeds(session, ids));
  const states = output.last_hidden_state?.data;
  if (states?.length !== ids.length * settings.dimensions)
    throw new Error(`the model gave ${states?.length} numbers for ${ids.length} tokens`);
  return normalise(
    settings.pooling === "cls" ? states.slice(0, settings.dimensions) : mean(states, ids.length),
  );
}

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
