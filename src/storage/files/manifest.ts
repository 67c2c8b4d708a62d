/** @module The manifest: what a generation was made of and the hashes of its files; its own hash is the generation's ID. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { SPLITTER_VERSION } from "../../corpus/passage.ts";
import type { DocumentMark } from "../../corpus/document.ts";
import { sha256 } from "../../base/hash.ts";
import { isShortage, messageOf, systemCode } from "../../base/errors.ts";
import type { Embedder } from "../../model/embedder.ts";
import { HNSW_PARAMETERS } from "../../search/hnsw.ts";
import { TERMS_VERSION } from "../../search/lexical.ts";
import { damaged, FILES, generationDir, MANIFEST, unfit } from "./layout.ts";
import { type FileMark, markOf } from "../../base/durable.ts";

/** 6: two models; plain text embedded and indexed; insets of passages; titles from names; words as they are written. */
export const FORMAT = 6;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const Mark = z.strictObject({ bytes: count, sha256: hash });

const Vectors = z.strictObject({ model: z.string(), dimensions: count.positive() });

const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  model: z.strictObject({
    /** Of the settings, and of both models by them. */
    name: z.string(),
    sha256: hash,
    passages: Vectors,
    sentences: Vectors,
    tokenDimensions: count.positive(),
  }),
  splitter: count,
  terms: count,
  hnsw: z.strictObject({
    space: z.literal("ip"),
    m: count,
    efConstruction: count,
    seed: count,
  }),
  /** How many candidates a search of the HNSW index keeps; null: it compares with all instead. */
  ef: count.positive().nullable(),
  counts: z.strictObject({ documents: count, passages: count, sentences: count }),
  /** Of those whose text is extracted also by what, and the hash of the file of provenance beside them. */
  seeds: z.array(
    z.strictObject({
      path: z.string(),
      sha256: hash,
      reader: z.string().optional(),
      about: hash.optional(),
    }),
  ),
  files: z.strictObject({
    [FILES.documents]: Mark,
    [FILES.passages]: Mark,
    [FILES.hnsw]: Mark,
    [FILES.vectors]: Mark,
    [FILES.sentences]: Mark,
    [FILES.tokens]: Mark,
    [FILES.lexical]: Mark,
  }),
});

export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** Everything a build's result depends on, known before it begins. */
export type Recipe = Pick<Manifest, "format" | "model" | "splitter" | "terms" | "hnsw" | "seeds">;

/** The recipe of an index of these seeds with this program and this model. */
export function recipeFor(
  seeds: readonly DocumentMark[],
  { model }: Pick<Embedder, "model">,
): Recipe {
  const { passages, sentences, tokens } = model.settings.embedding;
  return {
    format: FORMAT,
    model: {
      name: model.name,
      sha256: model.sha256,
      passages: { model: passages.name, dimensions: passages.dimensions },
      sentences: { model: sentences.name, dimensions: sentences.dimensions },
      tokenDimensions: tokens.dimensions,
    },
    splitter: SPLITTER_VERSION,
    terms: TERMS_VERSION,
    hnsw: HNSW_PARAMETERS,
    seeds: [...seeds],
  };
}

/** Whether a build by this recipe would give the generation that the manifest describes. */
export const isMadeBy = (manifest: Manifest, recipe: Recipe): boolean =>
  JSON.stringify(withoutResult(manifest)) === JSON.stringify(withoutResult(recipe));

/** Whether the seeds of an index were cut as this program would cut them; the model's limits bound passages. */
export function isCutAlike(
  { model, splitter }: Manifest,
  embedder: Pick<Embedder, "model">,
): boolean {
  const now = recipeFor([], embedder);
  return model.sha256 === now.model.sha256 && splitter === now.splitter;
}

const withoutResult = ({ format, model, splitter, terms, hnsw, seeds }: Recipe): unknown[] => [
  format,
  [model.name, model.sha256],
  splitter,
  terms,
  [hnsw.space, hnsw.m, hnsw.efConstruction, hnsw.seed],
  seeds.map(({ path, sha256: seed, reader, about }) => [path, seed, reader, about]),
];

