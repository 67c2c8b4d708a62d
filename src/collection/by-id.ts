/** @module Quotation by ID: passages of an earlier reply, proved and compared again. */

import { type Candidate, NO_TERMS, type Snapshot } from "../search/snapshot.ts";
import type { Marked, Quotation } from "./answer.ts";
import { type Entry, entryOf, groupEntries, quotationMaker } from "./quotations.ts";
import type { Freshness } from "../sources/source.ts";

export interface RecallOptions {
  /** All passages that are compared for equal text and conflicts; some IDs may be gone. */
  readonly marked: readonly Marked[];
  /** The indexes of those to quote. */
  readonly from: number;
  readonly to: number;
  /** The rank of the first one. */
  readonly firstRank: number;
}

export interface Recalled {
  readonly quotations: readonly Quotation[];
  /** The number of wanted passages that are gone. */
  readonly missing: number;
}

/** Quotes again. @throws UserError if a passage can't be proved. */
export async function recall(
  snapshot: Snapshot,
  { marked, from, to, firstRank }: RecallOptions,
  freshness: Freshness,
): Promise<Recalled> {
  const candidates = await snapshot.load([...new Set(marked.map(({ id }) => id))], NO_TERMS);
  const entries = await Promise.all(
    candidates.map((candidate) => entryOf(snapshot, rankedOf(candidate, marked))),
  );
  const groups = groupEntries(entries);
  const quotation = quotationMaker(groups, { snapshot, freshness });
  const wanted = marked.slice(from, to).map(({ id }) => id);
  const shown = groups.filter(({ first, others }) => [first, ...others].some(isOneOf(wanted)));
  const rankOf = (at: number): number => firstRank + from + at;
  return {
    quotations: await Promise.all(shown.map((group, at) => quotation(group, rankOf(at)))),
    missing: wanted.filter((id) => !entries.some(isOneOf([id]))).length,
  };
}

const isOneOf =
  (ids: readonly string[]) =>
  ({ ranked }: Entry): boolean =>
    ids.includes(ranked.candidate.passage.id);

/** An index that no sentence has means none. */
function rankedOf(candidate: Candidate, marked: readonly Marked[]): Entry["ranked"] {
  const { id, sentences } = candidate.passage;
  const best = marked.find((mark) => mark.id === id)?.best ?? -1;
  return { candidate, best: best < sentences.length ? best : -1, score: 0 };
}
