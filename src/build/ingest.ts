/** @module The documents and passages of a whole source. */

import { setImmediate as nextTurn } from "node:timers/promises";
import type { CutDocument } from "../corpus/cutting.ts";
import { type Document, isSameMark, markOf, markOfFile } from "../corpus/document.ts";
import { languageOf } from "../corpus/document-language.ts";
import { UNKNOWN } from "../corpus/languages/languages.ts";
import type { Passage } from "../corpus/passage.ts";
import { listFiles, type PassedOver, type Refusal, type Source } from "../sources/source.ts";
import { besideOwn } from "../sources/samples.ts";
import { UserError } from "../base/errors.ts";
import { countLanguages } from "../search/snapshot.ts";
import type { OnProgress } from "../storage/progress.ts";
import { openReader, type ReaderOptions } from "./reader/bounded.ts";
import type { DocumentReader, Draft } from "../intake/reader.ts";

/** Documents with at least one passage, and their passages, both in order. */
export interface Corpus {
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly refused: readonly Refusal[];
  /** Paths of documents that are not published yet. */
  readonly drafts: readonly string[];
  readonly passedOver: readonly PassedOver[];
}

/**
 * Reads, parses and splits every document; those that can't be read are listed as refused.
 * @param earlier the content of an index with the same splitter: documents with unchanged files are reused.
 * @throws UserError if the source can't be listed; Error if two passages have one ID.
 */
export async function readCorpus(
  source: Source,
  { language, ...options }: CorpusOptions,
  earlier: Pick<Corpus, "documents" | "passages"> | undefined,
  onProgress: OnProgress,
): Promise<Corpus> {
  const reader = openReader(options);
  try {
    const corpus = await readAll(source, reader, earlier, onProgress);
    return { ...corpus, passages: settleLanguages(corpus, language) };
  } finally {
    reader.close();
  }
}

interface CorpusOptions extends ReaderOptions {
  /** The main language of the documents; that of most passages where none is given. */
  readonly language?: string | undefined;
}

/** A corpus, and the source that it was read from. */
export interface Served {
  readonly source: Source;
  readonly corpus: Corpus;
}

/**
 * Reads own documents, or the samples where nothing can be quoted from those; what was left out of the own folder is
 * among what the corpus leaves out.
 * @param read reads the corpus of a source.
 * @param keepsOwn the own documents are served now, and samples must not replace them.
 */
export async function readServed(
  own: Source,
  read: (source: Source) => Promise<Corpus>,
  keepsOwn: boolean,
): Promise<Served> {
  const corpus = await read(own);
  const { passages, drafts } = corpus;
  const { samples } = own;
  if (!samples || passages.length > 0 || keepsOwn) return { source: own, corpus };
  const found = await read(samples);
  if (found.passages.length === 0) return { source: own, corpus };
  const beside = besideOwn(corpus, found);
  return { source: samples, corpus: { ...beside, drafts: [...drafts, ...found.drafts] } };
}

async function readAll(
  source: Source,
  reader: DocumentReader,
  earlier: Pick<Corpus, "documents" | "passages"> | undefined,
  onProgress: OnProgress,
): Promise<Corpus> {
  const { documents: listed, refused: unlisted, passedOver } = await listFiles(source);
  const refused: Refusal[] = [...unlisted];
  const drafts: string[] = [];
  const documents: Document[] = [];
  const passages: Passage[] = [];
  const known = cutDocumentsOf(earlier);
  for (const [at, { path }] of listed.entries()) {
    const read = await readDocument(source, path, reader, known.get(path));
    if ("reason" in read) refused.push(read);
    else if ("isDraft" in read) drafts.push(read.path);
    else {
      documents.push(read.document);
      for (const passage of read.passages) passages.push(passage);
    }
    onProgress({ stage: "read", done: at + 1, total: listed.length });
    await nextTurn();
  }
  requireDistinct(passages);
  return { documents, passages, refused, drafts, passedOver };
}

/**
 * Gives passages of documents in no known language, such as tables and a few words, the main language of all, where their
 * script is that language's. Depends on texts only, so that a passage that is reused has the same one as a new one.
 */
function settleLanguages(
  { documents, passages }: Pick<Corpus, "documents" | "passages">,
  language: string | undefined,
): readonly Passage[] {
  const unknown = new Map(
    documents
      .filter(({ language }) => language === UNKNOWN)
      .map(({ path, text }) => [path, text] as const),
  );
  const [first] = countLanguages(passages.filter(({ path }) => !unknown.has(path)));
  const main = language ?? first?.language;
  if (unknown.size === 0 || main === undefined) return passages;
  return passages.map((passage) => {
    const text = unknown.get(passage.path);
    if (text === undefined) return passage;
    const slice = text.slice(passage.start, passage.end);
    const own = languageOf(slice, UNKNOWN);
    const isSettled = own === UNKNOWN && languageOf(slice, main) === main;
    return { ...passage, language: isSettled ? main : own };
  });
}

/** Groups documents with their passages, by path. */
function cutDocumentsOf(earlier: Pick<Corpus, "documents" | "passages"> | undefined) {
  const known = new Map<string, CutDocument & { readonly passages: Passage[] }>();
  for (const document of earlier?.documents ?? [])
    known.set(document.path, { document, passages: [] });
  for (const passage of earlier?.passages ?? []) known.get(passage.path)?.passages.push(passage);
  return known;
}

/** Reads and splits a file, or returns the reason of its refusal. @throws the system's error if the machine is at fault. */
export async function readDocument(
  source: Source,
  path: string,
  reader: DocumentReader,
  known: CutDocument | undefined,
): Promise<CutDocument | Refusal | Draft> {
  try {
    const file = await source.read(path);
    if (known && isSameMark(markOf(known.document), markOfFile(file))) return known;
    return await reader.read(file);
  } catch (error) {
    if (error instanceof UserError) return { path, reason: error.message };
    throw error;
  }
}

/** @throws UserError if two passages have one ID: 60 bits collide once in a billion collections of 50,000 passages. */
function requireDistinct(passages: readonly Passage[]): void {
  const seen = new Map<string, Passage>();
  for (const passage of passages) {
    const other = seen.get(passage.id);
    if (other)
      throw new UserError({
        expected: "every passage to have an ID of its own",
        found: `${passage.id} for ${other.path}:${other.startLine} and ${passage.path}:${passage.startLine}`,
        remedy: "Rename one of the two files.",
      });
    seen.set(passage.id, passage);
  }
}
