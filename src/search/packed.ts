/** @module Many small bags of numbers in a few typed arrays. */

/** Distinct numbers, ascending, with how often each stands. */
export interface Bag {
  readonly keys: readonly number[];
  readonly counts: readonly number[];
}

/** Bags end to end: the keys of `at` are `keys[starts[at] .. starts[at + 1]]`. */
export interface Packed {
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
}

/** With how often each key stands in its bag. */
export interface Counted extends Packed {
  readonly counts: Uint16Array;
}

/** Counts numbers. */
export function bagOf(numbers: readonly number[]): Bag {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const keys = [...counts.keys()].toSorted((a, b) => a - b);
  return { keys, counts: keys.map((key) => counts.get(key) ?? 0) };
}

/** Puts bags end to end. */
export function pack(bags: readonly Pick<Bag, "keys">[]): Packed {
  const starts = new Uint32Array(bags.length + 1);
  bags.forEach(({ keys }, at) => (starts[at + 1] = (starts[at] ?? 0) + keys.length));
  const keys = new Uint32Array(starts.at(-1) ?? 0);
  bags.forEach((bag, at) => keys.set(bag.keys, starts[at]));
  return { starts, keys };
}

/** Puts bags end to end, with their counts. */
export function packCounted(bags: readonly Bag[]): Counted {
  const packed = pack(bags);
  const counts = new Uint16Array(packed.keys.length);
  bags.forEach((bag, at) => counts.set(bag.counts, packed.starts[at]));
  return { ...packed, counts };
}

/** From the keys of each bag to the bags of each key; keys are less than `size`. */
export function invert({ starts, keys, counts }: Counted, size: number): Counted {
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

/** Where among all keys the bag `at` has a key, by binary search; −1 if it has not. */
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
