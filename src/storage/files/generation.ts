/** @module A snapshot of a generation in files. */

import { join } from "node:path";
import type { Document } from "../../corpus/document.ts";
import type { Passage } from "../../corpus/passage.ts";
import { systemCode } from "../../base/errors.ts";
import { compareAll, type Hnsw, type NearestIndex, openHnsw } from "../../search/hnsw.ts";
import { lexicalIndex, type LexicalTables } from "../../search/lexical.ts";
import {
  type Candidate,
  countLanguages,
  type Scored,
  type Snapshot,
  type TermsByLanguage,
} from "../../search/snapshot.ts";
import { type Matrix, matrixOf, rowOf } from "../../model/vector.ts";
import { type CompactMatrix, compactOver, rowsOf } from "../../model/compact.ts";
import { lock, type Release } from "../../base/lock.ts";
import { readBytes } from "../../base/durable.ts";
import { completer } from "../completion.ts";
import { listingsOf } from "../listings.ts";
import { isOfSamples, nativeIn } from "../recipe.ts";
import { damaged, type ExampleStore } from "../store.ts";
import { FILES, generationDir, MANIFEST } from "./layout.ts";
import { readLexical } from "./lexical-file.ts";
import { type Manifest, readManifest, requireParameters, requireSoundFiles } from "./manifest.ts";
import { readDocuments, readPassages } from "../records.ts";
import { openTokens, type TokenFile } from "./token-file.ts";

/** The content of a generation; its counts equal the manifest's. */
interface Content {
  readonly manifest: Manifest;
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly vectors: Matrix;
  /** Returns the vectors of a passage's sentences, by the passage's row. */
  sentenceVectors(row: number): CompactMatrix;
  /** The same by the native model. */
  nativeVectors(row: number): CompactMatrix;
  readonly tokens: TokenFile;
  readonly lexical: LexicalTables;
}

export interface OpenOptions {
  readonly examples: ExampleStore;
  /** Whether the HNSW file is only loaded at the first search. */
  readonly isCopied?: boolean;
  /** The HNSW index in memory, where this process has just written and hashed the files. */
  readonly written?: Hnsw;
}

/**
 * Opens a generation after comparing each of its files with the manifest. While it is open, its folder is kept.
 * @throws UnusableIndex that names the missing or damaged file.
 */
export async function openGeneration(
  indexDir: string,
  id: string,
  { examples, isCopied = false, written }: OpenOptions,
): Promise<Snapshot> {
  const folder = generationDir(indexDir, id);
  const manifest = await readManifest(indexDir, id);
  requireParameters(manifest, indexDir);
  const held: (() => void)[] = [hold(folder)];
  const close = (): void => held.splice(0).forEach((release) => release());
  try {
    if (!written) await requireSoundFiles(manifest, indexDir, id);
    const tokens = await openTokens(join(folder, FILES.tokens), manifest);
    held.push(tokens.close);
    const content = { ...(await readContent(folder, manifest)), tokens };
    const nearest = nearestIn(folder, content, written);
    if (!isCopied) nearest();
    return snapshotOver(id, content, { nearest, examples, close });
  } catch (error) {
    close();
    throw error;
  }
}

