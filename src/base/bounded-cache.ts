/** @module A cache of values within a number of bytes; the least recently used is forgotten first. */

export interface BoundedCache {
  /** Opens a part of the cache, whose keys are its own. */
  part<Value>(): CachePart<Value>;
}

export interface CachePart<Value> {
  /** Returns a value that was kept, in a record that shows that it was, or undefined. */
  get(key: string): { readonly value: Value } | undefined;
  /** Keeps a value of so many bytes. */
  put(key: string, value: Value, bytes: number): void;
  /** Forgets all values of the part. */
  clear(): void;
}

/** The bytes of an entry besides its value. */
const ENTRY = 200;

/** Creates a cache of at most so many bytes. */
export function boundedCache(most: number): BoundedCache {
  /** In the order of their last use. */
  const entries = new Map<object, { readonly bytes: number; readonly forget: () => void }>();
  let held = 0;
  const remove = (entry: object): void => {
    const found = entries.get(entry);
    if (!found) return;
    entries.delete(entry);
    held -= found.bytes;
    found.forget();
  };
  const shrink = (): void => {
    for (const oldest of entries.keys()) {
      if (held <= most) return;
      remove(oldest);
    }
  };
  const part = <Value>(): CachePart<Value> => {
    const own = new Map<string, { readonly value: Value }>();
    return {
      get(key) {
        const kept = own.get(key);
        const entry = kept && entries.get(kept);
        if (!entry) return undefined;
        entries.delete(kept);
        entries.set(kept, entry);
        return kept;
      },
      put(key, value, size) {
        const kept = { value };
        remove(own.get(key) ?? kept);
        own.set(key, kept);
        entries.set(kept, { bytes: size + ENTRY, forget: () => own.delete(key) });
        held += size + ENTRY;
        shrink();
      },
      clear() {
        for (const kept of own.values()) remove(kept);
      },
    };
  };
  return { part };
}
