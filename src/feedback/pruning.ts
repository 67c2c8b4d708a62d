/** @module The selection of records: those of some days, and those to keep. */

import type { CollectionId } from "../collection/collections.ts";
import type {
  CountRecord,
  DigestRecord,
  FeedbackRecord,
  QuestionRecord,
  VoteRecord,
} from "./records.ts";

/**
 * Bounds of the records that are pruned together: in records of votes and questions, in weight of counts. Some 25 MB with
 * the longest texts.
 */
export const MOST = {
  votes: 20_000,
  questions: 5_000,
  shown: 370_000,
  silent: 40_000,
  events: 90_000,
} as const;
/** The size beyond which records are pruned at once; pruned ones are smaller. */
export const MOST_BYTES = 28_000_000;
/** The most passages that a day of a collection counts. */
export const MOST_A_DAY = 1_000;
/** The weight of a record of counts beside its counts, each of which weighs 1, some 20 bytes. */
export const RECORD_WEIGHT = 6;

/** Records by kind, in their order. */
export interface KeptRecords {
  readonly votes: readonly VoteRecord[];
  readonly questions: readonly QuestionRecord[];
  readonly shown: readonly CountRecord[];
  readonly silent: readonly CountRecord[];
  readonly events: readonly CountRecord[];
}

/**
 * Selects the records from a day on: the last vote of each ballot, the greatest counts of each day, and the latest votes
 * and questions.
 */
export function selectRecords(
  records: readonly FeedbackRecord[],
  since: string,
  until = "9999-12-31",
): KeptRecords {
  const recent = records.filter(({ day }) => day >= since && day <= until);
  const sums = (kind: CountRecord["kind"]): CountRecord[] =>
    sumByDay(recent.filter((record): record is CountRecord => record.kind === kind));
  return {
    votes: lastVotes(recent.filter((record) => record.kind === "vote")).slice(-MOST.votes),
    questions: recent.filter((record) => record.kind === "question").slice(-MOST.questions),
    shown: sums("shown"),
    silent: sums("silent"),
    events: sums("events"),
  };
}

/**
 * Returns the records to keep as one list. Where the records of a kind exceed their bound over all collections, the
 * collections with the most lose their oldest, so that none displaces those of another.
 */
export function pruneRecords(records: readonly FeedbackRecord[], since: string): FeedbackRecord[] {
  const all = Array.from(byCollection(records).values(), (own) => ({
    kept: selectRecords(own, since),
    digest: [lastDigest(own) ?? []].flat(),
  }));
  const shareOf = (kind: keyof KeptRecords): number =>
    fairShare(
      all.map(({ kept }) => weightOf(kept[kind])),
      MOST[kind],
    );
  const [votes, questions] = [shareOf("votes"), shareOf("questions")];
  const [shown, silent, events] = [shareOf("shown"), shareOf("silent"), shareOf("events")];
  return all.flatMap(({ kept, digest }) => [
    ...digest,
    ...trimCounts(kept.events, events),
    ...trimCounts(kept.silent, silent),
    ...trimCounts(kept.shown, shown),
    ...kept.questions.slice(-questions),
    ...kept.votes.slice(-votes),
  ]);
}

export function byCollection(
  records: readonly FeedbackRecord[],
): ReadonlyMap<CollectionId, readonly FeedbackRecord[]> {
  const own = new Map<CollectionId, FeedbackRecord[]>();
  for (const record of records) {
    const others = own.get(record.collection) ?? [];
    others.push(record);
    own.set(record.collection, others);
  }
  return own;
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

const weightOf = (records: readonly FeedbackRecord[]): number =>
  records.reduce((sum, record) => sum + weightOfOne(record), 0);

const weightOfOne = (record: FeedbackRecord): number =>
  "times" in record ? RECORD_WEIGHT + Object.keys(record.times).length : 1;

function lastVotes(votes: readonly VoteRecord[]): VoteRecord[] {
  const byBallot = new Map<string, VoteRecord>();
  for (const vote of votes) {
    // Deleted first, so that the later vote also has the later position.
    byBallot.delete(vote.ballot);
    byBallot.set(vote.ballot, vote);
  }
  return [...byBallot.values()];
}

/** Finds the mark of the last weekly report, which is kept whatever its day: it prevents a second one. */
export const lastDigest = (own: readonly FeedbackRecord[]): DigestRecord | undefined =>
  own.findLast((record) => record.kind === "digest");

function sumByDay(records: readonly CountRecord[]): CountRecord[] {
  const byDay = new Map<string, { readonly record: CountRecord; counts: Map<string, number> }>();
  for (const record of records) {
    const key = JSON.stringify([record.day, record.collection]);
    const { counts } = byDay.get(key) ?? { counts: new Map<string, number>() };
    for (const [name, count] of Object.entries(record.times))
      counts.set(name, (counts.get(name) ?? 0) + count);
    byDay.set(key, { record, counts });
  }
  return Array.from(byDay.values(), ({ record, counts }) => ({
    ...record,
    times: mostCounted([...counts], MOST_A_DAY),
  }));
}

const mostCounted = (
  counts: readonly (readonly [string, number])[],
  most: number,
): Record<string, number> =>
  Object.fromEntries(counts.toSorted(([, a], [, b]) => b - a).slice(0, Math.max(0, most)));

/** Keeps the counts of the latest days, and of the first of these days the greatest, up to a weight. */
function trimCounts(records: readonly CountRecord[], most: number): CountRecord[] {
  const kept: CountRecord[] = [];
  let left = most;
  for (const record of records.toSorted((a, b) => b.day.localeCompare(a.day))) {
    const times = mostCounted(Object.entries(record.times), left - RECORD_WEIGHT);
    const trimmed = { ...record, times };
    left -= weightOfOne(trimmed);
    if (Object.keys(times).length > 0) kept.push(trimmed);
  }
  return kept.reverse();
}
