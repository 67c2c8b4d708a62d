/** @module A snapshot of a generation in a database: it holds numbers by row, and reads all else as it is asked for. */

import { boundedCache } from "../../base/bounded-cache.ts";
import type { Document } from "../../corpus/document.ts";
import type { Passage } from "../../corpus/passage.ts";
import type { Neighbours, Snapshot } from "../../search/snapshot.ts";
import { isOfSamples } from "../recipe.ts";
import type { ExampleStore } from "../store.ts";
import { candidateReader } from "./candidates.ts";
import { describe, type GenerationRow } from "./described.ts";
import { completionReader, documentReader } from "./documents.ts";
import { generationReader, type StoredGeneration } from "./generation-reader.ts";
import { tableOf } from "./large.ts";
import { lexicalReader, type NumberedPosting } from "./lexical.ts";
import { nearestReader } from "./nearest.ts";
import { passageReader } from "./passages.ts";
import { SNAPSHOT_STATEMENTS } from "./snapshot-statements.ts";

export interface SnapshotOptions extends StoredGeneration {
  readonly examples: Pick<ExampleStore, "read">;
  /** Releases the generation. */
  readonly close: () => Promise<void>;
}

/** Documents, passages and postings of all snapshots of this process: 32 MB, whatever their number. */
const CACHE = boundedCache(1 << 25);

/**
 * Opens a sealed generation. It does not change, so what was read of it is cached; its texts are forgotten when it is closed.
 * @throws UnusableIndex if it is gone, or its description cannot be read.
 */
export async function openPostgresSnapshot(options: SnapshotOptions): Promise<Snapshot> {
  const { number, id, examples, close } = options;
  const reader = generationReader(options);
  const { table, described } = await reader.read(
    SNAPSHOT_STATEMENTS.generation,
    [],
    (rows: readonly GenerationRow[]) => describeFirst(rows, number),
  );
  const caches = {
    postings: CACHE.part<NumberedPosting | undefined>(),
    passages: CACHE.part<Passage | undefined>(),
    neighbours: CACHE.part<Neighbours | undefined>(),
    documents: CACHE.part<Document | undefined>(),
  };
  const lexical = lexicalReader(reader, described, caches.postings);
  const passages = passageReader(reader, table, caches);
  const documents = documentReader(reader, described, caches.documents);
  const { matching, frequencies, wordsNear } = lexical;
  const { passage, passagesOf, neighbours } = passages;
  return {
    generation: id,
    counts: described.counts,
    languages: described.languages,
    isOfSamples: isOfSamples(described.recipe),
    nearest: nearestReader(reader, table, described),
    matching,
    frequencies,
    wordsNear,
    ...candidateReader(reader, table, { described, lexical, passages }),
    tokenFrequencies: async (numbers) => numbers.map(described.frequencyOf),
    passage,
    ...documents,
    passagesOf,
    neighbours,
    complete: completionReader(reader, table, { described, passages, documents }),
    async examples() {
      const kept = await examples.read(id);
      if (!kept) await reader.requireThere();
      return kept?.kept ?? [];
    },
    async close() {
      for (const part of Object.values(caches)) part.clear();
      await close();
    },
  };
}

function describeFirst(rows: readonly GenerationRow[], number: string) {
  const [row] = rows;
  if (!row) throw new Error(`no row of the generation ${number}`);
  return { table: tableOf({ ...row, number }), described: describe(row) };
}
