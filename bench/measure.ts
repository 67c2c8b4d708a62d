/** @module Measuring: figures, what they are in, and which way is better. */

/** One figure. `ratio`s are compared with a baseline, since both of their sides are measured in one run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ratio" | "share" | "ms" | "s" | "µs" | "MB" | "/s" | "count";
  /** Of a figure that is guarded: whether less or more is better. */
  readonly better?: "less" | "more";
}

/** What a benchmark works with. */
export interface Setting {
  /** Removed at the end. */
  readonly folder: string;
  /** About a minute for all, instead of as long as it takes. */
  readonly short: boolean;
  /** Paths of documents to measure on, in place of the benchmark's own. */
  readonly documents: readonly string[];
}

export type Benchmark = (setting: Setting) => Promise<Figure[]>;

/** The value below which a share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How long a work takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Times two works in turns, so that what else the machine does falls on both; the first turns are thrown away. */
export async function interleaved<Item>(
  items: readonly Item[],
  rounds: number,
  first: (item: Item) => unknown,
  second: (item: Item) => unknown,
): Promise<{ readonly first: number[]; readonly second: number[] }> {
  const times = { first: [] as number[], second: [] as number[] };
  for (let round = 0; round <= rounds; round += 1)
    for (const item of items) {
      const pair = [await timed(() => first(item)), await timed(() => second(item))] as const;
      if (round === 0) continue;
      times.first.push(pair[0]);
      times.second.push(pair[1]);
    }
  return times;
}

/** Resident memory now, in MB, after a collection if the process may collect. */
export function residentMB(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}
