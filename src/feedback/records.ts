/** @module The records of feedback and their selection: votes, unanswered questions, counts of shown passages. */

import { z } from "zod";
import { CollectionId, DEFAULT_COLLECTION } from "../collection/collections.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import { REASONS } from "./feedback.ts";

const passageId = z.string().regex(ID_PATTERN);
const common = {
  day: z.iso.date(),
  /** Absent from records of earlier versions, which had one collection. */
  collection: CollectionId.default(DEFAULT_COLLECTION),
};

const VoteRecord = z.object({
  kind: z.literal("vote"),
  ...common,
  /** Equal on votes by one member on one reply; means nothing else (see `createBallotDigest`). */
  ballot: z.string().regex(/^[0-9a-f]{32}$/),
  passages: z.array(passageId),
  verdict: z.enum(["up", "down"]),
  reason: z.enum(REASONS).optional(),
});
const QuestionRecord = z.object({
  kind: z.literal("question"),
  ...common,
  text: z.string(),
  /** The nearest heading when it was asked, if any was near; absent from records of earlier versions. */
  heading: z.string().optional(),
});
const ShownRecord = z.object({
  kind: z.literal("shown"),
  ...common,
  times: z.record(passageId, z.number().int().positive()),
});
export const FeedbackRecord = z.discriminatedUnion("kind", [
  VoteRecord,
  QuestionRecord,
  ShownRecord,
]);

export type VoteRecord = Readonly<z.infer<typeof VoteRecord>>;
export type QuestionRecord = Readonly<z.infer<typeof QuestionRecord>>;
export type ShownRecord = Readonly<z.infer<typeof ShownRecord>>;
export type FeedbackRecord = VoteRecord | QuestionRecord | ShownRecord;

/** Returns the day of a moment, in UTC. No record has a finer time, which could reveal its author. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** Returns the first of the last `days` days, the day of the moment included. */
export const firstDay = (now: Date, days: number): string =>
  dayOf(new Date(now.getTime() - (days - 1) * DAY_MS));

/** Bounds of the store, over all collections: some 13 MB after a year of the busiest days of one. */
export const MOST = { votes: 20_000, questions: 5_000, passagesADay: 1_000 } as const;

/** Records by kind, in their order. */
export interface KeptRecords {
  readonly votes: readonly VoteRecord[];
  readonly questions: readonly QuestionRecord[];
  readonly shown: readonly ShownRecord[];
}

/**
 * Selects the records to keep from a day on: the last vote of each ballot, the counts of each day's most shown passages,
 * and the latest votes and questions.
 */
export function selectRecords(records: readonly FeedbackRecord[], since: string): KeptRecords {
  const recent = records.filter(({ day }) => day >= since);
  return {
    votes: lastVotes(recent.filter((record) => record.kind === "vote")).slice(-MOST.votes),
    questions: recent.filter((record) => record.kind === "question").slice(-MOST.questions),
    shown: sumByDay(recent.filter((record) => record.kind === "shown")),
  };
}

/**
 * Returns the records to keep as one list. Where the votes or the questions of all collections exceed their bound, the
 * collections with the most lose their oldest, so that none displaces those of another.
 */
export function pruneRecords(records: readonly FeedbackRecord[], since: string): FeedbackRecord[] {
  const ids = [...new Set(records.map(({ collection }) => collection))];
  const kept = ids.map((id) =>
    selectRecords(
      records.filter(({ collection }) => collection === id),
      since,
    ),
  );
  const votes = fairShare(
    kept.map((own) => own.votes.length),
    MOST.votes,
  );
  const questions = fairShare(
    kept.map((own) => own.questions.length),
    MOST.questions,
  );
  return kept.flatMap((own) => [
    ...own.shown,
    ...own.questions.slice(-questions),
    ...own.votes.slice(-votes),
  ]);
}

/** Returns the greatest bound for each count with which the sum of the bounded counts is within `most`; at least 1. */
export function fairShare(counts: readonly number[], most: number): number {
  let [left, share] = [most, most];
  for (const [at, count] of counts.toSorted((a, b) => a - b).entries()) {
    share = Math.floor(left / (counts.length - at));
    if (count > share) return Math.max(1, share);
    left -= count;
  }
  return Math.max(1, most);
}

function lastVotes(votes: readonly VoteRecord[]): VoteRecord[] {
  const byBallot = new Map<string, VoteRecord>();
  for (const vote of votes) {
    // Deleted first, so that the later vote also has the later position.
    byBallot.delete(vote.ballot);
    byBallot.set(vote.ballot, vote);
  }
  return [...byBallot.values()];
}

interface DayCounts extends Pick<ShownRecord, "day" | "collection"> {
  readonly counts: Map<string, number>;
}

function sumByDay(records: readonly ShownRecord[]): ShownRecord[] {
  const byDay = new Map<string, DayCounts>();
  for (const { times, kind: _, ...of } of records) {
    const key = JSON.stringify([of.day, of.collection]);
    const { counts } = byDay.get(key) ?? { counts: new Map<string, number>() };
    for (const [id, count] of Object.entries(times)) counts.set(id, (counts.get(id) ?? 0) + count);
    byDay.set(key, { ...of, counts });
  }
  return [...byDay.values()].map(({ counts, ...of }) => ({
    kind: "shown",
    ...of,
    times: mostShown(counts),
  }));
}

const mostShown = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a).slice(0, MOST.passagesADay));
