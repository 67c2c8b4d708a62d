/** @module The latest keys, at most so many; the oldest is forgotten first. */

export interface Latest {
  /** Returns whether the key is new. */
  add(key: string): boolean;
  remove(key: string): void;
}

/** Remembers the latest keys. */
export function rememberLatest(most: number): Latest {
  const keys = new Set<string>();
  return {
    add(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      const [oldest] = keys;
      if (keys.size > most && oldest !== undefined) keys.delete(oldest);
      return true;
    },
    remove: (key) => void keys.delete(key),
  };
}
