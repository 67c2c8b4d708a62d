/** @module The manifest of a generation: its recipe and the checksums of its files; its own hash is the generation's ID. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "../../base/hash.ts";
import { isShortage, messageOf, systemCode } from "../../base/errors.ts";
import { HNSW_PARAMETERS } from "../../search/hnsw.ts";
import { Recipe } from "../recipe.ts";
import { damaged, unfit } from "../store.ts";
import { FILES, generationDir, MANIFEST } from "./layout.ts";
import { type Checksum, checksumOf } from "../../base/durable.ts";

/** 7: languages of documents and passages; vectors of sentences by both models. */
export const FORMAT = 7;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const checksum = z.strictObject({ bytes: count, sha256: hash });

const Manifest = Recipe.extend({
  format: z.literal(FORMAT),
  hnsw: z.strictObject({
    space: z.literal("ip"),
    m: count,
    efConstruction: count,
    seed: count,
  }),
  /** The number of candidates of a search of the HNSW index; null for an exact search. */
  ef: count.positive().nullable(),
  counts: z.strictObject({ documents: count, passages: count, sentences: count }),
  files: z.strictObject({
    [FILES.documents]: checksum,
    [FILES.passages]: checksum,
    [FILES.hnsw]: checksum,
    [FILES.vectors]: checksum,
    [FILES.sentences]: checksum,
    [FILES.native]: checksum,
    [FILES.tokens]: checksum,
    [FILES.lexical]: checksum,
  }),
});

export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** Returns the manifest of written files, its fields in a fixed order. */
export function manifestOf(
  { model, splitter, terms, seeds, folder, language }: Recipe,
  { ef, counts, files }: Pick<Manifest, "ef" | "counts" | "files">,
): Manifest {
  const hnsw = HNSW_PARAMETERS;
  const named = {
    ...(folder === undefined ? {} : { folder }),
    ...(language === undefined ? {} : { language }),
  };
  return { format: FORMAT, model, splitter, terms, hnsw, ef, counts, seeds, ...named, files };
}

/** Returns the recipe in a manifest. */
export const recipeOf = ({
  model,
  splitter,
  terms,
  seeds,
  folder,
  language,
}: Manifest): Recipe => ({
  model,
  splitter,
  terms,
  seeds,
  ...(folder === undefined ? {} : { folder }),
  ...(language === undefined ? {} : { language }),
});

/** @throws UnusableIndex if the HNSW index was made with other parameters. */
export function requireParameters({ hnsw }: Manifest, location: string): void {
  if (JSON.stringify(hnsw) !== JSON.stringify(HNSW_PARAMETERS))
    throw unfit(location, "other HNSW parameters");
}

/** Returns the manifest's bytes, and their hash as the generation's ID. */
export function sealManifest(manifest: Manifest): { readonly id: string; readonly json: string } {
  const json = `${JSON.stringify(manifest, undefined, 1)}\n`;
  return { id: generationId(json), json };
}

const generationId = (json: string | Buffer): string => sha256(json).slice(0, 32);

/**
 * Reads a generation's manifest and compares its hash with the generation's ID.
 * @throws UserError if it is missing, altered, or of an unknown format.
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

interface FileFault {
  readonly file: string;
  readonly found: string;
}

/** Yields the files of a generation whose checksums differ from the manifest. */
export async function* fileFaults(
  manifest: Manifest,
  indexDir: string,
  id: string,
): AsyncGenerator<FileFault> {
  for (const [name, expected] of Object.entries(manifest.files)) {
    const file = join(generationDir(indexDir, id), name);
    const found = await faultOf(file, expected);
    if (found !== undefined) yield { file, found };
  }
}

async function faultOf(file: string, expected: Checksum): Promise<string | undefined> {
  try {
    const found = await checksumOf(file);
    if (found.bytes !== expected.bytes) return `${found.bytes} bytes instead of ${expected.bytes}`;
    return found.sha256 === expected.sha256 ? undefined : "altered bytes (its hash differs)";
  } catch (error) {
    if (isShortage(error)) throw error;
    return systemCode(error) === "ENOENT" ? "no such file" : messageOf(error);
  }
}

/** @throws UserError that names the first file whose checksum differs from the manifest. */
export async function requireSoundFiles(
  manifest: Manifest,
  indexDir: string,
  id: string,
): Promise<void> {
  for await (const { file, found } of fileFaults(manifest, indexDir, id))
    throw damaged(file, found);
}
