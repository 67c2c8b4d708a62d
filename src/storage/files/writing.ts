/** @module Writing a generation aside, giving it its name, and switching to it. */

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { systemCode, UserError } from "../../base/errors.ts";
import { bytesOfCompact } from "../../model/compact.ts";
import { writeHnsw } from "../../search/hnsw.ts";
import { fitEf } from "../../search/ann-recall.ts";
import { lexicalTables, type PassageTerms, passageTerms } from "../../search/lexical.ts";
import { type Matrix, matrixOf } from "../../model/vector.ts";
import { REMOVING, UNFINISHED } from "./discard.ts";
import type { Embedded } from "../../build/embed.ts";
import { FILES, generationDir, generationsDir, MANIFEST } from "./layout.ts";
import { lexicalBytes } from "./lexical-file.ts";
import {
  type Manifest,
  readManifest,
  type Recipe,
  requireSoundFiles,
  sealManifest,
} from "./manifest.ts";
import type { OnProgress } from "../progress.ts";
import type { Corpus } from "../../build/ingest.ts";
import { documentLine, passageLine } from "./records.ts";
import { bytesOf, markOf, moveDurably, syncFolder, writeDurably } from "../../base/durable.ts";
import { type TokenSink, writeTokens } from "./token-file.ts";

/** A complete generation in a folder that does not bear its name yet. */
export interface Written extends Pick<Embedded, "embedded"> {
  readonly folder: string;
  readonly id: string;
}

/** 16 MB at a time. */
const CHUNK = 1 << 24;

/**
 * Writes all files of a generation, each synced, and its manifest last.
 * @param embed gives the vectors; tokens, which are too many to be held, are written as they come.
 */
export async function writeGeneration(
  indexDir: string,
  corpus: Corpus,
  recipe: Recipe,
  embed: (tokens: TokenSink) => Promise<Embedded>,
  onProgress: OnProgress,
): Promise<Written> {
  const folder = join(generationsDir(indexDir), UNFINISHED + randomUUID());
  await mkdir(folder);
  try {
    const vectors = await writeTokens(join(folder, FILES.tokens), embed);
    await writeDurably(join(folder, FILES.documents), corpus.documents.map(documentLine));
    await writeDurably(join(folder, FILES.passages), corpus.passages.map(passageLine));
    await writeDurably(join(folder, FILES.vectors), chunksOf(bytesOf(vectors.passages)));
    await writeDurably(join(folder, FILES.sentences), chunksOf(bytesOfCompact(vectors.sentences)));
    await writeDurably(
      join(folder, FILES.lexical),
      lexicalBytes(lexicalTables(termsOfAll(corpus))),
    );
    const matrix = matrixOf(vectors.passages, recipe.model.passages.dimensions);
    await writeHnsw(join(folder, FILES.hnsw), matrix, (done) =>
      onProgress({ stage: "index", done, total: matrix.rows }),
    );
    const { id, json } = sealManifest(await manifestOf(folder, corpus, recipe, vectors, matrix));
    await writeDurably(join(folder, MANIFEST), [json]);
    await syncFolder(folder);
    return { folder, id, embedded: vectors.embedded };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The terms of one passage after another: those of all would fill the memory. */
function* termsOfAll({ documents, passages }: Corpus): Generator<PassageTerms> {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  for (const passage of passages) {
    const document = byPath.get(passage.path);
    if (!document) throw new Error(`a passage of ${passage.path} without its document`);
    yield passageTerms(document, passage);
  }
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

async function manifestOf(
  folder: string,
  { documents, passages }: Corpus,
  recipe: Recipe,
  { sentences }: Embedded,
  vectors: Matrix,
): Promise<Manifest> {
  const counts = {
    documents: documents.length,
    passages: passages.length,
    sentences: sentences.rows,
  };
  const ef = fitEf(join(folder, FILES.hnsw), vectors);
  const mark = (file: string) => markOf(join(folder, file));
  const files = {
    [FILES.documents]: await mark(FILES.documents),
    [FILES.passages]: await mark(FILES.passages),
    [FILES.hnsw]: await mark(FILES.hnsw),
    [FILES.vectors]: await mark(FILES.vectors),
    [FILES.sentences]: await mark(FILES.sentences),
    [FILES.tokens]: await mark(FILES.tokens),
    [FILES.lexical]: await mark(FILES.lexical),
  };
  const { format, model, splitter, terms, hnsw, seeds } = recipe;
  return { format, model, splitter, terms, hnsw, ef, counts, seeds, files };
}

/**
 * Gives a written generation its name. One of that name that is there already has the same bytes, so it stays: it may be
 * in service, and there must be no moment without it. Only if it is damaged does it make way.
 */
export async function publish(
  indexDir: string,
  { folder, id }: Pick<Written, "folder" | "id">,
): Promise<string> {
  const place = generationDir(indexDir, id);
  if (await hasSoundFiles(indexDir, id)) {
    await rm(folder, { recursive: true, force: true });
    return id;
  }
  const aside = join(generationsDir(indexDir), REMOVING + randomUUID());
  await rename(place, aside).catch((error: unknown) => {
    if (systemCode(error) !== "ENOENT") throw error;
  });
  await moveDurably(folder, place);
  await rm(aside, { recursive: true, force: true });
  return id;
}

async function hasSoundFiles(indexDir: string, id: string): Promise<boolean> {
  try {
    await requireSoundFiles(await readManifest(indexDir, id), indexDir, id);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
