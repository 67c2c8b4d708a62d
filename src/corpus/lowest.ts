/** @module The lowest of a stretch of numbers, without looking at each (a segment tree of minima). */

export interface Lowest {
  /** The index of the first of the lowest values in `from … to`, both included. */
  readonly first: (from: number, to: number) => number;
  /** The index of the last of them. */
  readonly last: (from: number, to: number) => number;
}

/** Looks the numbers over once; each question then takes a time that grows with the logarithm of their count. */
export function lowestOf(values: readonly number[]): Lowest {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, values.length)));
  const tree = new Float64Array(2 * size).fill(Infinity);
  tree.set(values, size);
  const at = (node: number): number => tree[node] ?? Infinity;
  for (let node = size - 1; node > 0; node -= 1)
    tree[node] = Math.min(at(2 * node), at(2 * node + 1));

  const lowest = (from: number, to: number): number => {
    let least = Infinity;
    for (let [low, high] = [from + size, to + size + 1]; low < high; low >>= 1, high >>= 1) {
      if (low % 2 === 1) least = Math.min(least, at(low++));
      if (high % 2 === 1) least = Math.min(least, at(--high));
    }
    return least;
  };
  /** From a leaf on, in one direction, the nearest leaf whose value is that low; there is one. `near`: 0 rightwards, 1 leftwards. */
  const nearest = (start: number, least: number, near: 0 | 1): number => {
    let node = start + size;
    while (at(node) > least) {
      while (node % 2 !== near) node >>= 1;
      node += near === 0 ? 1 : -1;
    }
    while (node < size) node = 2 * node + (at(2 * node + near) <= least ? near : 1 - near);
    return node - size;
  };
  return {
    first: (from, to) => nearest(from, lowest(from, to), 0),
    last: (from, to) => nearest(to, lowest(from, to), 1),
  };
}
