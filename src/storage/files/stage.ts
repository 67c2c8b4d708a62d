/** @module The stage of a generation in files: written aside, sealed by its manifest, moved to its name. */

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf, checksumOf, moveDurably, syncFolder, writeDurably } from "../../base/durable.ts";
import { systemCode, UserError } from "../../base/errors.ts";
import type { Document } from "../../corpus/document.ts";
import type { Passage } from "../../corpus/passage.ts";
import {
  bytesOfCompact,
  type CompactMatrix,
  compactZeros,
  putRow,
  rowsOf,
} from "../../model/compact.ts";
import { matrixOf } from "../../model/vector.ts";
import { fitEf } from "../../search/ann-recall.ts";
import { type Hnsw, writeHnsw } from "../../search/hnsw.ts";
import { lexicalTables, type PassageTerms, passageTerms } from "../../search/lexical.ts";
import type { OnProgress } from "../progress.ts";
import type { Recipe } from "../recipe.ts";
import type { Counts, ExampleStore, Stage } from "../store.ts";
import { REMOVING, UNFINISHED } from "./discard.ts";
import { openGeneration } from "./generation.ts";
import { FILES, generationDir, generationsDir, MANIFEST } from "./layout.ts";
import { lexicalBytes } from "./lexical-file.ts";
import {
  type Manifest,
  manifestOf,
  readManifest,
  requireSoundFiles,
  sealManifest,
} from "./manifest.ts";
import { documentLine, passageLine } from "../records.ts";
import { openTokenWriter } from "./token-file.ts";

/** 16 MB, written at once. */
const CHUNK = 1 << 24;

/** Opens a stage. Tokens, too many for memory, are written as they are added; all else is written by `seal`. */
export async function openStage(
  indexDir: string,
  examples: ExampleStore,
  recipe: Recipe,
  counts: Counts,
): Promise<Stage> {
  const folder = join(generationsDir(indexDir), UNFINISHED + randomUUID());
  await mkdir(folder);
  const tokens = await openTokenWriter(join(folder, FILES.tokens));
  const content = emptyContent(recipe, counts);
  const { documents, passages, native } = content;
  let sentence = 0;
  let isOpen = true;
  const closeTokens = async (): Promise<void> => {
    if (isOpen) await tokens.close();
    isOpen = false;
  };
  return {
    async add(document, embedded) {
      documents.push(document);
      for (const { passage, vector, sentenceVectors, nativeVectors, tokens: own } of embedded) {
        content.vectors.set(vector, passages.length * vector.length);
        for (let at = 0; at < sentenceVectors.rows; at += 1, sentence += 1)
          putRow(content.sentences, sentence, rowsOf(sentenceVectors, at, 1));
        for (let at = 0; at < nativeVectors.rows; at += 1)
          native.push(rowsOf(nativeVectors, at, 1));
        if (typeof own === "number") tokens.repeat(own);
        else await tokens.put(own);
        passages.push(passage);
      }
    },
    async seal(onProgress) {
      await tokens.end();
      await closeTokens();
      const { hnsw, ef } = await writeContent(folder, content, recipe, onProgress);
      const { id, json } = sealManifest(
        manifestOf(recipe, { ef, counts, files: await checksumsIn(folder) }),
      );
      await writeDurably(join(folder, MANIFEST), [json]);
      await syncFolder(folder);
      await publish(indexDir, folder, id);
      return openGeneration(indexDir, id, { examples, written: hnsw });
    },
    async abort() {
      await closeTokens();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const emptyContent = ({ model }: Recipe, counts: Counts) => ({
  documents: new Array<Document>(),
  passages: new Array<Passage>(),
  vectors: new Float32Array(counts.passages * model.general.dimensions),
  sentences: compactZeros(counts.sentences, model.general.dimensions),
  /** One row each. */
  native: new Array<CompactMatrix>(),
});
type Content = ReturnType<typeof emptyContent>;

/** Writes and syncs all files but those of tokens and the manifest. */
async function writeContent(
  folder: string,
  { documents, passages, vectors, sentences, native }: Content,
  { model }: Recipe,
  onProgress: OnProgress,
): Promise<{ readonly hnsw: Hnsw; readonly ef: Manifest["ef"] }> {
  const write = (file: string, chunks: Iterable<string | Uint8Array>): Promise<void> =>
    writeDurably(join(folder, file), chunks);
  await write(FILES.documents, documents.map(documentLine));
  await write(FILES.passages, passages.map(passageLine));
  await write(FILES.vectors, chunksOf(bytesOf(vectors)));
  await write(FILES.sentences, chunksOf(bytesOfCompact(sentences)));
  await write(FILES.native, chunksOf(bytesOfCompact(joined(native, model.native.dimensions))));
  await write(FILES.lexical, lexicalBytes(lexicalTables(termsOfAll(documents, passages))));
  const matrix = matrixOf(vectors, model.general.dimensions);
  const hnsw = await writeHnsw(join(folder, FILES.hnsw), matrix, (done) =>
    onProgress({ stage: "index", done, total: matrix.rows }),
  );
  return { hnsw, ef: await fitEf(hnsw, matrix) };
}

/** Yields the terms of passages one at a time: all at once would exceed the memory. */
function* termsOfAll(
  documents: readonly Document[],
  passages: readonly Passage[],
): Generator<PassageTerms> {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  for (const passage of passages) {
    const document = byPath.get(passage.path);
    if (!document) throw new Error(`a passage of ${passage.path} without its document`);
    yield passageTerms(document, passage);
  }
}

function joined(rows: readonly CompactMatrix[], dimensions: number): CompactMatrix {
  const matrix = compactZeros(rows.length, dimensions);
  for (const [at, row] of rows.entries()) putRow(matrix, at, row);
  return matrix;
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

async function checksumsIn(folder: string): Promise<Manifest["files"]> {
  const checksum = (file: string) => checksumOf(join(folder, file));
  return {
    [FILES.documents]: await checksum(FILES.documents),
    [FILES.passages]: await checksum(FILES.passages),
    [FILES.hnsw]: await checksum(FILES.hnsw),
    [FILES.vectors]: await checksum(FILES.vectors),
    [FILES.sentences]: await checksum(FILES.sentences),
    [FILES.native]: await checksum(FILES.native),
    [FILES.tokens]: await checksum(FILES.tokens),
    [FILES.lexical]: await checksum(FILES.lexical),
  };
}

/**
 * Moves a written generation to its name. An existing one of that name has the same bytes and is kept, as it may be
 * active; only a damaged one is replaced.
 */
export async function publish(indexDir: string, folder: string, id: string): Promise<void> {
  const target = generationDir(indexDir, id);
  if (await hasSoundFiles(indexDir, id)) return rm(folder, { recursive: true, force: true });
  const aside = join(generationsDir(indexDir), REMOVING + randomUUID());
  await rename(target, aside).catch((error: unknown) => {
    if (systemCode(error) !== "ENOENT") throw error;
  });
  await moveDurably(folder, target);
  await rm(aside, { recursive: true, force: true });
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
