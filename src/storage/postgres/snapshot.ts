/** @module A snapshot of a generation in a database: it holds numbers by row, and reads all else as it is asked for. */

import { boundedCache } from "../../base/bounded-cache.ts";
import type { Document } from "../../corpus/document.ts";
import type { Passage } from "../../corpus/passage.ts";
import type { Neighbours, Snapshot } from "../../search/snapshot.ts";
import { isOfSamples } from "../recipe.ts";
import type { ExampleStore, GenerationId } from "../store.ts";
import { candidateReader } from "./candidates.ts";
import { completionReader, documentReader } from "./documents.ts";
import { generationReader, type StoredGeneration } from "./generation-reader.ts";
import { lexicalReader, type NumberedPosting } from "./lexical.ts";
import { nearestReader } from "./nearest.ts";
import { passageReader } from "./passages.ts";
import { type OverviewRow, readOverview } from "./overview.ts";
import type { PassageTable } from "./statement.ts";

export interface SnapshotOptions extends Omit<StoredGeneration, "number"> {
  readonly row: OverviewRow & { readonly number: string; readonly id: GenerationId };
  /** The table of its passages. */
  readonly table: PassageTable;
  readonly examples: Pick<ExampleStore, "read">;
  /** Releases the generation. */
  readonly close: () => void;
}

/** Documents, passages and postings of all snapshots of this process: 32 MB, whatever their number. */
const CACHE = boundedCache(1 << 25);

/**
 * Opens a sealed generation. It does not change, so what was read of it is cached; its texts are forgotten when it is closed.
 * @throws UnusableIndex if its columns cannot be read.
 */
export function openPostgresSnapshot({
  row,
  table,
  examples,
  close,
  ...stored
}: SnapshotOptions): Snapshot {
  const reader = generationReader({ ...stored, number: row.number });
  const overview = reader.decode(() => readOverview(row));
  const caches = {
    postings: CACHE.part<NumberedPosting | undefined>(),
    passages: CACHE.part<Passage | undefined>(),
    neighbours: CACHE.part<Neighbours | undefined>(),
    documents: CACHE.part<Document | undefined>(),
  };
  const lexical = lexicalReader(reader, overview, caches.postings);
  const passages = passageReader(reader, table, caches);
  const documents = documentReader(reader, overview, caches.documents);
  const { matching, frequencies, wordsNear } = lexical;
  const { passage, passagesOf, neighbours } = passages;
  return {
    generation: row.id,
    counts: overview.counts,
    languages: overview.languages,
    isOfSamples: isOfSamples(overview.recipe),
    nearest: nearestReader(reader, table, overview),
    matching,
    frequencies,
    wordsNear,
    ...candidateReader(reader, table, { overview, lexical, passages }),
    tokenFrequencies: async (numbers) => numbers.map(overview.frequencyOf),
    passage,
    ...documents,
    passagesOf,
    neighbours,
    complete: completionReader(reader, table, { overview, passages, documents }),
    async examples() {
      const kept = await examples.read(row.id);
      if (!kept) await reader.requireThere();
      return kept?.kept ?? [];
    },
    async close() {
      for (const part of Object.values(caches)) part.clear();
      close();
    },
  };
}
