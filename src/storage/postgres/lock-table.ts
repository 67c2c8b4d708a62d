/** @module The locks of this process: sessions can share one connection to the server, where locks do not exclude each other. */

export type Mode = "exclusive" | "shared";

interface Lock {
  readonly key: string;
  readonly mode: Mode;
  readonly users: number;
}

export interface LockTable {
  /** Checks whether a lock can be had: not while this process excludes it; "ask" where only the server knows. */
  allows(key: string, mode: Mode): boolean | "ask";
  add(key: string, mode: Mode): void;
  /** Removes one user of a lock; returns its mode if that was the last. */
  remove(key: string): Mode | undefined;
  hasExclusive(key: string): boolean;
  held(): readonly Lock[];
}

/** Begins a table without locks. */
export function openLockTable(): LockTable {
  const locks = new Map<string, Lock>();
  return {
    allows(key, mode) {
      const known = locks.get(key);
      if (!known) return "ask";
      return mode === "shared" && known.mode === "shared";
    },
    add(key, mode) {
      locks.set(key, { key, mode, users: (locks.get(key)?.users ?? 0) + 1 });
    },
    remove(key) {
      const known = locks.get(key);
      if (known && known.users > 1) locks.set(key, { ...known, users: known.users - 1 });
      else locks.delete(key);
      return known && known.users <= 1 ? known.mode : undefined;
    },
    hasExclusive: (key) => locks.get(key)?.mode === "exclusive",
    held: () => [...locks.values()],
  };
}
