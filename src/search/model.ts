/** @module The embedding model on the disk: its files checked, its settings read. It knows nothing of how it is run. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { sha256 } from "../corpus/seed.ts";
import { messageOf, systemCode, UserError } from "../errors.ts";
import { projectionOver, type TokenProjection } from "./projection.ts";

const count = z.number().int().positive();

/** What an embedding depends on besides the model's weights: a change makes every stored vector another. */
const EmbeddingSettings = z.strictObject({
  dimensions: count,
  pooling: z.enum(["mean", "cls"]),
  modelFile: z.string(),
  /** What the model was trained on, its own two marks included. */
  maxTokens: count,
  /** The most that a passage's text may have. */
  passageTokens: count,
  /** The most that title and headings before it may have. */
  prefixTokens: count,
  passagePrefix: z.string(),
  questionPrefix: z.string(),
  /** The file of the projection of token states (see `projectionOver`), and to how many dimensions it leads. */
  tokens: z.strictObject({ file: z.string(), sha256: z.string(), dimensions: count.multipleOf(4) }),
});

const weight = z.number();

/** How passages are ranked and answers trusted; fitted on data, for this model alone (see `fitted`). */
const RankingSettings = z.strictObject({
  weights: z.strictObject({
    passage: weight,
    sentence: weight,
    bm25: weight,
    sentenceShare: weight,
    /** At least 0: what it is of lifts the first few above the others, and puts them into their order. */
    maxSim: weight.nonnegative(),
  }),
  /**
   * The log-odds that one of the first three passages answers: `intercept`, and for each of the numbers that `evidence`
   * gives its weight; then what came of such probabilities on questions not fitted on, as points of a broken line.
   */
  outcome: z.strictObject({
    intercept: weight,
    score: weight,
    sentence: weight,
    lead: weight,
    logPassages: weight,
    calibration: z.array(z.tuple([weight, weight])),
  }),
  /** From this probability on an answer is shown as unsure, and from that on as answered. */
  limits: z.strictObject({ unsure: weight, answered: weight }),
});

const ModelSettings = z.object({
  /** 2: token vectors, and a weight for them. */
  format: z.literal(2),
  embedding: EmbeddingSettings,
  ranking: RankingSettings,
  /** Those it was made for, as codes of ISO 639-3; absent: any. */
  languages: z.array(z.string()).optional(),
  /** What the numbers of `ranking` were fitted on, and how well they do: for people to read. */
  fitted: z.record(z.string(), z.unknown()).optional(),
});

export type EmbeddingSettings = Readonly<z.infer<typeof EmbeddingSettings>>;
export type RankingSettings = Readonly<z.infer<typeof RankingSettings>>;
export type ModelSettings = Readonly<z.infer<typeof ModelSettings>>;

/** A model whose files have been checked. */
export interface Model {
  readonly name: string;
  /** The folder that holds the folder `name`. */
  readonly modelsDir: string;
  readonly settings: ModelSettings;
  readonly projection: TokenProjection;
  /** Over the checksums of its files and its embedding settings: equal hashes give equal vectors. */
  readonly sha256: string;
}

const SUMS = "SHA256SUMS";
export const SETTINGS = "footnote.json";

/**
 * Checks every file that the model's SHA256SUMS names and reads its settings.
 * @throws UserError that names the missing or altered file.
 */
export async function openModel(modelsDir: string, name: string): Promise<Model> {
  const folder = join(modelsDir, name);
  const sums = await readText(folder, SUMS);
  const settings = parseSettings(folder, await readText(folder, SETTINGS));
  await Promise.all(parseSums(folder, sums).map(([sum, file]) => checkFile(folder, file, sum)));
  const projection = await readProjection(folder, settings.embedding);
  const identity = sha256(`${sums}\n${JSON.stringify(settings.embedding)}`);
  return { name, modelsDir, settings, projection, sha256: identity };
}

async function readText(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), "utf8").catch((error: unknown) => {
    throw damaged(folder, file, systemCode(error) === "ENOENT" ? "missing" : messageOf(error));
  });
}

function parseSums(folder: string, sums: string): (readonly [sum: string, file: string])[] {
  const lines = sums.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) throw damaged(folder, SUMS, "empty");
  return lines.map((line) => {
    const [, sum, file] = /^([0-9a-f]{64}) [ *](\S.*)$/.exec(line) ?? [];
    if (!sum || !file || file.split("/").includes(".."))
      throw damaged(folder, SUMS, "not a list of checksums");
    return [sum, file];
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
  { dimensions, tokens }: EmbeddingSettings,
): Promise<TokenProjection> {
  await checkFile(folder, tokens.file, tokens.sha256);
  const bytes = Uint8Array.from(await readFile(join(folder, tokens.file)));
  return projectionOver(new Float32Array(bytes.buffer), dimensions, tokens.dimensions);
}

function parseSettings(folder: string, source: string): ModelSettings {
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
