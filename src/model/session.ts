/** @module A loaded model: tokenizer and inference session, one text a run. */

import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import type { IsWord } from "../corpus/path-title.ts";
import type { CountTokens } from "../corpus/split.ts";
import { UserError } from "../base/errors.ts";
import { giveTurns } from "../base/turns.ts";
import { type Model, readSettings, type RunSettings } from "./model.ts";

/** The result of one inference. */
export interface Run {
  /** Special tokens included, as they have states too. */
  readonly ids: readonly number[];
  /** The last hidden state of each token, row-major. */
  readonly states: Float32Array;
}

/** A model that is ready to run. */
export interface LoadedModel {
  readonly encode: (text: string) => readonly number[];
  readonly isWord: IsWord;
  /** Checks whether the vocabulary has a word, in pieces or whole. */
  readonly canRead: (word: string) => boolean;
  /** @throws UserError if the text has more tokens than the model reads. */
  readonly run: (text: string) => Promise<Run>;
  /** Runs the model on the first tokens of a text, as many as it reads. */
  readonly runBeginning: (text: string) => Promise<Run>;
}

interface Encoded {
  readonly input_ids: readonly number[];
}
/** The graph of a model. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(
    feeds: Record<string, Tensor>,
    options?: { readonly logSeverityLevel: number },
  ): Promise<Record<string, Output | undefined>>;
}
interface Output {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}
interface Tokenizer {
  (text: string, options: Record<string, boolean>): Encoded;
  readonly model: {
    readonly tokens_to_ids: ReadonlyMap<string, number>;
    readonly unk_token_id: number | undefined;
  };
}

/** A tokenizer that is ready to encode. */
export interface LoadedTokenizer extends Pick<LoadedModel, "canRead" | "encode" | "isWord"> {
  /** The IDs of all tokens. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** The ID of what is not in the vocabulary. */
  readonly unknown: number | undefined;
}

/** The number of special tokens: one at each end of a text. */
export const SPECIAL_TOKENS = 2;

/** Loads a model. Its runs are serialised, and give way to the event loop between. */
export async function loadModel(modelsDir: string, settings: RunSettings): Promise<LoadedModel> {
  const [tokenizer, session] = await Promise.all([
    loadTokenizer(modelsDir, settings),
    loadSession(modelsDir, settings),
  ]);
  return modelOver(tokenizer, session, settings);
}

/** Creates a model of its parts. */
export function modelOver(
  tokenizer: LoadedTokenizer,
  session: Session,
  settings: Pick<RunSettings, "dimensions" | "maxTokens">,
): LoadedModel {
  const runIds = runnerOf(session, settings);
  const run = serialised((read: () => readonly number[]) => runIds(read()));
  const { encode } = tokenizer;
  return {
    ...tokenizer,
    run: (text) => run(() => requireFew(encode(text), settings)),
    runBeginning: (text) => run(() => firstOf(encode(text), settings)),
  };
}

/** The functions that splitting needs. */
export interface TokenCounter {
  readonly countTokens: CountTokens;
  readonly isWord: IsWord;
  /** See `Embedder`. */
  readonly canRead: (text: string) => boolean;
}

/** Loads only the tokenizers. The files of the models are not verified. */
export async function loadTokenCounter({
  modelsDir,
  name,
}: Pick<Model, "modelsDir" | "name">): Promise<TokenCounter> {
  const { embedding } = await readSettings(modelsDir, name);
  const [general, native] = [
    { ...embedding.general, ...(await loadTokenizer(modelsDir, embedding.general)) },
    { ...embedding.native, ...(await loadTokenizer(modelsDir, embedding.native)) },
  ];
  return {
    countTokens: tokenCounter(general, native),
    isWord: eitherKnows(general, native),
    canRead: textReader(general),
  };
}

type Counted = Pick<RunSettings, "passageTokens"> & Pick<LoadedModel, "encode">;
type NativeCounted = Counted & { readonly languages: readonly string[] };

/**
 * Counts tokens in units of the native model: in its languages its own count, or the general model's in proportion to the
 * limits where that is larger; in others the latter. So one limit serves both.
 */
export function tokenCounter(general: Counted, native: NativeCounted): CountTokens {
  const share = native.passageTokens / general.passageTokens;
  const countGeneral = (text: string): number =>
    Math.ceil((general.encode(text).length - SPECIAL_TOKENS) * share);
  return (text, language) => {
    if (!native.languages.includes(language)) return countGeneral(text);
    const count = native.encode(text).length - SPECIAL_TOKENS;
    if (count > native.passageTokens) return count;
    return Math.max(count, countGeneral(text));
  };
}

