/** @module A library that is opened when it is first used, and closed when it is idle. */

import { UnusableIndex } from "../storage/store.ts";
import type { Library } from "./library.ts";

export interface LazyLibrary {
  /**
   * Opens the library if it is closed, and keeps it open during the work.
   * @throws NotReady if no generation can be opened.
   */
  readonly use: <Result>(work: (library: Library) => Promise<Result>) => Promise<Result>;
  /** Returns the library while it is open. */
  readonly current: () => Library | undefined;
  /** Returns the last known counts; undefined before the first opening. */
  readonly counts: () => ReturnType<Library["counts"]> | undefined;
  /** Milliseconds of a monotonic clock at the end of the last use; undefined while it is closed or in use. */
  readonly idleSince: () => number | undefined;
  /** Closes the library unless it is in use; the next use opens it again. Returns whether it is closed. */
  readonly rest: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** The error of a collection without a generation that can be opened: it is being prepared, or its source is at fault. */
export class NotReady extends Error {
  override get name(): string {
    return "NotReady";
  }
}

/** Returns a handler that gives another value where the library is not ready. @throws any other error. */
export const ifNotReady =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (error instanceof NotReady) return value;
    throw error;
  };

/** @param open opens the library as it is, without a build. @param now milliseconds of a monotonic clock. */
export function lazyLibrary(
  open: () => Promise<Library>,
  now: () => number = () => performance.now(),
): LazyLibrary {
  let opening: Promise<Library> | undefined;
  let opened: Library | undefined;
  let users = 0;
  let last = 0;
  let counts: ReturnType<Library["counts"]> | undefined;
  const openOnce = (): Promise<Library> => {
    opening ??= open().then(
      (library) => (opened = library),
      (error: unknown) => {
        opening = undefined;
        throw error instanceof UnusableIndex
          ? new NotReady(error.message, { cause: error })
          : error;
      },
    );
    return opening;
  };
  const close = async (): Promise<void> => {
    const mine = opening;
    opening = opened = undefined;
    await (await mine?.catch(() => undefined))?.close();
  };
  return {
    async use(work) {
      users += 1;
      try {
        return await work(await openOnce());
      } finally {
        users -= 1;
        last = now();
        counts = opened?.counts() ?? counts;
      }
    },
    current: () => opened,
    counts: () => opened?.counts() ?? counts,
    idleSince: () => (opened && users === 0 ? last : undefined),
    async rest() {
      if (users > 0) return false;
      await close();
      return true;
    },
    close,
  };
}
