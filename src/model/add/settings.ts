/** @module The settings of a new model of passages: those of another one, with its place taken. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { writeDurably } from "../../base/durable.ts";
import { messageOf, UserError } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { type Model, MODEL_NAME, readSettings, type RunSettings, SETTINGS } from "../model.ts";
import { SPECIAL_TOKENS } from "../session.ts";
import { readJson } from "./folder.ts";
import type { Aside } from "./place.ts";

/** All that is not named here is copied as it is. */
const Kept = z.looseObject({
  embedding: z.looseObject({
    passages: z.looseObject({ name: z.string() }),
    sentences: z.looseObject({ name: z.string() }),
    tokens: z.looseObject({ file: z.string().regex(MODEL_NAME), sha256: z.string() }),
  }),
});

/** Weights and limits of ranking, in the settings that hold them. */
export interface Weights {
  readonly settings: z.infer<typeof Kept>;
  readonly projection: Uint8Array;
  /** The file that was named; undefined for the shipped weights. */
  readonly file: string | undefined;
}

/**
 * Reads the weights that are shipped, or those of a file that `npm run fit` wrote, with the projection beside it.
 * @throws UserError if they are for another model of sentences.
 */
export async function readWeights(
  file: string | undefined,
  shipped: Pick<Model, "modelsDir" | "name" | "settings">,
): Promise<Weights> {
  const own = join(shipped.modelsDir, shipped.name, SETTINGS);
  const settings = await readJson(file ?? own, Kept, REMEDY);
  const { sentences, tokens } = settings.embedding;
  if (!isDeepStrictEqual(sentences, shipped.settings.embedding.sentences))
    throw unfitWeights(
      `weights for the sentence model ${shipped.settings.embedding.sentences.name} as it is used here`,
      `others (${sentences.name})`,
    );
  const beside = join(dirname(file ?? own), tokens.file);
  const projection = await readFile(beside).catch((error: unknown) => {
    throw unfitWeights(`the projection ${beside}`, messageOf(error), error);
  });
  if (sha256(projection) !== tokens.sha256)
    throw unfitWeights(`the projection ${beside} of these weights`, "another");
  return { settings, projection, file };
}

const REMEDY =
  "Give a footnote.json that npm run fit wrote, with its projection in the same folder, or --weights shipped.";
const unfitWeights = (expected: string, found: string, cause?: unknown): UserError =>
  new UserError({ expected, found, remedy: REMEDY }, { cause });

/** The limits of texts that settings share among both models. */
type Limits = Pick<Model["settings"]["embedding"], "sentences" | "prefixTokens">;

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
  { sentences, prefixTokens: titleTokens }: Limits,
): number {
  if (prefixTokens > maxTokens * MOST_PREFIX)
    throw new UserError({
      expected: `a prefix of passages of at most ${maxTokens * MOST_PREFIX} tokens`,
      found: `${prefixTokens}`,
      remedy: "Give a shorter one with --passage-prefix.",
    });
  const left = maxTokens - SPECIAL_TOKENS - prefixTokens - SEAMS;
  return Math.floor((left * sentences.passageTokens) / (sentences.passageTokens + titleTokens));
}

/** Writes the settings and the projection. @throws UserError if this version can't read such settings. */
export async function writeSettings(
  { modelsDir, folder }: Aside,
  { settings, projection, file }: Weights,
  passages: RunSettings,
): Promise<void> {
  const { embedding } = settings;
  const fitted = {
    by: `weights and limits of ${embedding.passages.name}, not fitted for ${passages.name}`,
  };
  const written = {
    ...settings,
    embedding: { ...embedding, passages },
    ...(file === undefined ? { fitted } : {}),
  };
  await writeDurably(join(folder, embedding.tokens.file), [projection]);
  await writeDurably(join(folder, SETTINGS), [`${JSON.stringify(written, null, 2)}\n`]);
  await readSettings(modelsDir, passages.name).catch((error: unknown) => {
    throw unfitWeights("settings that this version reads", messageOf(error), error);
  });
}