/** Returns a check whether a model's vocabulary has at least half of a text's words, in pieces or whole. */
export const textReader =
  ({ canRead }: Pick<LoadedModel, "canRead">) =>
  (text: string): boolean => {
    const words = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
    return 2 * words.filter(canRead).length >= words.length;
  };

/** Combines two models: a word is known if either has it as one token. */
export const eitherKnows =
  (a: Pick<LoadedModel, "isWord">, b: Pick<LoadedModel, "isWord">): IsWord =>
  (word) =>
    a.isWord(word) || b.isWord(word);

/** Loads a tokenizer. The library's types are too wide: they are asserted here only. */
export async function loadTokenizer(
  modelsDir: string,
  { name }: Pick<RunSettings, "name">,
): Promise<LoadedTokenizer> {
  useFilesOf(modelsDir);
  const loaded: unknown = await AutoTokenizer.from_pretrained(name);
  const tokenizer = loaded as Tokenizer;
  const { tokens_to_ids: words, unk_token_id: unknown } = tokenizer.model;
  const beginning = words.has(SENTENCEPIECE_BEGINNING) ? SENTENCEPIECE_BEGINNING : "";
  const encode = (text: string): readonly number[] =>
    tokenizer(text, { padding: false, truncation: false, return_tensor: false }).input_ids;
  return {
    vocabulary: words,
    unknown,
    encode,
    canRead: (word) => unknown === undefined || !encode(word).includes(unknown),
    isWord: (word) => {
      const folded = word.toLowerCase();
      const isEntry = (text: string): boolean => words.has(beginning + text);
      return ALPHANUMERIC.test(word) && (isEntry(folded) || isEntry(withoutAccents(folded)));
    },
  };
}

/** Prefix of the first piece of a word in SentencePiece vocabularies. */
const SENTENCEPIECE_BEGINNING = "▁";
/** Punctuation and word pieces with a prefix are entries too. */
const ALPHANUMERIC = /^[\p{L}\p{M}\p{N}]+$/u;
const withoutAccents = (text: string): string => text.normalize("NFD").replace(/\p{M}+/gu, "");

/** Restricts the library to local files. */
function useFilesOf(modelsDir: string): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.localModelPath = modelsDir;
}

/** Loads the graph of a model. */
export async function loadSession(
  modelsDir: string,
  { name, modelFile }: Pick<RunSettings, "name" | "modelFile">,
): Promise<Session> {
  useFilesOf(modelsDir);
  const loaded: { session: unknown } = await AutoModel.from_pretrained(name, {
    quantized: modelFile.endsWith("_quantized.onnx"),
  });
  return loaded.session as Session;
}

/** After each run: so many connections can be accepted in between. */
const TURNS = 32;

/** Runs one call at a time, and gives the event loop some turns after each: the native run blocks it. */
function serialised<In, Out>(work: (input: In) => Promise<Out>): (input: In) => Promise<Out> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const result = last.then(() => work(input));
    last = result.then(
      () => giveTurns(TURNS),
      () => giveTurns(TURNS),
    );
    return result;
  };
}

function runnerOf(
  session: Session,
  { dimensions }: Pick<RunSettings, "dimensions">,
): (ids: readonly number[]) => Promise<Run> {
  const feedsFor = feeder(session);
  return async (ids) => {
    const output = await session.run(feedsFor(ids));
    const states = output.last_hidden_state?.data;
    if (states?.length !== ids.length * dimensions)
      throw new Error(`the model gave ${states?.length} numbers for ${ids.length} tokens`);
    return { ids, states };
  };
}

/** Returns a function that creates the inputs of a session. Attention mask and token types depend on the length only, and are reused. */
export function feeder({
  inputNames,
}: Session): (ids: readonly number[]) => Record<string, Tensor> {
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

function requireFew(
  ids: readonly number[],
  { maxTokens }: Pick<RunSettings, "maxTokens">,
): readonly number[] {
  if (ids.length <= maxTokens) return ids;
  throw new UserError({
    expected: `at most ${maxTokens - SPECIAL_TOKENS} tokens of text`,
    found: `${ids.length - SPECIAL_TOKENS}`,
    remedy: "Shorten it.",
  });
}

/** Returns the first tokens and the special token at the end. */
const firstOf = (
  ids: readonly number[],
  { maxTokens }: Pick<RunSettings, "maxTokens">,
): readonly number[] =>
  ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)];