/** Takes a shared lock on the manifest. @throws UnusableIndex if a build has begun to remove the generation. */
export function hold(folder: string): Release {
  try {
    const release = lock(join(folder, MANIFEST), "shared");
    if (release) return release;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  throw damaged(folder, "one that is being removed");
}

async function readContent(folder: string, manifest: Manifest): Promise<Omit<Content, "tokens">> {
  const { counts, model } = manifest;
  const documents = await readDocuments(join(folder, FILES.documents));
  const passages = await readPassages(join(folder, FILES.passages));
  const numbers = new Float32Array(await readBytes(join(folder, FILES.vectors)));
  const vectors = matrixOf(numbers, model.general.dimensions);
  const lexical = await readLexical(join(folder, FILES.lexical));
  const readVectors = async (file: string, dimensions: number): Promise<CompactMatrix> =>
    compactOver(await readBytes(join(folder, file)), dimensions);
  const sentences = await readVectors(FILES.sentences, model.general.dimensions);
  const native = await readVectors(FILES.native, model.native.dimensions);
  const isNative = nativeIn(manifest);
  const firstOfAll = firstSentences(passages, () => true);
  const firstOfNative = firstSentences(passages, isNative);
  if (
    documents.length !== counts.documents ||
    passages.length !== counts.passages ||
    vectors.rows !== counts.passages ||
    sentences.rows !== counts.sentences ||
    native.rows !== firstOfNative.at(-1) ||
    lexical.lengths.length !== counts.passages
  )
    throw damaged(folder, "other counts than in its manifest");
  return {
    manifest,
    documents,
    passages,
    vectors,
    sentenceVectors: rowReader(sentences, firstOfAll),
    nativeVectors: rowReader(native, firstOfNative),
    lexical,
  };
}

/** Returns the index of the first sentence of each passage among those of the chosen passages; last, their number. */
function firstSentences(
  passages: readonly Passage[],
  isChosen: (passage: Passage) => boolean,
): Uint32Array {
  const first = new Uint32Array(passages.length + 1);
  for (const [row, passage] of passages.entries())
    first[row + 1] = (first[row] ?? 0) + (isChosen(passage) ? passage.sentences.length : 0);
  return first;
}

const rowReader =
  (vectors: CompactMatrix, first: Uint32Array) =>
  (row: number): CompactMatrix =>
    rowsOf(vectors, first[row] ?? 0, (first[row + 1] ?? 0) - (first[row] ?? 0));

/** Returns a function that loads the HNSW index once. @throws UnusableIndex if the file can't be used. */
function nearestIn(
  folder: string,
  { vectors, manifest: { ef } }: Pick<Content, "vectors" | "manifest">,
  written: Hnsw | undefined,
): () => NearestIndex {
  const file = join(folder, FILES.hnsw);
  let loaded: NearestIndex | undefined;
  const load = (): NearestIndex => {
    try {
      const hnsw = written ?? openHnsw(file, vectors);
      return ef === null ? compareAll(vectors) : hnsw.withEf(ef);
    } catch (error) {
      throw damaged(file, "an HNSW file that can't be loaded", error);
    }
  };
  return () => (loaded ??= load());
}

interface SnapshotOptions extends Pick<OpenOptions, "examples"> {
  readonly nearest: () => NearestIndex;
  readonly close: () => void;
}

function snapshotOver(
  generation: string,
  content: Content,
  { nearest, examples, close }: SnapshotOptions,
): Snapshot {
  const { documents, passages, vectors, tokens } = content;
  const lexical = lexicalIndex(content.lexical, passages);
  const rows = new Map(passages.map(({ id }, row) => [id, row]));
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const idOf = (row: number): string => passages[row]?.id ?? "";
  const load = (ids: readonly string[], terms: TermsByLanguage): Candidate[] => {
    const countsOf = lexical.counter(terms);
    const candidates: Candidate[] = [];
    for (const id of ids) {
      const row = rows.get(id);
      const passage = row === undefined ? undefined : passages[row];
      if (row === undefined || passage === undefined) continue;
      candidates.push({
        passage,
        vector: rowOf(vectors, row),
        sentenceVectors: content.sentenceVectors(row),
        nativeVectors: content.nativeVectors(row),
        ...countsOf(row),
      });
    }
    return candidates;
  };
  const scored = (found: readonly { row: number; score: number }[]): Scored[] =>
    found.map(({ row, score }) => ({ id: idOf(row), score }));
  const complete = completer(documents, passages);
  const listings = listingsOf(documents, passages);
  return {
    generation,
    counts: content.manifest.counts,
    languages: countLanguages(passages),
    isOfSamples: isOfSamples(content.manifest),
    nearest: async (vector, k) =>
      nearest()
        .nearest(vector, k)
        .map(({ row, cosine }) => ({ id: idOf(row), score: cosine })),
    matching: async (language, terms, k) => scored(lexical.matching(language, terms, k)),
    frequencies: async (language, terms) => lexical.frequencies(language, terms),
    wordsNear: async (word) => lexical.wordsNear(word),
    load: async (ids, terms) => load(ids, terms),
    tokens: async (ids) =>
      ids.flatMap((id) => {
        const row = rows.get(id);
        return row === undefined ? [] : [tokens.read(row)];
      }),
    tokenFrequencies: async (numbers) => numbers.map(tokens.frequency),
    passage: async (id) => passages[rows.get(id) ?? -1],
    document: async (path) => byPath.get(path),
    documents: async (offset, limit) => listings.documents(offset, limit),
    passagesOf: async (path) => listings.passagesOf(path),
    neighbours: async (id) => listings.neighbours(rows.get(id)),
    complete: async (typed, limit) => complete(typed, limit),
    examples: async () => (await examples.read(generation))?.kept ?? [],
    close: async () => close(),
  };
}
