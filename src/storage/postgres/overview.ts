/** @module The overview of a generation, read once: counts, languages, and numbers by row. */

import { firstWhere } from "../../corpus/span.ts";
import { Recipe } from "../recipe.ts";
import { Summary, unpackNumbers } from "./packed.ts";
import type { Described } from "./seal.ts";

/** The columns of a generation that its overview is read from. */
export type OverviewRow = Pick<
  Described,
  "recipe" | "summary" | "ids" | "lengths" | "token_frequencies"
>;

export interface Overview extends Summary {
  readonly recipe: Recipe;
  /** In terms, of each passage. */
  readonly lengths: Uint32Array;
  /** Returns the ID of the passage of a row. */
  readonly idOf: (row: number) => string;
  /** Returns the IDs that begin with a text, in the order of their rows, at most so many. */
  readonly idsFrom: (start: string, limit: number) => readonly string[];
  /** Returns the number of passages that have a token. */
  readonly frequencyOf: (token: number) => number;
}

/** Reads the overview of a generation. @throws Error if its columns disagree. */
export function readOverview(row: OverviewRow): Overview {
  const recipe = Recipe.parse(JSON.parse(row.recipe));
  const summary = Summary.parse(JSON.parse(row.summary ?? ""));
  const lengths = unpackNumbers(row.lengths ?? NONE);
  const ids = textsIn(row.ids ?? NONE);
  const { passages } = summary.counts;
  if (lengths.length !== passages || ids.count !== passages)
    throw new Error(`${ids.count} IDs and ${lengths.length} lengths of ${passages} passages`);
  return {
    ...summary,
    recipe,
    lengths,
    idOf: ids.textAt,
    idsFrom: (start, limit) => ids.startingWith(start, limit),
    frequencyOf: frequenciesIn(unpackNumbers(row.token_frequencies ?? NONE)),
  };
}

const NONE = Buffer.alloc(0);
const BREAK = Buffer.from("\n");

/** Reads packed texts as they are asked for: as strings of their own they would take several times the memory. */
function textsIn(bytes: Uint8Array) {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = startsIn(packed);
  const startOf = (at: number): number => starts[at] ?? packed.length;
  const textAt = (at: number): string =>
    packed.toString("utf8", startOf(at), startOf(at + 1) - BREAK.length);
  return {
    count: starts.length - 1,
    textAt,
    startingWith: (start: string, limit: number): readonly string[] => {
      const first = Buffer.from(start);
      const found: string[] = [];
      for (let at = 0; at < starts.length - 1 && found.length < limit; at += 1) {
        const end = Math.min(startOf(at) + first.length, packed.length);
        if (packed.compare(first, 0, first.length, startOf(at), end) === 0) found.push(textAt(at));
      }
      return found;
    },
  };
}

/** Returns where each text begins, and where one after the last would. */
function startsIn(packed: Buffer): Uint32Array {
  if (packed.length === 0) return Uint32Array.of(0);
  const starts = [0];
  for (let at = packed.indexOf(BREAK); at !== -1; at = packed.indexOf(BREAK, at + 1))
    starts.push(at + BREAK.length);
  return Uint32Array.from([...starts, packed.length + BREAK.length]);
}

/** @param pairs of numbers and their counts, ascending. */
const frequenciesIn =
  (pairs: Uint32Array) =>
  (number: number): number => {
    const at = 2 * firstWhere(0, pairs.length / 2, (pair) => (pairs[2 * pair] ?? 0) >= number);
    return pairs[at] === number ? (pairs[at + 1] ?? 0) : 0;
  };
