/** @module The mending of an index that is found damaged when its library is opened: nothing looks at it while it is closed. */

import { type Store, UnusableIndex } from "../storage/store.ts";
import type { Library } from "./library.ts";

/** Between two attempts: a build takes time, and its documents may be at fault. */
const PAUSE_MS = 600_000;

interface MendOptions {
  readonly open: () => Promise<Library>;
  /** Builds the index. Never rejects. */
  readonly mend: () => Promise<void>;
  readonly store: Pick<Store, "list">;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/**
 * Returns an opening that starts to mend an index which was built before and is damaged; it does not wait for the end. An
 * index that was never built is left to the start, so that no question can build it.
 */
export function openOrMend({
  open,
  mend,
  store,
  now = () => performance.now(),
}: MendOptions): () => Promise<Library> {
  let isMending = false;
  let next = 0;
  const begin = async (): Promise<void> => {
    if (isMending || now() < next) return;
    isMending = true;
    if ((await store.list().catch(() => [])).length > 0) {
      await mend();
      next = now() + PAUSE_MS;
    }
    isMending = false;
  };
  return async () => {
    try {
      return await open();
    } catch (error) {
      if (error instanceof UnusableIndex && error.kind === "damaged") void begin();
      throw error;
    }
  };
}
