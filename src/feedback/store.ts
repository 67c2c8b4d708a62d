/** @module The store of feedback: bounded, without names, deleted after some days. */

import type { CollectionId } from "../collection/collections.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import { isForbidden, systemCode, UserError } from "../base/errors.ts";
import { type Log, redact } from "../base/log.ts";
import { QUESTION_LENGTH } from "../search/question.ts";
import { createBallotDigest } from "./ballots.ts";
import { createCounts } from "./counts.ts";
import type { Feedback, FeedbackKeeper, Unanswered, Vote } from "./feedback.ts";
import type { RecordStore } from "./record-store.ts";
import {
  type CountRecord,
  dayOf,
  type FeedbackRecord,
  firstDay,
  type QuestionRecord,
} from "./records.ts";

export interface StoreOptions {
  readonly records: RecordStore;
  /** The number of days for which a record is kept. */
  readonly days: number;
  readonly keepsQuestions: boolean;
  readonly log: Pick<Log, "warn">;
  readonly now?: () => Date;
}

export interface FeedbackStore extends FeedbackKeeper {
  /** Writes the counts, and waits for all writes. */
  flush(): Promise<void>;
  /** Flushes; no method may be called after this. */
  close(): Promise<void>;
}

const FLUSH_EVERY_MS = 60_000;
const PRUNE_EVERY_MS = 86_400_000;
const MOST_PASSAGES_A_VOTE = 10;
const MOST_HEADING = 200;

/**
 * Opens the store, and begins to delete old records: now and every day, beside all else. A failure is logged, and its record
 * is lost.
 */
export function openFeedback(options: StoreOptions): FeedbackStore {
  const { records, days, keepsQuestions, now = () => new Date() } = options;
  const [adding, pruning] = [attempts(options), attempts(options)];
  const closing = new AbortController();
  const digestBallot = createBallotDigest(records.ballots);
  const counts = createCounts();

  const prune = (): Promise<void> =>
    pruning.attempt("old feedback could not be dropped", async () => {
      await records.ballots.prune();
      const damaged = await records.prune(firstDay(now(), days), closing.signal);
      if (damaged > 0) options.log.warn({ damaged }, "lines of the feedback could not be read");
    });
  const add = (name: string, make: () => Promise<readonly FeedbackRecord[]>): Promise<void> =>
    adding.attempt(`${name} could not be recorded`, async () => {
      if (await records.append(await make())) void prune();
    });
  const flush = async (): Promise<void> => {
    const counted = counts.take(dayOf(now()));
    if (counted.length > 0) void add("counts", async () => counted);
    await adding.settled();
    await pruning.settled();
  };
  const count = (
    kind: CountRecord["kind"],
    collection: CollectionId,
    names: readonly string[],
  ): void => {
    if (counts.add(kind, collection, names)) void flush();
  };
  const timers = [setInterval(flush, FLUSH_EVERY_MS), setInterval(prune, PRUNE_EVERY_MS)];
  for (const timer of timers) timer.unref();
  void prune();
  const feedbackOf = (collection: CollectionId): Feedback => ({
    keepsQuestions,
    async vote(vote) {
      const passages = soundIds(vote.passageIds).slice(0, MOST_PASSAGES_A_VOTE);
      if (passages.length === 0) return;
      await add("a vote", async () => [
        {
          kind: "vote",
          day: dayOf(now()),
          collection,
          ballot: await digestBallot(vote.ballot),
          passages,
          ...verdictOf(vote),
        },
      ]);
    },
    note: (event) => count("events", collection, [event]),
    shown: (passageIds) => count("shown", collection, soundIds(passageIds)),
    async unanswered(question, unanswered = {}) {
      const near = placeOf(unanswered);
      if (unanswered.isPost) count("silent", collection, [near.passage ?? []].flat());
      if (!keepsQuestions) return;
      await add("a question", async () => [
        {
          kind: "question",
          day: dayOf(now()),
          collection,
          text: nameless(question),
          ...near,
          ...(unanswered.isPost ? { from: "post" } : {}),
        },
      ]);
    },
  });
  return {
    for: feedbackOf,
    flush,
    async close() {
      for (const timer of timers) clearInterval(timer);
      closing.abort();
      await flush();
    },
  };
}

/** Returns the place in the documents that is nearest to a question, as far as it is sound. */
function placeOf({ heading, passage }: Unanswered): Pick<QuestionRecord, "heading" | "passage"> {
  const [id] = soundIds([passage ?? []].flat());
  return {
    ...(heading === undefined ? {} : { heading: heading.slice(0, MOST_HEADING).toWellFormed() }),
    ...(id === undefined ? {} : { passage: id }),
  };
}

/** Runs attempts one after another. None rejects; a failure is logged without its content. */
function attempts({ log, records: { location } }: Pick<StoreOptions, "log" | "records">) {
  let last: Promise<void> = Promise.resolve();
  const attempt = (failure: string, work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((error: unknown) => {
      const code = systemCode(error);
      if (isForbidden(error))
        log.warn(`votes are not kept: ${location} can't be written (${code})`);
      // The text of other errors may hold what was to be recorded.
      else if (error instanceof UserError) log.warn({ why: error.message }, failure);
      else log.warn({ code }, failure);
    });
    return last;
  };
  return { attempt, settled: () => last };
}

const verdictOf = ({ verdict, reason }: Vote): Pick<Vote, "verdict" | "reason"> =>
  verdict === "down" && reason !== undefined ? { verdict, reason } : { verdict };

const soundIds = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id) => ID_PATTERN.test(id))),
];

/** Returns a question without Discord's IDs of people, roles and channels, and without tokens. */
export const nameless = (question: string): string =>
  Array.from(
    redact(question)
      .toWellFormed()
      .replace(/<[^<>]{1,60}\d{17,20}>|\b\d{17,20}\b/g, "…")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  )
    .slice(0, QUESTION_LENGTH.max)
    .join("");
