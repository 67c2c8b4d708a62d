/** @module The model on this machine: the library's tokenizer and session, one text a run. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import type { CountTokens } from "../corpus/piece.ts";
import { UserError } from "../errors.ts";
import type { EmbeddingSettings, Model } from "./model.ts";

/** A text as the model reads it. */
export interface Run {
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
export const OWN_MARKS = 2;

/** The model's part of an embedder. Runs of the model follow one another, giving way between. */
export async function loadReader(model: Model): Promise<TokenReader> {
  const [encode, session] = await Promise.all([loadEncoder(model), loadSession(model)]);
  const run = runnerOf(session, model.settings.embedding);
  return { encode, run: serialised(async (text: string) => run(encode(text))) };
}

/** Where a model is; its files are not checked here. */
type Place = Pick<Model, "name" | "modelsDir">;

/** Loads the tokenizer alone, to count the tokens of a text without those that the model adds. */
export async function loadTokenCounter(place: Place): Promise<CountTokens> {
  const encode = await loadEncoder(place);
  return (text) => encode(text).length - OWN_MARKS;
}

/** The library's types don't tell what a tokenizer's call returns; this is the one place that asserts it. */
async function loadEncoder({ name, modelsDir }: Place): Promise<TokenReader["encode"]> {
  useFilesOf(modelsDir);
  const loaded: unknown = await AutoTokenizer.from_pretrained(name);
  const tokenizer = loaded as Tokenizer;
  return (text) =>
    tokenizer(text, { padding: false, truncation: false, return_tensor: false }).input_ids;
}

/** Nothing is ever fetched. */
function useFilesOf(modelsDir: string): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.localModelPath = modelsDir;
}

async function loadSession(model: Model): Promise<Session> {
  useFilesOf(model.modelsDir);
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

function runnerOf(
  session: Session,
  { maxTokens, dimensions }: EmbeddingSettings,
): (ids: readonly number[]) => Promise<Run> {
  const feedsFor = feeder(session);
  return async (ids) => {
    if (ids.length > maxTokens) throw tooLong(ids.length, maxTokens);
    const output = await session.run(feedsFor(ids));
    const states = output.last_hidden_state?.data;
    if (states?.length !== ids.length * dimensions)
      throw new Error(`the model gave ${states?.length} numbers for ${ids.length} tokens`);
    return { ids, states };
  };
}

/** What a session is fed for some tokens. Which of them count, and of which sentence they are, is the same for all texts of a length. */
function feeder({ inputNames }: Session): (ids: readonly number[]) => Record<string, Tensor> {
  const constant = new Map<number, Record<string, Tensor>>();
  const wanted = (all: Readonly<Record<string, Tensor>>): Record<string, Tensor> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => inputNames.includes(name)));
  const constantFor = (length: number): Record<string, Tensor> =>
    wanted({
      attention_mask: new Tensor("int64", new BigInt64Array(length).fill(1n), [1, length]),
      token_type_ids: new Tensor("int64", new BigInt64Array(length), [1, length]),
    });
  return (ids) => {
    const others = constant.get(ids.length) ?? constantFor(ids.length);
    constant.set(ids.length, others);
    const own = new Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]);
    return { input_ids: own, ...others };
  };
}

const tooLong = (found: number, limit: number): UserError =>
  new UserError({
    expected: `at most ${limit - OWN_MARKS} tokens of text`,
    found: `${found - OWN_MARKS}`,
    remedy: "Shorten it.",
  });
