/** @module Reading a whole folder of seeds into documents and passages. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { type Document, isSameMark, markOf, type ParsedDocument } from "../corpus/document.ts";
import { type Extractor, openExtractor } from "../corpus/extraction/extractor.ts";
import { type Passage, splitDocument } from "../corpus/passage.ts";
import { MAX_PASSAGE_CHARACTERS } from "../corpus/piece.ts";
import { measureOmissions, omittedParts } from "../corpus/omissions.ts";
import { listSeeds, type PassedOver, type Refusal } from "../corpus/seed.ts";
import { findSeed, type Understood, understand } from "../corpus/understanding.ts";
import { UserError } from "../errors.ts";
import type { Embedder } from "../search/embedder.ts";
import type { OnProgress } from "./progress.ts";

/** Documents with at least one passage, and their passages, both in order. */
export interface Corpus {
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly refused: readonly Refusal[];
  /** Paths of documents that are not published yet. */
  readonly drafts: readonly string[];
  readonly passedOver: readonly PassedOver[];
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
  const { paths, refused: unlisted, passedOver } = await listSeeds(seedsDir);
  const refused: Refusal[] = [...unlisted];
  const drafts: string[] = [];
  const documents: Document[] = [];
  const passages: Passage[] = [];
  const known = seedsOf(earlier);
  for (const [at, path] of paths.entries()) {
    const read = await readDocument(seedsDir, path, tools, known.get(path));
    if ("reason" in read) refused.push(read);
    else if ("isDraft" in read) drafts.push(read.path);
    else {
      documents.push(read.document);
      for (const passage of read.passages) passages.push(passage);
    }
    onProgress({ stage: "read", done: at + 1, total: paths.length });
    await nextTurn();
  }
  requireDistinct(passages);
  return { documents, passages, refused, drafts, passedOver };
}

/** By path. */
function seedsOf(earlier: Pick<Corpus, "documents" | "passages"> | undefined) {
  const seeds = new Map<string, ReadSeed & { readonly passages: Passage[] }>();
  for (const document of earlier?.documents ?? [])
    seeds.set(document.path, { document, passages: [] });
  for (const passage of earlier?.passages ?? []) seeds.get(passage.path)?.passages.push(passage);
  return seeds;
}

/** A document that its author has not published yet. */
interface Draft {
  readonly path: string;
  readonly isDraft: true;
}

/** One seed, read and cut, or why it is left out. @throws the system's own error if the machine is at fault. */
export async function readDocument(
  seedsDir: string,
  path: string,
  { embedder, extractor }: Tools,
  known: ReadSeed | undefined,
): Promise<ReadSeed | Refusal | Draft> {
  try {
    const found = await findSeed(seedsDir, path);
    if (known && isSameMark(markOf(known.document), found.mark)) return known;
    const understood = await understand(found, extractor);
    if (understood.isDraft) return { path, isDraft: true };
    const read = withOmissions(understood, cutSeed(understood, embedder));
    return read.passages.length === 0
      ? { path, reason: "it has no paragraph that could be quoted" }
      : read;
  } catch (error) {
    if (error instanceof UserError) return { path, reason: error.message };
    throw error;
  }
}

function withOmissions(understood: Understood, { document, passages }: ReadSeed): ReadSeed {
  const parts = omittedParts(understood, passages);
  const omissions = measureOmissions(understood, parts, passages);
  return { document: { ...document, omissions }, passages };
}

/** The passages of a document, as long as the model allows. */
export function cutSeed(
  parsed: Pick<ParsedDocument, "document" | "blocks">,
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
