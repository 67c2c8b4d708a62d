/** @module Reading a whole folder of seeds into documents and passages. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { type Document, isSameMark, markOf } from "../corpus/document.ts";
import { type Extractor, openExtractor } from "../corpus/extraction/extractor.ts";
import { type Passage, splitDocument } from "../corpus/passage.ts";
import { MAX_PASSAGE_CHARACTERS } from "../corpus/piece.ts";
import { listSeeds, type Refusal } from "../corpus/seed.ts";
import { findSeed, type Understood, understand } from "../corpus/understanding.ts";
import { UserError } from "../errors.ts";
import type { Embedder } from "../search/embedder.ts";
import type { OnProgress } from "./progress.ts";

/** Documents with at least one passage, and their passages, both in order. */
export interface Corpus {
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly refused: readonly Refusal[];
}

/** A seed that was read: a document and its passages. */
interface ReadSeed {
  readonly document: Document;
  readonly passages: readonly Passage[];
}

/**
 * Reads, understands and cuts every seed. One that can't be read is left out and listed.
 * @param earlier what an index that was cut in this same way holds: of seeds with the same bytes it is taken over.
 * @throws UserError if the folder can't be read; Error if two passages have one ID.
 */
export async function readCorpus(
  seedsDir: string,
  embedder: Cutter,
  earlier: Pick<Corpus, "documents" | "passages"> | undefined,
  onProgress: OnProgress,
): Promise<Corpus> {
  const extractor = openExtractor();
  try {
    return await readAll(seedsDir, { embedder, extractor }, earlier, onProgress);
  } finally {
    extractor.close();
  }
}

/** What of an embedder bounds passages. */
type Cutter = Pick<Embedder, "countTokens" | "model">;

interface Tools {
  readonly embedder: Cutter;
  readonly extractor: Extractor;
}

async function readAll(
  seedsDir: string,
  tools: Tools,
  earlier: Pick<Corpus, "documents" | "passages"> | undefined,
  onProgress: OnProgress,
): Promise<Corpus> {
  const { paths, refused: unlisted } = await listSeeds(seedsDir);
  const refused: Refusal[] = [...unlisted];
  const documents: Document[] = [];
  const passages: Passage[] = [];
  const known = seedsOf(earlier);
  for (const [at, path] of paths.entries()) {
    const read = await readDocument(seedsDir, path, tools, known.get(path));
    if ("reason" in read) refused.push(read);
    else {
      documents.push(read.document);
      for (const passage of read.passages) passages.push(passage);
    }
    onProgress({ stage: "read", done: at + 1, total: paths.length });
    await nextTurn();
  }
  requireDistinct(passages);
  return { documents, passages, refused };
}

/** By path. */
function seedsOf(earlier: Pick<Corpus, "documents" | "passages"> | undefined) {
  const seeds = new Map<string, ReadSeed & { readonly passages: Passage[] }>();
  for (const document of earlier?.documents ?? [])
    seeds.set(document.path, { document, passages: [] });
  for (const passage of earlier?.passages ?? []) seeds.get(passage.path)?.passages.push(passage);
  return seeds;
}

/** One seed, read and cut, or why it is left out. @throws the system's own error if the machine is at fault. */
export async function readDocument(
  seedsDir: string,
  path: string,
  { embedder, extractor }: Tools,
  known: ReadSeed | undefined,
): Promise<ReadSeed | Refusal> {
  try {
    const found = await findSeed(seedsDir, path);
    if (known && isSameMark(markOf(known.document), found.mark)) return known;
    const read = cutSeed(await understand(found, extractor), embedder);
    return read.passages.length === 0
      ? { path, reason: "it has no paragraph that could be quoted" }
      : read;
  } catch (error) {
    if (error instanceof UserError) return { path, reason: error.message };
    throw error;
  }
}

/** The passages of a document, as long as the model allows. */
export function cutSeed(
  parsed: Pick<Understood, "document" | "blocks">,
  { countTokens, model }: Cutter,
): ReadSeed {
  const maxTokens = model.settings.embedding.passageTokens;
  const limits = { maxTokens, maxCharacters: MAX_PASSAGE_CHARACTERS };
  return { document: parsed.document, passages: splitDocument(parsed, countTokens, limits) };
}

/** 60 bits collide once in some billion collections of 50,000 passages; should it happen, no answer may be wrong. */
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
