/** @module Recognition of the delimiter of a file of rows, from its head. */

/** In order of preference: files with decimal commas are delimited by semicolons. */
const DELIMITERS = ["\t", ";", ","] as const;

const isDelimiter = (sign: string): boolean => DELIMITERS.some((one) => one === sign);

/** In UTF-16 units. */
const HEAD = 100_000;
const MOST_ROWS = 100;

/** Returns the delimiter that divides most rows of the head of a text into as many cells as the first row. */
export function delimiterOf(text: string): string {
  const head = text.slice(0, HEAD);
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: regularity(head, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** Returns the share of rows with as many cells as the first one, if that has several. */
function regularity(head: string, delimiter: string): number {
  const counts = cellCounts(head, delimiter);
  const [first = 1] = counts;
  const usual = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 1;
  if (first < 2 && usual < 2) return 0;
  return counts.filter((count) => count === Math.max(first, usual)).length / counts.length;
}

/** Counts the cells of each row, in which a quotation mark opens a cell after any delimiter. A row that is blank, or that the head cuts off, does not count. */
function cellCounts(head: string, delimiter: string): number[] {
  const counts: number[] = [];
  let [cells, isQuoted, isEmpty, isCellStart, wasQuoted] = [1, false, true, true, false];
  for (const sign of head) {
    // A mark after a closing one is part of the cell.
    const isMark = sign === '"' && (isQuoted || isCellStart || wasQuoted);
    wasQuoted = isMark && isQuoted;
    if (isMark) isQuoted = !isQuoted;
    else if (!isQuoted && sign === "\n") {
      if (!isEmpty) counts.push(cells);
      if (counts.length === MOST_ROWS) return counts;
      [cells, isEmpty, isCellStart] = [1, true, true];
      continue;
    }
    if (!isQuoted && sign === delimiter) cells += 1;
    isCellStart = !isQuoted && (isDelimiter(sign) || (isCellStart && sign === " "));
    isEmpty = false;
  }
  return isEmpty || (counts.length > 0 && head.length === HEAD) ? counts : [...counts, cells];
}
