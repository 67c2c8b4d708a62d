/** @module Reading a whole folder of seeds into documents and passages. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { type Document, parseSeed } from "../corpus/document.ts";
import { type Passage, splitDocument } from "../corpus/passage.ts";
import { MAX_PASSAGE_CHARACTERS } from "../corpus/piece.ts";
import { listSeeds, readSeed, type Refusal } from "../corpus/seed.ts";
import { UserError } from "../errors.ts";
import type { Embedder } from "../search/embedder.ts";
import type { OnProgress } from "./progress.ts";

/** Documents with at least one passage, and their passages, both in order. */
export interface Corpus {
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly refused: readonly Refusal[];
}

/**
 * Reads, understands and cuts every seed. One that can't be read is left out and listed.
 * @throws UserError if the folder can't be read; Error if two passages have one ID.
 */
export async function readCorpus(
  seedsDir: string,
  embedder: Pick<Embedder, "countTokens" | "model">,
  onProgress: OnProgress,
): Promise<Corpus> {
  const { paths, refused: unlisted } = await listSeeds(seedsDir);
  const refused: Refusal[] = [...unlisted];
  const documents: Document[] = [];
  const passages: Passage[] = [];
  for (const [at, path] of paths.entries()) {
    const read = await readDocument(seedsDir, path, embedder);
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

async function readDocument(
  seedsDir: string,
  path: string,
  { countTokens, model }: Pick<Embedder, "countTokens" | "model">,
): Promise<{ document: Document; passages: Passage[] } | Refusal> {
  try {
    const parsed = parseSeed(await readSeed(seedsDir, path));
    const maxTokens = model.settings.embedding.passageTokens;
    const limits = { maxTokens, maxCharacters: MAX_PASSAGE_CHARACTERS };
    const passages = splitDocument(parsed, countTokens, limits);
    if (passages.length === 0) return { path, reason: "it has no paragraph that could be quoted" };
    return { document: parsed.document, passages };
  } catch (error) {
    if (error instanceof UserError) return { path, reason: error.message };
    throw error;
  }
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
