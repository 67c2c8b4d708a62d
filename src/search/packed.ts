/** @module Multisets of numbers in typed arrays (compressed sparse rows). */

/** A multiset: distinct numbers, ascending, with their counts. */
export interface Multiset {
  readonly keys: readonly number[];
  readonly counts: readonly number[];
}

/** Multisets end to end: the keys of row `at` are `keys[starts[at] .. starts[at + 1]]`. */
export interface Packed {
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
}

/** With the count of each key in its row. */
export interface PackedCounts extends Packed {
  readonly counts: Uint16Array;
}

/** Counts numbers. */
export function multisetOf(numbers: readonly number[]): Multiset {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const keys = [...counts.keys()].toSorted((a, b) => a - b);
  return { keys, counts: keys.map((key) => counts.get(key) ?? 0) };
}

/** Packs multisets. */
export function pack(rows: readonly Pick<Multiset, "keys">[]): Packed {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach(({ keys }, at) => (starts[at + 1] = (starts[at] ?? 0) + keys.length));
  const keys = new Uint32Array(starts.at(-1) ?? 0);
  rows.forEach((bag, at) => keys.set(bag.keys, starts[at]));
  return { starts, keys };
}

/** Packs multisets with their counts. */
export function packCounts(rows: readonly Multiset[]): PackedCounts {
  const packed = pack(rows);
  const counts = new Uint16Array(packed.keys.length);
  rows.forEach((bag, at) => counts.set(bag.counts, packed.starts[at]));
  return { ...packed, counts };
}

/** Transposes rows: from the keys of each row to the rows of each key. @param size more than any key. */
export function invert({ starts, keys, counts }: PackedCounts, size: number): PackedCounts {
  const turned = new Uint32Array(size + 1);
  for (const key of keys) turned[key + 1] = (turned[key + 1] ?? 0) + 1;
  for (let key = 0; key < size; key += 1)
    turned[key + 1] = (turned[key + 1] ?? 0) + (turned[key] ?? 0);
  const next = turned.slice();
  const result = {
    starts: turned,
    keys: new Uint32Array(keys.length),
    counts: new Uint16Array(keys.length),
  };
  for (let bag = 0; bag + 1 < starts.length; bag += 1)
    for (let at = starts[bag] ?? 0; at < (starts[bag + 1] ?? 0); at += 1) {
      const place = next[keys[at] ?? 0] ?? 0;
      next[keys[at] ?? 0] = place + 1;
      result.keys[place] = bag;
      result.counts[place] = counts[at] ?? 0;
    }
  return result;
}

/** Finds a key of row `at` by binary search, and returns its index among all keys; −1 if it is absent. */
export function placeOf({ starts, keys }: Packed, at: number, key: number): number {
  const end = starts[at + 1] ?? 0;
  let low = starts[at] ?? 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low < end && keys[low] === key ? low : -1;
}
