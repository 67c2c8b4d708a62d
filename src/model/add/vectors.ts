/** @module The vectors of a new model: compared with golden ones, or else with each other. */

import { z } from "zod";
import { messageOf, UserError } from "../../base/errors.ts";
import { pool } from "../embedder.ts";
import type { RunSettings } from "../model.ts";
import type { LoadedModel } from "../session.ts";
import { dot, normalise } from "../vector.ts";

/** Texts with the vectors, and perhaps the tokens, that the published model gives them; prefixes are part of the texts. */
export const Golden = z.looseObject({
  texts: z
    .array(
      z.looseObject({
        text: z.string(),
        ids: z.array(z.number()).optional(),
        embedding: z.array(z.number()).min(1),
      }),
    )
    .min(1)
    .max(1_000),
});
export type Golden = z.infer<typeof Golden>;

type Runs = Pick<LoadedModel, "encode" | "run">;
type Settings = Pick<RunSettings, "pooling" | "dimensions" | "passagePrefix" | "questionPrefix">;

const LEAST_COSINE = 0.98;

/** Returns the least cosine of the model's vectors with the golden ones. @throws UserError if one differs too much. */
export async function compareGolden(
  model: Runs,
  settings: Settings,
  { texts }: Golden,
): Promise<number> {
  let least = 1;
  for (const { text, ids, embedding } of texts) {
    const wanted = normalise(Float32Array.from(embedding));
    if (wanted.length !== settings.dimensions)
      throw differs(text, `a vector of ${wanted.length} numbers`, `${settings.dimensions}`);
    if (ids && ids.join() !== model.encode(text).join())
      throw differs(text, `the tokens ${shortened(ids)}`, shortened(model.encode(text)));
    const cosine = dot(wanted, pool(settings, await model.run(text)));
    if (!(cosine >= LEAST_COSINE))
      throw differs(
        text,
        `a cosine of at least ${LEAST_COSINE} with its vector`,
        cosine.toFixed(4),
      );
    least = Math.min(least, cosine);
  }
  return least;
}

const MOST_SHOWN = 40;
const shortened = (ids: readonly number[]): string => ids.slice(0, MOST_SHOWN).join(" ");

const differs = (text: string, expected: string, found: string): UserError =>
  new UserError({
    expected: `${expected} for the golden text "${text.slice(0, MOST_SHOWN)}"`,
    found,
    remedy:
      "The pooling (--pooling), the graph or the tokenizer is not the published model's: correct it, or bring the golden texts of this model.",
  });

const TEXTS = [
  "The library opens at nine in the morning.",
  "A bicycle needs two wheels and 1 chain.",
] as const;
/** Vectors of different texts are at most as near as this. */
const MOST_ALIKE = 0.9999;

/**
 * Checks that a text has one vector, of finite numbers, that another text has another one, and that the prefixes of questions
 * and passages, if they differ, make the vectors of a text differ.
 * @throws UserError
 */
export async function checkVectors(model: Runs, settings: Settings): Promise<void> {
  const embed = async (text: string): Promise<Float32Array> => {
    const run = await model.run(text);
    try {
      return pool(settings, run);
    } catch (error) {
      throw unsound(`a vector of finite numbers by ${settings.pooling} pooling`, messageOf(error));
    }
  };
  const [first, again] = [await embed(TEXTS[0]), await embed(TEXTS[0])];
  if (first.some((value, at) => value !== again[at]))
    throw unsound("the same vector for a text each time", "two");
  if (!(dot(first, await embed(TEXTS[1])) < MOST_ALIKE))
    throw unsound("different vectors for different texts", "the same");
  const { passagePrefix, questionPrefix } = settings;
  const alike = dot(await embed(passagePrefix + TEXTS[0]), await embed(questionPrefix + TEXTS[0]));
  if (passagePrefix !== questionPrefix && !(alike < MOST_ALIKE))
    throw unsound("the prefixes to change the vector of a text", "no change");
}

const unsound = (expected: string, found: string): UserError =>
  new UserError({ expected, found, remedy: "The graph can't be used: export or fetch it again." });
