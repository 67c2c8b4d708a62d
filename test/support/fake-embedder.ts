/** @module An embedder without a model: a text's words, thrown into a few dimensions. */

import { UserError } from "../../src/base/errors.ts";
import { compactZeros, putVector } from "../../src/model/compact.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import type { RankingSettings } from "../../src/model/model.ts";
import type { Tokens } from "../../src/model/embedder.ts";
import { normalise } from "../../src/model/vector.ts";
import { random } from "./random.ts";

/** Different, so that no vector is taken for one of the other kind. */
const [GENERAL_DIMENSIONS, NATIVE_DIMENSIONS] = [128, 96];
const TOKEN_DIMENSIONS = 8;
const MAX_TOKENS = 256;

/** Counts words and marks. */
const countTokens = (text: string): number =>
  text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)?.length ?? 0;

/** Takes letters with a vowel among them for a word. */
const isWord = (part: string): boolean => /^[a-z]+$/i.test(part) && /[aeiouy]/i.test(part);

interface FakeEmbedder extends Embedder {
  readonly runs: () => number;
  readonly asked: () => number;
}

/**
 * Texts that share words are near; the same text always has the same vector. `runs` counts embeddings
 * of documents' texts, `asked` those of questions.
 * @param limits in place of its own.
 */
export function fakeEmbedder(
  name = "fake",
  limits: Partial<RankingSettings["limits"]> = {},
): FakeEmbedder {
  let runs = 0;
  let asked = 0;
  const embed = async (text: string, dimensions: number): Promise<Float32Array> => {
    if (countTokens(text) > MAX_TOKENS - 2)
      throw new UserError("Expected fewer tokens; found too many. Shorten it.");
    runs += 1;
    return normalise(bagOfWords(text, dimensions));
  };
  const embedText = (text: string): Promise<Float32Array> => embed(text, GENERAL_DIMENSIONS);
  const embedNative = (text: string): Promise<Float32Array> => embed(text, NATIVE_DIMENSIONS);
  return {
    model: modelOf(name, limits),
    countTokens,
    isWord,
    canRead: (text) => !/\p{Script=Arabic}/u.test(text),
    embedText,
    embedNative,
    embedTokens: async (text) => tokensOf(text),
    async embedQuestion(text, isNative) {
      const words = text.split(" ").slice(0, MAX_TOKENS / 2);
      const read = words.join(" ");
      const [vector, own] = [await embedText(read), await embedNative(read)];
      runs -= 2;
      asked += 1;
      return isNative ? { vector, native: { vector: own, tokens: tokensOf(read) } } : { vector };
    },
    runs: () => runs,
    asked: () => asked,
  };
}

const RUN = {
  modelFile: "none",
  pooling: "mean",
  maxTokens: MAX_TOKENS,
  passageTokens: 224,
  passagePrefix: "",
  questionPrefix: "",
} as const;

const modelOf = (name: string, limits: Partial<RankingSettings["limits"]>): Embedder["model"] => ({
  name,
  sha256: Buffer.from(name).toString("hex").padEnd(64, "0").slice(0, 64),
  settings: {
    format: 4,
    embedding: {
      general: { ...RUN, name: "general", dimensions: GENERAL_DIMENSIONS },
      native: { ...RUN, name: "native", dimensions: NATIVE_DIMENSIONS, languages: ["en"] },
      prefixTokens: 30,
      tokens: { file: "none", sha256: "", dimensions: TOKEN_DIMENSIONS },
      questionMean: { file: "none", sha256: "" },
    },
    rankings: {
      native: rankingOf({ sentence: 0, nativeSentence: 1, maxSim: 0.5 }, limits),
      same: rankingOf({ sentence: 1.5, nativeSentence: 0, maxSim: 0 }, limits),
      across: rankingOf({ sentence: 1.5, nativeSentence: 0, maxSim: 0 }, limits),
    },
    pins: { native: 0.8, general: 0.8 },
  },
});

const rankingOf = (
  weights: Pick<RankingSettings["weights"], "sentence" | "nativeSentence" | "maxSim">,
  limits: Partial<RankingSettings["limits"]>,
): RankingSettings => ({
  weights: { passage: 1, bm25: 1, ...weights },
  comparison: { intercept: -5.5, score: 4 },
  speaks: { intercept: -5.5, score: 4, logPassages: -0.1 },
  holds: { intercept: -5.5, score: 4, share: 0, logPassages: -0.1 },
  limits: { unsure: 0.1, nearest: 0, found: 0.6, unprompted: 0.6, further: 0, ...limits },
});

function bagOfWords(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions).fill(0.01);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []) {
    const at = hashOf(word) % dimensions;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
}

/** A word has the same vector wherever it stands. */
function tokensOf(text: string): Tokens {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
  const ids = Uint32Array.from(words, hashOf);
  const vectors = compactZeros(ids.length, TOKEN_DIMENSIONS);
  for (const [row, id] of ids.entries()) {
    const next = random(id);
    putVector(
      vectors,
      row,
      Float32Array.from({ length: TOKEN_DIMENSIONS }, () => next() - 0.5),
    );
  }
  return { ids, vectors };
}

function hashOf(word: string): number {
  let hash = 7;
  for (const character of word)
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
