/** @module Throttling: work at most once in an interval. */

/**
 * Returns a test that is true at most once an interval, or when forced.
 * @param firstMs the length of the first interval, from now.
 */
export function createPacer(everyMs: number, firstMs = 0): (isForced?: boolean) => boolean {
  let next = performance.now() + firstMs;
  return (isForced = false) => {
    const now = performance.now();
    if (now < next && !isForced) return false;
    next = now + everyMs;
    return true;
  };
}

/**
 * Calls `work` at once, then with the latest argument at most every `everyMs`, never twice at a time. `stop` waits for a
 * call under way; after it there is none.
 */
export function throttle<Argument>(
  everyMs: number,
  work: (argument: Argument) => Promise<void>,
): { readonly call: (argument: Argument) => void; readonly stop: () => Promise<void> } {
  const isDue = createPacer(everyMs);
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  return {
    call(argument) {
      if (!isStopped && isDue()) running = running.then(() => work(argument));
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
