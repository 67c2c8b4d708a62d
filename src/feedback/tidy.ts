/** @module What is kept of the store's entries: nothing old, no vote that was replaced, one count a day, and not too much. */

import type { Entry, QuestionEntry, ShownEntry, VoteEntry } from "./entry.ts";

/** Together they bound the store: some 13 MB after a year of the busiest days. */
export const MOST = { votes: 20_000, questions: 5_000, passagesADay: 1_000 } as const;

/** The entries of one kind each, in their order. */
export interface Sorted {
  readonly votes: readonly VoteEntry[];
  readonly questions: readonly QuestionEntry[];
  readonly shown: readonly ShownEntry[];
}

/**
 * The entries from a day on: of each ballot its last vote, of each day one count for each of its most shown passages, and
 * of votes and questions the latest so many.
 */
export function sortEntries(entries: readonly Entry[], since: string): Sorted {
  const kept = entries.filter(({ day }) => day >= since);
  return {
    votes: lastVotes(kept.filter((entry) => entry.kind === "vote")).slice(-MOST.votes),
    questions: kept.filter((entry) => entry.kind === "question").slice(-MOST.questions),
    shown: countByDay(kept.filter((entry) => entry.kind === "shown")),
  };
}

/** As `sortEntries`, as one list. */
export function tidy(entries: readonly Entry[], since: string): Entry[] {
  const { votes, questions, shown } = sortEntries(entries, since);
  return [...shown, ...questions, ...votes];
}

function lastVotes(votes: readonly VoteEntry[]): VoteEntry[] {
  const byBallot = new Map<string, VoteEntry>();
  for (const vote of votes) {
    // Deleted first, so that the later vote also has the later place.
    byBallot.delete(vote.ballot);
    byBallot.set(vote.ballot, vote);
  }
  return [...byBallot.values()];
}

function countByDay(entries: readonly ShownEntry[]): ShownEntry[] {
  const byDay = new Map<string, Map<string, number>>();
  for (const { day, times } of entries) {
    const counts = byDay.get(day) ?? new Map<string, number>();
    for (const [id, count] of Object.entries(times)) counts.set(id, (counts.get(id) ?? 0) + count);
    byDay.set(day, counts);
  }
  return [...byDay].map(([day, counts]) => ({ kind: "shown", day, times: mostShown(counts) }));
}

const mostShown = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a).slice(0, MOST.passagesADay));
