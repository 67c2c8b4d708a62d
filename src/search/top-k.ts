/** @module The k highest scores, by a bounded heap. */

/**
 * Returns the `k` highest scores above 0 with their rows, the highest first; of equal scores the first row. Takes at most
 * n log k, and n where few scores exceed the lowest kept.
 * @param rows distinct rows to consider; all by default.
 */
export function topK(
  scores: Float64Array,
  k: number,
  rows?: readonly number[],
): { row: number; score: number }[] {
  const heap: number[] = [];
  const isWorse = (a: number, b: number): boolean => {
    const [left, right] = [scores[a] ?? 0, scores[b] ?? 0];
    return left < right || (left === right && a > b);
  };
  const count = rows?.length ?? scores.length;
  for (let at = 0; at < count; at += 1) {
    const row = rows?.[at] ?? at;
    if (!((scores[row] ?? 0) > 0)) continue;
    if (heap.length < k) siftUp(heap, row, isWorse);
    else if (heap[0] !== undefined && isWorse(heap[0], row)) siftDown(heap, row, isWorse);
  }
  return heap
    .toSorted((a, b) => (isWorse(a, b) ? 1 : -1))
    .map((row) => ({ row, score: scores[row] ?? 0 }));
}

type Order = (a: number, b: number) => boolean;

function siftUp(heap: number[], row: number, isWorse: Order): void {
  let at = heap.push(row) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isWorse(row, heap[parent] ?? row)) break;
    heap[at] = heap[parent] ?? row;
    at = parent;
  }
  heap[at] = row;
}

/** Replaces the worst row, at the root. */
function siftDown(heap: number[], row: number, isWorse: Order): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    if (left >= heap.length) break;
    const child =
      right < heap.length && isWorse(heap[right] ?? row, heap[left] ?? row) ? right : left;
    if (!isWorse(heap[child] ?? row, row)) break;
    heap[at] = heap[child] ?? row;
    at = child;
  }
  heap[at] = row;
}
