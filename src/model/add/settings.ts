/** @module The settings of a new model of passages: those of another one, with its place taken. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { bytesOf, writeDurably } from "../../base/durable.ts";
import { messageOf, UserError } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import {
  type Model,
  MODEL_NAME,
  readFitted,
  readSettings,
  type RunSettings,
  SETTINGS,
} from "../model.ts";
import { SPECIAL_TOKENS } from "../session.ts";
import type { Description } from "./description.ts";
import { readJson } from "./folder.ts";
import type { Aside } from "./place.ts";

const NumbersFile = z.looseObject({ file: z.string().regex(MODEL_NAME), sha256: z.string() });

/** All that is not named here is copied as it is. */
const Kept = z.looseObject({
  embedding: z.looseObject({
    general: z.looseObject({ name: z.string() }),
    native: z.looseObject({ name: z.string() }),
    tokens: NumbersFile,
    questionMean: NumbersFile,
  }),
  rankings: z.record(z.string(), z.looseObject({ limits: z.looseObject({}) })),
});

/** Weights and limits of ranking, in the settings that hold them. */
export interface Weights {
  readonly settings: z.infer<typeof Kept>;
  readonly projection: Uint8Array;
  readonly questionMean: Uint8Array;
  /** The file that was named; undefined for the shipped weights. */
  readonly file: string | undefined;
}

/**
 * Reads the weights that are shipped, or those of a file that `npm run fit` wrote, with the numbers beside it.
 * @throws UserError if they are for another native model.
 */
export async function readWeights(
  file: string | undefined,
  shipped: Pick<Model, "modelsDir" | "name" | "settings">,
): Promise<Weights> {
  const own = join(shipped.modelsDir, shipped.name, SETTINGS);
  const settings = await readJson(file ?? own, Kept, REMEDY);
  const { native, tokens, questionMean } = settings.embedding;
  if (!isDeepStrictEqual(native, shipped.settings.embedding.native))
    throw unfitWeights(
      `weights for the native model ${shipped.settings.embedding.native.name} as it is used here`,
      `others (${native.name})`,
    );
  const folder = dirname(file ?? own);
  return {
    settings,
    projection: await readNumbers(folder, tokens),
    questionMean: await readNumbers(folder, questionMean),
    file,
  };
}

async function readNumbers(
  folder: string,
  { file, sha256: expected }: z.infer<typeof NumbersFile>,
): Promise<Uint8Array> {
  const path = join(folder, file);
  const numbers = await readFile(path).catch((error: unknown) => {
    throw unfitWeights(`the file ${path}`, messageOf(error), error);
  });
  if (sha256(numbers) !== expected)
    throw unfitWeights(`the file ${path} of these weights`, "another");
  return numbers;
}

const REMEDY =
  "Give a footnote.json that npm run fit wrote, with its projection in the same folder, or --weights shipped.";
const unfitWeights = (expected: string, found: string, cause?: unknown): UserError =>
  new UserError({ expected, found, remedy: REMEDY }, { cause });

/** The limits of texts that settings share among both models. */
type Limits = Pick<Model["settings"]["embedding"], "native" | "prefixTokens">;

/** A prefix and a text can have one token more together, at each of their two seams. */
const SEAMS = 2;

/** The largest share of a model's tokens that the prefix of a passage may take. */
const MOST_PREFIX = 1 / 4;

/**
 * Returns the most tokens of a passage's text: title and headings, counted in the same proportion (see `tokenCounter`), fit
 * beside it.
 * @throws UserError if the prefix is too long.
 */
export function passageTokensOf(
  maxTokens: number,
  prefixTokens: number,
  { native, prefixTokens: titleTokens }: Limits,
): number {
  if (prefixTokens > maxTokens * MOST_PREFIX)
    throw new UserError({
      expected: `a prefix of passages of at most ${maxTokens * MOST_PREFIX} tokens`,
      found: `${prefixTokens}`,
      remedy: "Give a shorter one with --passage-prefix.",
    });
  const left = maxTokens - SPECIAL_TOKENS - prefixTokens - SEAMS;
  return Math.floor((left * native.passageTokens) / (native.passageTokens + titleTokens));
}

/** Drops the limits that are safe only for the models that they were fitted to: of pins, and of unprompted replies. */
function withoutRisks(settings: Weights["settings"]): object {
  const { pins: _, rankings, ...others } = settings;
  const safe = Object.entries(rankings).map(([mode, ranking]) => {
    const { unprompted: _unprompted, ...limits } = ranking.limits;
    return [mode, { ...ranking, limits }];
  });
  return { ...others, rankings: Object.fromEntries(safe) };
}

/** Writes the settings and the fitted numbers. @throws UserError if this version can't read such settings. */
export async function writeSettings(
  { modelsDir, folder }: Aside,
  weights: Weights,
  general: RunSettings,
  description: Pick<Description, "published">,
): Promise<void> {
  const { settings, projection, file } = weights;
  const { embedding } = settings;
  const fitted = {
    by: `weights and limits of ${embedding.general.name}, not fitted for ${general.name}`,
  };
  const isSame = description.published === embedding.general.name;
  const mean = isSame ? weights.questionMean : bytesOf(new Float32Array(general.dimensions));
  const questionMean = { ...embedding.questionMean, sha256: sha256(mean) };
  const written = {
    ...(isSame ? settings : withoutRisks(settings)),
    embedding: { ...embedding, general, questionMean },
    ...(file === undefined ? { fitted } : {}),
  };
  await writeDurably(join(folder, embedding.tokens.file), [projection]);
  await writeDurably(join(folder, questionMean.file), [mean]);
  await writeDurably(join(folder, SETTINGS), [`${JSON.stringify(written, null, 2)}\n`]);
  try {
    const { embedding: read } = await readSettings(modelsDir, general.name);
    await readFitted(folder, read);
  } catch (error) {
    throw unfitWeights("settings that this version reads", messageOf(error), error);
  }
}
