/** @module The report of feedback: documents used, passages voted down, unanswered questions. */

import { readRecords } from "./journal.ts";
import { groupQuestions, type QuestionGroup } from "./questions.ts";
import { dayOf, firstDay, type KeptRecords, selectRecords } from "./records.ts";
import { type FeedbackStore, openFeedback, type StoreOptions } from "./store.ts";
import {
  countDocumentUses,
  createLocator,
  type DislikedPassage,
  type DocumentUse,
  findDisliked,
  type SourceLookup,
} from "./uses.ts";

export interface FeedbackReport {
  /** The first and the last day, inclusive. */
  readonly from: string;
  readonly until: string;
  readonly votes: { readonly up: number; readonly down: number };
  /** The most shown first. */
  readonly documents: readonly DocumentUse[];
  /** The passages of replies that were voted down, the most frequent first. */
  readonly disliked: readonly DislikedPassage[];
  readonly unanswered: {
    /** The number of records, repeated questions included. */
    readonly questions: number;
    readonly groups: readonly QuestionGroup[];
  };
  /** Lines that could not be read. */
  readonly damaged: number;
}

export interface ReportOptions {
  readonly dir: string;
  /** The number of days, today included. */
  readonly days: number;
  /** The library of the collection to report on. */
  readonly library: SourceLookup;
  readonly now?: Date;
}

/** Reads the records of some days and summarises them. */
export async function reportFeedback(options: ReportOptions): Promise<FeedbackReport> {
  const { dir, days, library, now = new Date() } = options;
  const { entries: records, damaged } = await readRecords(dir);
  const from = firstDay(now, days);
  const own = records.filter(({ collection }) => collection === library.id);
  const kept = selectRecords(own, from);
  const locate = createLocator(library);
  return {
    from,
    until: dayOf(now),
    votes: countVotes(kept),
    documents: await countDocumentUses(kept, locate),
    disliked: await findDisliked(kept.votes, locate),
    unanswered: { questions: kept.questions.length, groups: groupQuestions(kept.questions) },
    damaged,
  };
}

function countVotes({ votes }: KeptRecords): FeedbackReport["votes"] {
  const down = votes.filter(({ verdict }) => verdict === "down").length;
  return { up: votes.length - down, down };
}

export interface ReportedFeedback {
  readonly feedback: FeedbackStore;
  /** Reports on a collection and on all days that are kept, up to the last reply. */
  readonly report: (library: SourceLookup) => Promise<FeedbackReport>;
}

/** Opens the store together with its report; the caller closes it. */
export async function openReportedFeedback(options: StoreOptions): Promise<ReportedFeedback> {
  const { dir, days } = options;
  const feedback = await openFeedback(options);
  const report: ReportedFeedback["report"] = async (library) => {
    await feedback.flush();
    return reportFeedback({ dir, days, library });
  };
  return { feedback, report };
}
