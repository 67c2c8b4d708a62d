/** @module Counts of the day that wait in memory until they are written. */

import type { CollectionId } from "../collection/collections.ts";
import type { CountRecord } from "./records.ts";

export interface Counts {
  /** Adds 1 to each name; returns whether there are so many that they should be written. */
  add(kind: CountRecord["kind"], collection: CollectionId, names: readonly string[]): boolean;
  /** Returns the counts as records of a day, and starts again from nothing. */
  take(day: string): readonly CountRecord[];
}

/** The most names of a kind and collection before they should be written. */
const MOST_WAITING = 5_000;

export function createCounts(): Counts {
  const waiting = new Map<string, Omit<CountRecord, "day" | "times"> & { times: Times }>();
  return {
    add(kind, collection, names) {
      if (names.length === 0) return false;
      const key = `${kind} ${collection}`;
      const { times } = waiting.get(key) ?? { times: new Map<string, number>() };
      for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
      waiting.set(key, { kind, collection, times });
      return times.size >= MOST_WAITING;
    },
    take(day) {
      const records = Array.from(waiting.values(), ({ times, kind, collection }) => ({
        kind,
        day,
        collection,
        times: Object.fromEntries(times),
      }));
      waiting.clear();
      return records;
    },
  };
}

type Times = Map<string, number>;
