/** @module Doing a thing at most so often, the latest first. */

/**
 * Calls `work` at once, then with the latest argument at most every `everyMs`, never twice at a time. `stop` waits for a
 * call under way; after it there is none.
 */
export function throttle<Argument>(
  everyMs: number,
  work: (argument: Argument) => Promise<void>,
): { readonly call: (argument: Argument) => void; readonly stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let next = 0;
  let stopped = false;
  return {
    call(argument) {
      const now = performance.now();
      if (stopped || now < next) return;
      next = now + everyMs;
      running = running.then(() => work(argument));
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
