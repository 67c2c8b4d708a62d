/** @module The report of feedback: documents used, passages voted down, unanswered questions, posts, broken pins. */

import type { PinState } from "../collection/pins.ts";
import { type DigestMarks, openDigestMarks } from "./digest.ts";
import { selectRecords } from "./pruning.ts";
import { groupQuestions, type QuestionGroup } from "./questions.ts";
import type { Days, RecordStore } from "./record-store.ts";
import { DAY_MS, dayOf, firstDay } from "./records.ts";
import { countSilence, type SilentSection } from "./sections.ts";
import { type FeedbackStore, openFeedback, type StoreOptions } from "./store.ts";
import { countTotals, type Totals } from "./totals.ts";
import {
  countDocumentUses,
  createLocator,
  type DislikedPassage,
  type DocumentUse,
  findDisliked,
  type Locate,
  type PassageLocation,
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
    /** The number of records, repeated questions and posts included. */
    readonly questions: number;
    /** The number of records of posts. */
    readonly posts: number;
    readonly groups: readonly QuestionGroup[];
  };
  readonly posts: PostCounts;
  /** Questions that were passed to a person, and those that a person marked as answered. */
  readonly people: { readonly asked: number; readonly answered: number };
  /** The pins that are set aside now, whatever the days of the report. */
  readonly brokenPins: readonly BrokenPin[];
  /** Lines that could not be read. */
  readonly damaged: number;
}

/** Posts in the channels and forums where nobody asked the bot. */
export interface PostCounts {
  readonly answered: number;
  /** Searched, but not answered. */
  readonly silent: number;
  /** Not searched, as too many came. */
  readonly skipped: number;
  /** Answers that were removed. */
  readonly removed: number;
  /** The share of the answers that were removed, from 0 to 1; null where there was no answer. */
  readonly removedShare: number | null;
  /** The sections that posts without an answer were nearest to, the most first. */
  readonly sections: readonly SilentSection[];
}

/** A pin that is not shown, and the last place of its passage. */
export interface BrokenPin extends PassageLocation {
  /** The ID of the pin. */
  readonly id: string;
  readonly question: string;
  /** The ID of the passage. */
  readonly passage: string;
  /** The day on which it was pinned, in ISO 8601. */
  readonly day: string;
  /** The reason why it is set aside. */
  readonly why: Exclude<PinState["status"], "active">;
}

export interface ReportOptions {
  readonly records: RecordStore;
  /** The number of days, today included. */
  readonly days: number;
  /** The library of the collection to report on. */
  readonly library: SourceLookup;
  readonly now?: Date;
}

/** Reads the records of some days and summarises them. */
export const reportFeedback = ({
  records,
  days,
  library,
  now = new Date(),
}: ReportOptions): Promise<FeedbackReport> =>
  reportDays(records, { from: firstDay(now, days), until: dayOf(now) }, library).then(
    ({ report }) => report,
  );

async function reportDays(
  records: RecordStore,
  days: Days,
  library: SourceLookup,
): Promise<Omit<WeeklyReport, "before">> {
  const { kept, damaged } = await readDays(records, days, library);
  const locate = createLocator(library);
  const totals = countTotals(kept);
  const { up, down, events } = totals;
  const posts = kept.questions.filter(({ from }) => from === "post").length;
  const report = {
    ...days,
    votes: { up, down },
    documents: await countDocumentUses(kept, locate),
    disliked: await findDisliked(kept.votes, locate),
    unanswered: {
      questions: kept.questions.length,
      posts,
      groups: await groupQuestions(kept.questions, locate),
    },
    posts: { ...postCounts(totals), sections: await countSilence(kept.silent, locate) },
    people: { asked: events.person, answered: events.settled },
    brokenPins: await findBrokenPins(library, locate),
    damaged,
  };
  return { report, totals };
}

async function readDays(records: RecordStore, days: Days, { id }: Pick<SourceLookup, "id">) {
  const { entries, damaged } = await records.read(id, days);
  return { kept: selectRecords(entries, days.from, days.until), damaged };
}

const postCounts = ({
  events: { spoke, silent, skipped, removed },
}: Totals): Omit<PostCounts, "sections"> => ({
  answered: spoke,
  silent,
  skipped,
  removed,
  // An answer of an earlier day may be removed, so the share may exceed all answers of these days.
  removedShare: spoke === 0 ? null : Math.min(1, removed / spoke),
});

async function findBrokenPins(library: SourceLookup, locate: Locate): Promise<BrokenPin[]> {
  const pins = await library.pins();
  return Promise.all(
    pins.flatMap(({ status, id, question, passage, day }) =>
      status === "active"
        ? []
        : [locate(passage).then((at) => ({ ...at, id, question, passage, day, why: status }))],
    ),
  );
}

/** The report of one week, with the totals of the week before for comparison. */
export interface WeeklyReport {
  readonly report: FeedbackReport;
  readonly totals: Totals;
  /** Undefined where that week is no longer kept whole. */
  readonly before: Totals | undefined;
}

export interface WeeklyReports extends DigestMarks {
  /** Reports on the seven days before a Monday. */
  report(library: SourceLookup, monday: string): Promise<WeeklyReport>;
}

export interface ReportedFeedback {
  readonly feedback: FeedbackStore;
  /** Reports on a collection and on all days that are kept, up to the last reply. */
  readonly report: (library: SourceLookup) => Promise<FeedbackReport>;
  readonly weekly: WeeklyReports;
}

/** Opens the store together with its reports; the caller closes it. */
export function openReportedFeedback(options: StoreOptions): ReportedFeedback {
  const { records, days, now = () => new Date() } = options;
  const feedback = openFeedback(options);
  const weekly: WeeklyReports["report"] = async (library, monday) => {
    await feedback.flush();
    const oldest = firstDay(now(), days);
    const [week, before] = [weekBefore(monday), weekBefore(shift(monday, -7))];
    const from = week.from < oldest ? oldest : week.from;
    return {
      ...(await reportDays(records, { ...week, from }, library)),
      before:
        before.from < oldest
          ? undefined
          : countTotals((await readDays(records, before, library)).kept),
    };
  };
  return {
    feedback,
    async report(library) {
      await feedback.flush();
      return reportFeedback({ records, days, library, now: now() });
    },
    weekly: { ...openDigestMarks(records), report: weekly },
  };
}

const shift = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(day) + days * DAY_MS));

const weekBefore = (monday: string): Days => ({
  from: shift(monday, -7),
  until: shift(monday, -1),
});
