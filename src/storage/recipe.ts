/** @module Recipes: the inputs of a build, known before it begins, that determine its result. */

import { z } from "zod";
import type { DocumentMark } from "../corpus/document.ts";
import { type Passage, SPLITTER_VERSION } from "../corpus/passage.ts";
import type { Embedder } from "../model/embedder.ts";
import { TERMS_VERSION } from "../search/lexical.ts";
import { unfit } from "./store.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const Vectors = z.strictObject({ model: z.string(), dimensions: count.positive() });

export const Recipe = z.strictObject({
  model: z.strictObject({
    /** Of the models' settings, and by them of both models. */
    name: z.string(),
    sha256: hash,
    general: Vectors,
    native: Vectors.extend({ languages: z.array(z.string()) }),
    tokenDimensions: count.positive(),
  }),
  splitter: count,
  terms: count,
  /** The documents. `reader`: the extractor of the text, with its version; `about`: the hash of the sidecar. */
  seeds: z.array(
    z.strictObject({
      path: z.string(),
      sha256: hash,
      reader: z.string().optional(),
      about: hash.optional(),
    }),
  ),
  /** The folder, where it is one of those that are read without `SEEDS_DIR`. */
  folder: z.enum(["documents", "samples"]).optional(),
  /** The main language of the documents, where the operator names one. */
  language: z.string().optional(),
});
export type Recipe = Readonly<z.infer<typeof Recipe>>;

type ModelOf = Pick<Embedder, "model">;

/** Returns the recipe of an index of these documents with this program and this model. */
export function recipeFor(
  seeds: readonly DocumentMark[],
  { model }: ModelOf,
  { folder, language }: Pick<Recipe, "folder" | "language"> = {},
): Recipe {
  const { general, native, tokens } = model.settings.embedding;
  return {
    model: {
      name: model.name,
      sha256: model.sha256,
      general: { model: general.name, dimensions: general.dimensions },
      native: {
        model: native.name,
        dimensions: native.dimensions,
        languages: [...native.languages],
      },
      tokenDimensions: tokens.dimensions,
    },
    splitter: SPLITTER_VERSION,
    terms: TERMS_VERSION,
    seeds: [...seeds],
    ...(folder === undefined ? {} : { folder }),
    ...(language === undefined ? {} : { language }),
  };
}

/**
 * Returns the edition of a generation: the models and versions that made it, in short. A version of this program serves
 * generations of its own edition alone, so two versions can run side by side on one database.
 */
export const editionOf = ({
  model,
  splitter,
  terms,
}: Pick<Recipe, "model" | "splitter" | "terms">): string =>
  `${model.name} ${model.sha256.slice(0, 12)}, splitter ${splitter}, terms ${terms}`;

/** Returns a predicate that tells whether a passage of a generation is in a language of its native model. */
export const nativeIn =
  ({ model }: Pick<Recipe, "model">) =>
  ({ language }: Pick<Passage, "language">): boolean =>
    model.native.languages.includes(language);

/** Checks whether two recipes give the same generation. */
export const isSameRecipe = (a: Recipe, b: Recipe): boolean =>
  JSON.stringify(essenceOf(a)) === JSON.stringify(essenceOf(b));

const essenceOf = ({ model, splitter, terms, seeds, folder, language }: Recipe): unknown[] => [
  [model.name, model.sha256],
  splitter,
  terms,
  seeds.map(({ path, sha256, reader, about }) => [path, sha256, reader, about]),
  folder,
  language,
];

/** Checks whether a generation was built from the samples, as there were no own documents. */
export const isOfSamples = ({ folder }: Pick<Recipe, "folder">): boolean => folder === "samples";

/** Checks whether a generation was built from own documents beside which there are samples. */
export const servesOwn = ({ folder }: Pick<Recipe, "folder">): boolean => folder === "documents";

/** Checks whether documents were split as this program splits them; the limits of passages depend on the model. */
export const isSplitAlike = ({ model, splitter }: Recipe, current: ModelOf): boolean =>
  model.sha256 === current.model.sha256 && splitter === SPLITTER_VERSION;

/** @throws UnusableIndex if another model or version of this program made the generation. */
export function requireFitting(recipe: Recipe, location: string, current: ModelOf): void {
  const { model, splitter, terms } = recipeFor([], current);
  if (recipe.model.name !== model.name)
    throw unfit(location, `one made with the model ${recipe.model.name}, not ${model.name}`);
  if (recipe.model.sha256 !== model.sha256)
    throw unfit(location, `one made with another version of the models of ${model.name}`);
  if (recipe.splitter !== splitter)
    throw unfit(
      location,
      `passages cut by version ${recipe.splitter} of the splitter, not ${splitter}`,
    );
  if (recipe.terms !== terms)
    throw unfit(location, `terms of version ${recipe.terms}, not ${terms}`);
}
