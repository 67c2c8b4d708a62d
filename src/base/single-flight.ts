/** @module Single flight: concurrent calls of one work share its result. */

/** Returns a function that coalesces concurrent calls into one run of the work. */
export function singleFlight<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => (running ??= work().finally(() => (running = undefined)));
}

/** Returns a function that keeps the result of a work by the key of its argument; a work that rejects is done again. */
export function keepByKey<Argument, Result>(
  keyOf: (argument: Argument) => string,
  work: (argument: Argument) => Promise<Result>,
): (argument: Argument) => Promise<Result> {
  const kept = new Map<string, Promise<Result>>();
  return (argument) => {
    const key = keyOf(argument);
    const found = kept.get(key) ?? work(argument);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    return found;
  };
}

/**
 * Returns a function that gives each call the result of a run that begins after the call. At most one run is under way, and
 * at most one waits for it.
 * @param limit delays a run until it may begin.
 */
export function freshFlight<Result>(
  work: () => Promise<Result>,
  limit: Limit = (allowed) => allowed(),
): () => Promise<Result> {
  let waiting: Promise<Result> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const begin = (): Promise<Result> => {
    waiting = undefined;
    return work();
  };
  return () => {
    if (waiting) return waiting;
    waiting = last.then(() => limit(begin));
    last = waiting.catch(() => {});
    return waiting;
  };
}

/** Runs a work as soon as it may begin. */
export type Limit = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Creates a limit of so many works at once; the others wait in the order of their calls. */
export function createLimit(most: number): Limit {
  const queue: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}
