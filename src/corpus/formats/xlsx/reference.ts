/** @module References to cells and ranges, such as `B2` and `B2:D9`. */

export interface Position {
  /** From 1. */
  readonly row: number;
  readonly column: number;
}

/** Both corners are included. */
export interface Range {
  readonly from: Position;
  readonly to: Position;
}

/** Reads a reference to a cell; undefined if it is none. */
export function parseReference(reference: string): Position | undefined {
  const [, letters = "", digits = ""] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference) ?? [];
  if (letters === "") return undefined;
  const column = Array.from(letters.toUpperCase()).reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
  return { row: Number(digits), column };
}

/** Reads a reference to a range; undefined if it is none. */
export function parseRange(reference: string): Range | undefined {
  const [first = "", last = first] = reference.split(":");
  const [from, to] = [parseReference(first), parseReference(last)];
  return from && to && { from, to };
}
