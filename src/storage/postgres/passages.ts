/** @module The passages of a generation: by ID, in their document, and with the data that scoring reads. */

import type { CachePart } from "../../base/bounded-cache.ts";
import type { Passage } from "../../corpus/passage.ts";
import type { Neighbours, Snapshot } from "../../search/snapshot.ts";
import { parsePassage } from "../records.ts";
import { batchedReader, isText, type Sized } from "./batch.ts";
import type { GenerationReader } from "./generation-reader.ts";
import { PASSAGE_STATEMENTS } from "./snapshot-statements.ts";
import type { PassageTable } from "./statement.ts";

export interface Passages extends Pick<Snapshot, "passage" | "passagesOf" | "neighbours"> {
  /** Parses the line of a passage, or returns the passage that was parsed before. */
  parse(id: string, line: string): Passage;
}

/** Opens the passages of a generation. */
export function passageReader(
  reader: GenerationReader,
  table: PassageTable,
  caches: {
    readonly passages: CachePart<Passage | undefined>;
    readonly neighbours: CachePart<Neighbours | undefined>;
  },
): Passages {
  const parse = (id: string, line: string): Passage => {
    const kept = caches.passages.get(id)?.value;
    if (kept) return kept;
    const { value, bytes } = parsed(line);
    caches.passages.put(id, value, bytes);
    return value;
  };
  return {
    parse,
    passage: batchedReader(caches.passages, (ids) =>
      reader.read(
        PASSAGE_STATEMENTS.passages(table),
        [ids],
        (rows: readonly LineRow[]) => new Map(rows.map(({ id, line }) => [id, parsed(line)])),
      ),
    ),
    passagesOf: async (path) =>
      isText(path)
        ? reader.read(PASSAGE_STATEMENTS.ofDocument(table), [path], (rows: readonly OwnRow[]) =>
            rows.flatMap(({ id, line }) => (id === null ? [] : [parse(id, line)])),
          )
        : [],
    neighbours: batchedReader(caches.neighbours, (ids) =>
      reader.read(PASSAGE_STATEMENTS.neighbours(table), [ids], (rows: readonly NeighbourRow[]) => {
        for (const { near, line } of rows) parse(near, line);
        return neighboursIn(rows);
      }),
    ),
  };
}

interface LineRow {
  readonly id: string;
  readonly line: string;
}

/** `id`: null in the one row of a document without passages. */
interface OwnRow {
  readonly id: string | null;
  readonly line: string;
}

/** The bytes of a parsed passage in memory, in characters of its line. */
const PARSED = 4;

const parsed = (line: string): Sized<Passage> => ({
  value: parsePassage(line),
  bytes: PARSED * line.length,
});

/** A passage, its place from 0 in its document of so many, and one that is `step` passages after it. */
interface NeighbourRow {
  readonly id: string;
  readonly place: number;
  readonly of: number;
  readonly near: string;
  readonly step: number;
  readonly line: string;
}

/** The bytes of the neighbours of a passage in memory. */
const NEIGHBOURS = 200;

function neighboursIn(rows: readonly NeighbourRow[]): ReadonlyMap<string, Sized<Neighbours>> {
  const found = new Map<string, Neighbours>();
  for (const { id, place, of, near, step } of rows) {
    const beside = step === 0 ? {} : { [step < 0 ? "previous" : "next"]: near };
    found.set(id, { number: place + 1, of, ...found.get(id), ...beside });
  }
  return new Map(Array.from(found, ([id, value]) => [id, { value, bytes: NEIGHBOURS }]));
}
