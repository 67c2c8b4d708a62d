/** @module Reads by key, batched: the keys of one turn of the event loop are read together, and cached. */

import type { CachePart } from "../../base/bounded-cache.ts";

/** A value that was read, with the bytes that it takes in memory. */
export interface Sized<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/**
 * Returns a function that reads the value of a key; undefined where there is none. Neither changes while the cache is used.
 * @param read reads distinct keys at once.
 */
export function batchedReader<Value>(
  cache: CachePart<Value | undefined>,
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Sized<Value>>>,
): (key: string) => Promise<Value | undefined> {
  let waiting: { readonly keys: Set<string>; readonly found: ReturnType<typeof read> } | undefined;
  const begin = (): NonNullable<typeof waiting> => {
    const keys = new Set<string>();
    const turn = new Promise<void>((resolve) => process.nextTick(resolve));
    const found = turn.then(() => {
      waiting = undefined;
      return read([...keys]);
    });
    return { keys, found };
  };
  return async (key) => {
    if (!isText(key)) return undefined;
    const kept = cache.get(key);
    if (kept) return kept.value;
    waiting ??= begin();
    waiting.keys.add(key);
    const own = (await waiting.found).get(key);
    cache.put(key, own?.value, own?.bytes ?? 0);
    return own?.value;
  };
}

/** Checks whether a database can have a text: PostgreSQL has no NUL in them. */
export const isText = (text: string): boolean => !text.includes("\0");
