/** @module The files of the two embedding models: verified, with their settings. Inference is in session.ts. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { sha256 } from "../base/hash.ts";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import { projectionOver, type TokenProjection } from "./projection.ts";
import { parseSums, SUMS } from "./sums.ts";

const count = z.number().int().positive();

/** The names of folders of models. */
export const MODEL_NAME = /^\w[\w.-]*$/;

/** The settings of one model's inference; a change changes every vector of it. */
const RunSettings = z.strictObject({
  /** The name of its folder. */
  name: z.string().regex(MODEL_NAME),
  modelFile: z.string(),
  dimensions: count,
  pooling: z.enum(["mean", "cls"]),
  /** The most tokens that it reads, its two special tokens included. */
  maxTokens: count,
  /** The most tokens that a passage's text may have. */
  passageTokens: count,
  passagePrefix: z.string(),
  questionPrefix: z.string(),
});

/** A primary language subtag of BCP 47. */
const language = z.string().regex(/^[a-z]{2,3}$/);

/** The settings that embeddings depend on, besides the weights of the models. */
const EmbeddingSettings = z.strictObject({
  /** The model of every language: of passages, in the HNSW index, and of their sentences. */
  general: RunSettings,
  /** The model of sentences and token states in the few languages that it was trained for. */
  native: RunSettings.extend({ languages: z.array(language) }),
  /** The most tokens that title and headings before a passage's text may have. */
  prefixTokens: count,
  /** The file of the projection of token states (see `projectionOver`), and the number of dimensions it leads to. */
  tokens: z.strictObject({ file: z.string(), sha256: z.string(), dimensions: count.multipleOf(4) }),
  /** The file of the mean vector of questions by the general model, subtracted from a question's. */
  questionMean: z.strictObject({ file: z.string(), sha256: z.string() }),
});

const weight = z.number();

/** The weights of ranking and the limits of outcomes, fitted on data for these models (see `fitted`). */
const RankingSettings = z.strictObject({
  weights: z.strictObject({
    passage: weight,
    sentence: weight,
    bm25: weight,
    nativeSentence: weight,
    maxSim: weight,
  }),
  /** The log-odds of an answer by the score alone, by which passages of all modes are compared. */
  comparison: z.strictObject({ intercept: weight, score: weight.positive() }),
  /** The log-odds that the documents speak of the matter, as weights of `Evidence`. */
  speaks: z.strictObject({ intercept: weight, score: weight, logPassages: weight }),
  /** The log-odds that what is shown holds the right section. */
  holds: z.strictObject({ intercept: weight, score: weight, share: weight, logPassages: weight }),
  limits: z.strictObject({
    /** The least probability of the first kind with which passages are shown. */
    unsure: weight,
    /** The least with which, where no passage is, the nearest sections are named. */
    nearest: weight,
    /** The least probability of the second kind with which a find is claimed. */
    found: weight,
    /** The least probability of the second kind with which the bot speaks where nobody asked it; never, if none was fitted. */
    unprompted: weight.default(1),
    /** The least share of a section shown behind the first. */
    further: weight,
  }),
});

/** The least cosine of two questions that are taken for the same one. */
const PinLimits = z.strictObject({
  /** By the native model, if both are in its languages. */
  native: weight,
  /** By the general model, for all others. */
  general: weight,
});

/** The limits of settings without them: only equal questions are near enough. */
const EQUAL = { native: 0.99, general: 0.99 } as const;

const ModelSettings = z.object({
  /** 4: the languages of a question and a passage decide how they are compared. */
  format: z.literal(4),
  embedding: EmbeddingSettings,
  /** `native`: both are in one language of the native model; `same`: both in one other language; `across`: in two. */
  rankings: z.strictObject({
    native: RankingSettings,
    same: RankingSettings,
    across: RankingSettings,
  }),
  pins: PinLimits.default(EQUAL),
  /** The data that `rankings` were fitted on, and its figures, for people to read. */
  fitted: z.record(z.string(), z.unknown()).optional(),
});

