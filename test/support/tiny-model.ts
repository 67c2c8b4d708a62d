/**
 * @module Two models of 100 kB together in the layout of `models/`, for processes that are not judged by their ranking. A token
 * is a word of the list below or a letter; its state is a vector drawn from its text, equal in every context.
 */

import type { ModelSettings, RankingSettings, RunSettings } from "../../src/model/model.ts";
import { sha256 } from "../../src/base/hash.ts";
import { random } from "./random.ts";
import { lookupModel } from "./tiny-onnx.ts";

/** The folder of the settings and of the native model. */
export const TINY = "tiny";
export const TINY_PASSAGES = "tiny-passages";
/** Different, so that no vector is taken for one of the other model. */
const DIMENSIONS = { [TINY]: 64, [TINY_PASSAGES]: 48 };
type Name = keyof typeof DIMENSIONS;
const PROJECTED = 16;

const MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
/** Words of the sample texts, and of questions about them. */
const WORDS =
  "apple bell boat council cut ferry flag forty gate gatekeeper grease harbour hours keeper ladders lighthouse mill " +
  "morning north not open opens orchard page part pear pick pilot planted rebuild red rings rules school ships shut " +
  "six spring steps sunday there tower trees two ticket wait wheels when where wheel";
const LETTERS = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter(
  (sign) => sign === sign.toLowerCase(),
);
const VOCABULARY: readonly string[] = [
  ...MARKS,
  ...LETTERS,
  ...LETTERS.map((letter) => `##${letter}`),
  ...WORDS.split(" "),
];

/** The length of the state of a part of a word, beside 1 of a whole word. */
const PART = 0.1;

/** Returns numbers that depend on a text alone. */
function drawn(text: string, dimensions: number): Float32Array {
  const next = random(Number.parseInt(sha256(text).slice(0, 7), 16) + 1);
  const length = text.replace("##", "").length === 1 ? PART : 1;
  return Float32Array.from({ length: dimensions }, () => (next() - 0.5) * length);
}

function statesOf(dimensions: number): Float32Array {
  const states = new Float32Array(VOCABULARY.length * dimensions);
  for (const [at, token] of VOCABULARY.entries())
    if (!MARKS.includes(token)) states.set(drawn(token, dimensions), at * dimensions);
  return states;
}

const marked = (at: number, content: string) => ({ id: at, content, special: true });
const piece = (kind: "SpecialToken" | "Sequence", id: string) => ({ [kind]: { id, type_id: 0 } });

const TOKENIZER = {
  version: "1.0",
  added_tokens: MARKS.map((content, at) => marked(at, content)),
  normalizer: { type: "BertNormalizer", clean_text: true, lowercase: true },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [
      piece("SpecialToken", "[CLS]"),
      piece("Sequence", "A"),
      piece("SpecialToken", "[SEP]"),
    ],
    pair: [],
  },
  decoder: { type: "WordPiece", prefix: "##" },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(VOCABULARY.map((token, at) => [token, at])),
  },
};

/** The mean state, which is zero, and the first axes. */
function projection(): Uint8Array {
  const width = DIMENSIONS[TINY];
  const numbers = new Float32Array((PROJECTED + 1) * width);
  for (let row = 0; row < PROJECTED; row += 1) numbers[(row + 1) * width + row] = 1;
  return new Uint8Array(numbers.buffer);
}

const MODEL_FILE = "onnx/model_quantized.onnx";
const runOf = (name: Name): RunSettings => ({
  name,
  modelFile: MODEL_FILE,
  dimensions: DIMENSIONS[name],
  pooling: "mean",
  maxTokens: 256,
  passageTokens: 224,
  passagePrefix: "",
  questionPrefix: "",
});

/** Near zero, as the states are drawn around it. */
const questionMean = (): Uint8Array =>
  new Uint8Array(drawn("mean", DIMENSIONS[TINY_PASSAGES]).map((value) => value / 10).buffer);

const rankingWith = (
  sentence: number,
  nativeSentence: number,
  maxSim: number,
): RankingSettings => ({
  weights: { passage: 4, sentence, bm25: 4, nativeSentence, maxSim },
  comparison: { intercept: -4, score: 2 },
  speaks: { intercept: -4, score: 2, logPassages: -0.1 },
  holds: { intercept: -4, score: 2, share: 0, logPassages: -0.1 },
  limits: { unsure: 0.3, nearest: 0.1, found: 0.6, unprompted: 0.6, further: 0 },
});

const settingsWith = (tokens: string, mean: string): ModelSettings => ({
  format: 4,
  embedding: {
    tokens: { file: "tokens.f32", sha256: tokens, dimensions: PROJECTED },
    questionMean: { file: "mean.f32", sha256: mean },
    general: runOf(TINY_PASSAGES),
    native: { ...runOf(TINY), languages: ["en"] },
    prefixTokens: 30,
  },
  rankings: {
    native: rankingWith(0, 2, 1),
    same: rankingWith(3, 0, 0),
    across: rankingWith(3, 0, 0),
  },
  pins: { native: 0.8, general: 0.8 },
});

/** Returns the files of a model and their checksums, by their paths. */
function modelFiles(name: Name): Record<string, string | Uint8Array> {
  const files = {
    "config.json": JSON.stringify({
      model_type: "bert",
      hidden_size: DIMENSIONS[name],
      vocab_size: VOCABULARY.length,
      max_position_embeddings: 512,
    }),
    "tokenizer.json": JSON.stringify(TOKENIZER),
    "tokenizer_config.json": JSON.stringify({ tokenizer_class: "BertTokenizer" }),
    [MODEL_FILE]: lookupModel(statesOf(DIMENSIONS[name]), DIMENSIONS[name]),
  };
  const sums = Object.entries(files).map(([file, content]) => `${sha256(content)}  ${file}\n`);
  const all = { ...files, SHA256SUMS: sums.join("") };
  return Object.fromEntries(
    Object.entries(all).map(([file, content]) => [`${name}/${file}`, content]),
  );
}

/** Returns the files of both folders, by their paths. */
export function tinyModels(): Readonly<Record<string, string | Uint8Array>> {
  const [projected, mean] = [projection(), questionMean()];
  return {
    ...modelFiles(TINY),
    ...modelFiles(TINY_PASSAGES),
    [`${TINY}/tokens.f32`]: projected,
    [`${TINY}/mean.f32`]: mean,
    [`${TINY}/footnote.json`]: JSON.stringify(settingsWith(sha256(projected), sha256(mean))),
  };
}
