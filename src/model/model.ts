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

/** The settings that embeddings depend on, besides the weights of the models. */
const EmbeddingSettings = z.strictObject({
  /** The model of passages: its vectors are in the HNSW index. */
  passages: RunSettings,
  /** The model of sentences and of token states. */
  sentences: RunSettings,
  /** The most tokens that title and headings before a passage's text may have. */
  prefixTokens: count,
  /** The file of the projection of token states (see `projectionOver`), and the number of dimensions it leads to. */
  tokens: z.strictObject({ file: z.string(), sha256: z.string(), dimensions: count.multipleOf(4) }),
});

const weight = z.number();

/** The weights of ranking and the limits of outcomes, fitted on data for these models (see `fitted`). */
const RankingSettings = z.strictObject({
  weights: z.strictObject({ passage: weight, sentence: weight, bm25: weight, maxSim: weight }),
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
    /** The least share of a section shown behind the first. */
    further: weight,
  }),
});

const ModelSettings = z.object({
  /** 3: two models. */
  format: z.literal(3),
  embedding: EmbeddingSettings,
  ranking: RankingSettings,
  /** The languages that it was trained for, as codes of ISO 639-3; absent: any. */
  languages: z.array(z.string()).optional(),
  /** The data that `ranking` was fitted on, and its figures, for people to read. */
  fitted: z.record(z.string(), z.unknown()).optional(),
});

export type RunSettings = Readonly<z.infer<typeof RunSettings>>;
export type EmbeddingSettings = Readonly<z.infer<typeof EmbeddingSettings>>;
export type RankingSettings = Readonly<z.infer<typeof RankingSettings>>;
export type ModelSettings = Readonly<z.infer<typeof ModelSettings>>;

/** Verified models with their settings. */
export interface Model {
  /** The name of the folder that holds the settings. */
  readonly name: string;
  /** The folder that holds the folders of the models. */
  readonly modelsDir: string;
  readonly settings: ModelSettings;
  readonly projection: TokenProjection;
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
  const { passages, sentences } = settings.embedding;
  const sums = await Promise.all(
    [passages, sentences].map((run) => checkFiles(join(modelsDir, run.name))),
  );
  const projection = await readProjection(join(modelsDir, name), settings.embedding);
  const identity = sha256([...sums, JSON.stringify(settings.embedding)].join("\n"));
  return { name, modelsDir, settings, projection, sha256: identity };
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

async function readProjection(
  folder: string,
  { sentences, tokens }: EmbeddingSettings,
): Promise<TokenProjection> {
  await checkFile(folder, tokens.file, tokens.sha256);
  const bytes = Uint8Array.from(await readFile(join(folder, tokens.file)));
  return projectionOver(new Float32Array(bytes.buffer), sentences.dimensions, tokens.dimensions);
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
