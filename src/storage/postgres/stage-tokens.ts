/** @module The tokens of a stage: those of equal bytes are kept once, and counted for each passage. */

import { sha256 } from "../../base/hash.ts";
import type { Tokens } from "../../model/embedder.ts";
import { packTokens } from "./packed.ts";

/** The columns of a passage: null where an earlier row has the same. */
export interface TokenColumns {
  readonly tokens: Uint8Array | null;
  readonly tokens_row: number;
}

export interface StageTokens {
  /** Adds the tokens of the next row, or the number of an earlier row that has the same. */
  add(tokens: Tokens | number): TokenColumns;
  /** The number of passages that have a token, by its number. */
  readonly frequencies: ReadonlyMap<number, number>;
}

/** Begins without a row. */
export function stageTokens(): StageTokens {
  const frequencies = new Map<number, number>();
  const rows: { readonly first: number; readonly distinct: Uint32Array }[] = [];
  const known = new Map<string, number>();
  const keep = (row: (typeof rows)[number]): void => {
    rows.push(row);
    for (const number of row.distinct) frequencies.set(number, (frequencies.get(number) ?? 0) + 1);
  };
  const repeat = (row: number): TokenColumns => {
    const earlier = rows[row];
    if (!earlier) throw new Error(`no passage ${row} to repeat`);
    keep(earlier);
    return { tokens: null, tokens_row: earlier.first };
  };
  return {
    frequencies,
    add(tokens) {
      if (typeof tokens === "number") return repeat(tokens);
      const bytes = packTokens(tokens);
      const key = sha256(bytes);
      const same = known.get(key);
      if (same !== undefined) return repeat(same);
      const first = rows.length;
      known.set(key, first);
      keep({ first, distinct: Uint32Array.from(new Set(tokens.ids)) });
      return { tokens: bytes, tokens_row: first };
    },
  };
}
