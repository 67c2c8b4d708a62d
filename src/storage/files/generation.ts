/** @module A generation on the disk: opened, checked, and read as a snapshot. */

import { join } from "node:path";
import type { Document } from "../../corpus/document.ts";
import type { Passage } from "../../corpus/passage.ts";
import { systemCode } from "../../base/errors.ts";
import type { CompactMatrix } from "../../model/compact.ts";
import { compareAll, type NearestIndex, openHnsw } from "../../search/hnsw.ts";
import { lexicalIndex, type LexicalTables } from "../../search/lexical.ts";
import type { Candidate, Scored, Snapshot } from "../../search/snapshot.ts";
import { type Matrix, rowOf } from "../../model/vector.ts";
import { completer } from "../completion.ts";
import { readExamples } from "./examples-file.ts";
import { damaged, FILES, generationDir, MANIFEST } from "./layout.ts";
import { readLexical } from "./lexical-file.ts";
import { lock, type Release } from "../../base/lock.ts";
import { type Manifest, readManifest, requireSoundFiles } from "./manifest.ts";
import { shelfOf } from "../shelf.ts";
import { readDocuments, readPassages } from "./records.ts";
import { openTokens, type TokenFile } from "./token-file.ts";
import { readCompact, readMatrix, sentencesOf } from "./vectors.ts";

/** What a generation holds, read and found to agree with its manifest. */
export interface GenerationContent {
  readonly id: string;
  readonly manifest: Manifest;
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly vectors: Matrix;
  /** The vectors of a passage's sentences, by the passage's row. */
  sentenceVectors(row: number): CompactMatrix;
  readonly tokens: TokenFile;
  readonly lexical: LexicalTables;
  /** Lets go of the files; until then no build removes them. */
  close(): void;
}

/**
 * Opens a generation's files after checking each against the manifest. While it is open, its folder stays.
 * @throws UserError that names the missing or damaged file and the remedy.
 */
export async function readGeneration(indexDir: string, id: string): Promise<GenerationContent> {
  const folder = generationDir(indexDir, id);
  const manifest = await readManifest(indexDir, id);
  const open: (() => void)[] = [hold(folder)];
  const close = (): void => open.splice(0).forEach((letGo) => letGo());
  try {
    await requireSoundFiles(manifest, indexDir, id);
    const tokens = await openTokens(join(folder, FILES.tokens), manifest);
    open.push(tokens.close);
    return { ...(await readContent(folder, id, manifest)), tokens, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Between a look at the manifest and the lock on it, a build may have begun to remove it. */
function hold(folder: string): Release {
  try {
    const release = lock(join(folder, MANIFEST), "shared");
    if (release) return release;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  throw damaged(folder, "one that is being removed");
}

async function readContent(
  folder: string,
  id: string,
  manifest: Manifest,
): Promise<Omit<GenerationContent, "tokens" | "close">> {
  const { counts, model } = manifest;
  const documents = await readDocuments(join(folder, FILES.documents));
  const passages = await readPassages(join(folder, FILES.passages));
  const vectors = await readMatrix(join(folder, FILES.vectors), model.passages.dimensions);
  const lexical = await readLexical(join(folder, FILES.lexical));
  const sentences = await readCompact(join(folder, FILES.sentences), model.sentences.dimensions);
  if (
    documents.length !== counts.documents ||
    passages.length !== counts.passages ||
    vectors.rows !== counts.passages ||
    sentences.rows !== counts.sentences ||
    lexical.lengths.length !== counts.passages
  )
    throw damaged(folder, "other counts than its manifest tells");
  const sentenceVectors = sentencesOf(sentences, passages);
  return { id, manifest, documents, passages, vectors, sentenceVectors, lexical };
}

/**
 * Opens a generation for searching.
 * @throws UserError as `readGeneration` does, and if the HNSW file can't be used.
 */
export async function openGeneration(indexDir: string, id: string): Promise<Snapshot> {
  const content = await readGeneration(indexDir, id);
  try {
    return snapshotOf(indexDir, content);
  } catch (error) {
    content.close();
    throw error;
  }
}

/** A snapshot for searching what was read; to close it is to close that. */
export const snapshotOf = (indexDir: string, content: GenerationContent): Snapshot =>
  snapshotOver(indexDir, content, openNearest(indexDir, content));

/**
 * What finds the nearest passages of a generation.
 * @throws UserError if the HNSW file can't be used.
 */
export function openNearest(
  indexDir: string,
  { id, vectors, manifest: { ef } }: Pick<GenerationContent, "id" | "vectors" | "manifest">,
): NearestIndex {
  const file = join(generationDir(indexDir, id), FILES.hnsw);
  try {
    const hnsw = openHnsw(file, vectors);
    return ef === null ? compareAll(vectors) : hnsw.withEf(ef);
  } catch (error) {
    throw damaged(file, "an HNSW file that can't be loaded", error);
  }
}

function snapshotOver(indexDir: string, content: GenerationContent, hnsw: NearestIndex): Snapshot {
  const lexical = lexicalIndex(content.lexical);
  const { documents, passages, vectors, tokens } = content;
  const rows = new Map(passages.map(({ id }, row) => [id, row]));
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const idOf = (row: number): string => passages[row]?.id ?? "";
  const load = (ids: readonly string[], terms: readonly string[]): Candidate[] => {
    const countsOf = lexical.counter(terms);
    const candidates: Candidate[] = [];
    for (const id of ids) {
      const row = rows.get(id);
      const passage = row === undefined ? undefined : passages[row];
      if (row === undefined || passage === undefined) continue;
      const sentenceVectors = content.sentenceVectors(row);
      candidates.push({ passage, vector: rowOf(vectors, row), sentenceVectors, ...countsOf(row) });
    }
    return candidates;
  };
  const scored = (found: readonly { row: number; score: number }[]): Scored[] =>
    found.map(({ row, score }) => ({ id: idOf(row), score }));
  const complete = completer(documents, passages);
  const shelf = shelfOf(documents, passages);
  return {
    generation: content.id,
    counts: content.manifest.counts,
    nearest: async (vector, k) =>
      hnsw.nearest(vector, k).map(({ row, cosine }) => ({ id: idOf(row), score: cosine })),
    matching: async (terms, k) => scored(lexical.matching(terms, k)),
    frequencies: async (terms) => lexical.frequencies(terms),
    wordsNear: async (word) => lexical.wordsNear(word),
    load: async (ids, terms) => load(ids, terms),
    tokens: async (ids) =>
      ids.flatMap((id) => {
        const row = rows.get(id);
        return row === undefined ? [] : [tokens.read(row)];
      }),
    tokenFrequencies: async (numbers) => numbers.map(tokens.holding),
    passage: async (id) => passages[rows.get(id) ?? -1],
    document: async (path) => byPath.get(path),
    documents: async (offset, limit) => shelf.documents(offset, limit),
    passagesOf: async (path) => shelf.passagesOf(path),
    neighbours: async (id) => shelf.neighbours(rows.get(id)),
    complete: async (typed, limit) => complete(typed, limit),
    examples: async () => (await readExamples(indexDir, content.id))?.kept ?? [],
    close: async () => content.close(),
  };
}