export type RunSettings = Readonly<z.infer<typeof RunSettings>>;
export type EmbeddingSettings = Readonly<z.infer<typeof EmbeddingSettings>>;
export type RankingSettings = Readonly<z.infer<typeof RankingSettings>>;
export type ModelSettings = Readonly<z.infer<typeof ModelSettings>>;
export type Rankings = ModelSettings["rankings"];
export type PinLimits = ModelSettings["pins"];

/** Verified models with their settings. */
export interface Model {
  /** The name of the folder that holds the settings. */
  readonly name: string;
  /** The folder that holds the folders of the models. */
  readonly modelsDir: string;
  readonly settings: ModelSettings;
  readonly projection: TokenProjection;
  readonly questionMean: Float32Array;
  /** Hash of the checksums of all files and of the embedding settings: equal hashes give equal vectors. */
  readonly sha256: string;
}

export const SETTINGS = "footnote.json";

/**
 * Reads the settings in the folder `name`, and verifies every file in the SHA256SUMS of their models.
 * @throws UserError that names the missing or altered file.
 */
export async function openModel(modelsDir: string, name: string): Promise<Model> {
  const settings = await readSettings(modelsDir, name);
  const { general, native } = settings.embedding;
  const sums = await Promise.all(
    [general, native].map((run) => checkFiles(join(modelsDir, run.name))),
  );
  const numbers = await readFitted(join(modelsDir, name), settings.embedding);
  const { questionMean: _, ...stored } = settings.embedding;
  const identity = sha256([...sums, JSON.stringify(stored)].join("\n"));
  return { name, modelsDir, settings, ...numbers, sha256: identity };
}

/** Verifies the files of a model, and returns its list of checksums. */
async function checkFiles(folder: string): Promise<string> {
  const sums = await readText(folder, SUMS);
  const listed = parseSums(sums);
  if (!listed) throw damaged(folder, SUMS, "not a list of checksums");
  await Promise.all(Array.from(listed, ([file, sum]) => checkFile(folder, file, sum)));
  return sums;
}

async function readText(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), "utf8").catch((error: unknown) => {
    throw damaged(folder, file, systemCode(error) === "ENOENT" ? "missing" : messageOf(error));
  });
}

async function checkFile(folder: string, file: string, expected: string): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(join(folder, file)), hash).catch((error: unknown) => {
    throw damaged(folder, file, systemCode(error) === "ENOENT" ? "missing" : messageOf(error));
  });
  if (hash.digest("hex") !== expected)
    throw damaged(folder, file, "altered (its checksum differs)");
}

/** Reads the fitted numbers beside the settings. @throws UserError if they are missing, altered or of another length. */
export async function readFitted(
  folder: string,
  { general, native, tokens, questionMean }: EmbeddingSettings,
): Promise<Pick<Model, "projection" | "questionMean">> {
  const projected = await readNumbers(folder, tokens, (tokens.dimensions + 1) * native.dimensions);
  return {
    projection: projectionOver(projected, native.dimensions, tokens.dimensions),
    questionMean: await readNumbers(folder, questionMean, general.dimensions),
  };
}

async function readNumbers(
  folder: string,
  { file, sha256: expected }: EmbeddingSettings["questionMean"],
  length: number,
): Promise<Float32Array> {
  await checkFile(folder, file, expected);
  const bytes = Uint8Array.from(await readFile(join(folder, file)));
  const found = bytes.length / Float32Array.BYTES_PER_ELEMENT;
  if (found !== length) throw damaged(folder, file, `${found} numbers, not ${length}`);
  return new Float32Array(bytes.buffer);
}

/** Reads the settings in a folder. @throws UserError if they are missing or malformed. */
export async function readSettings(modelsDir: string, name: string): Promise<ModelSettings> {
  const folder = join(modelsDir, name);
  const source = await readText(folder, SETTINGS);
  try {
    return ModelSettings.parse(JSON.parse(source));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw damaged(folder, SETTINGS, why, error);
  }
}

const damaged = (folder: string, file: string, found: string, cause?: unknown): UserError =>
  new UserError(
    {
      expected: `the model's file ${join(folder, file)} as it was published`,
      found,
      remedy:
        "Restore the folder (git checkout -- models), or name another model with EMBEDDING_MODEL and MODELS_DIR. Nothing is downloaded.",
    },
    { cause },
  );