/** The manifest's bytes and the ID that follows from them. */
export function sealManifest(manifest: Manifest): { readonly id: string; readonly json: string } {
  const json = `${JSON.stringify(manifest, undefined, 1)}\n`;
  return { id: generationId(json), json };
}

const generationId = (json: string | Buffer): string => sha256(json).slice(0, 32);

/**
 * Reads a generation's manifest and holds it against the generation's ID.
 * @throws UserError if it is missing, altered, or of a format that this program does not know.
 */
export async function readManifest(indexDir: string, id: string): Promise<Manifest> {
  const file = join(generationDir(indexDir, id), MANIFEST);
  const bytes = await readFile(file).catch((error: unknown) => {
    if (isShortage(error)) throw error;
    throw damaged(file, systemCode(error) === "ENOENT" ? "no such file" : String(error), error);
  });
  if (generationId(bytes) !== id) throw damaged(file, "an altered file (its hash is not its ID)");
  return parseManifest(file, bytes.toString("utf8"));
}

function parseManifest(file: string, json: string): Manifest {
  const value = parseJson(file, json);
  const format = z.object({ format: z.unknown() }).safeParse(value).data?.format;
  if (format !== FORMAT)
    throw unfit(file, `an index of format ${JSON.stringify(format)}, not ${FORMAT}`);
  const manifest = Manifest.safeParse(value);
  if (manifest.success) return manifest.data;
  throw damaged(file, z.prettifyError(manifest.error), manifest.error);
}

function parseJson(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw damaged(file, `no JSON (${messageOf(error)})`, error);
  }
}

/** @throws UserError if the index was made by another model or another way of cutting than this program has. */
export function requireFitting(
  manifest: Manifest,
  place: string,
  embedder: Pick<Embedder, "model">,
): void {
  const { model, splitter, terms, hnsw } = recipeFor([], embedder);
  if (manifest.model.name !== model.name)
    throw unfit(place, `one made with the model ${manifest.model.name}, not ${model.name}`);
  if (manifest.model.sha256 !== model.sha256)
    throw unfit(place, `one made with another version of the models of ${model.name}`);
  if (manifest.splitter !== splitter)
    throw unfit(
      place,
      `passages cut by version ${manifest.splitter} of the splitter, not ${splitter}`,
    );
  if (manifest.terms !== terms)
    throw unfit(place, `terms of version ${manifest.terms}, not ${terms}`);
  if (JSON.stringify(manifest.hnsw) !== JSON.stringify(hnsw))
    throw unfit(place, "other HNSW parameters");
}

/** What is wrong with the files of a generation: each that is not as the manifest records it. */
export async function fileFaults(
  manifest: Manifest,
  indexDir: string,
  id: string,
): Promise<{ readonly file: string; readonly found: string }[]> {
  const faults: { file: string; found: string }[] = [];
  for (const [name, expected] of Object.entries(manifest.files)) {
    const file = join(generationDir(indexDir, id), name);
    const found = await faultOf(file, expected);
    if (found !== undefined) faults.push({ file, found });
  }
  return faults;
}

async function faultOf(file: string, expected: FileMark): Promise<string | undefined> {
  try {
    const found = await markOf(file);
    if (found.bytes !== expected.bytes) return `${found.bytes} bytes instead of ${expected.bytes}`;
    return found.sha256 === expected.sha256 ? undefined : "altered bytes (its hash differs)";
  } catch (error) {
    if (isShortage(error)) throw error;
    return systemCode(error) === "ENOENT" ? "no such file" : messageOf(error);
  }
}

/** @throws UserError that names the first file which is not as the manifest records it. */
export async function requireSoundFiles(
  manifest: Manifest,
  indexDir: string,
  id: string,
): Promise<void> {
  const [fault] = await fileFaults(manifest, indexDir, id);
  if (fault) throw damaged(fault.file, fault.found);
}
