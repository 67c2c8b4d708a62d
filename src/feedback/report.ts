/** @module What the feedback of some days comes to: documents used, passages voted down, questions that found nothing. */

import type { Library } from "../collection/library.ts";
import { readEntries } from "./journal.ts";
import { dayOf, firstDay, type QuestionEntry } from "./entry.ts";
import { placeIn } from "./place.ts";
import { groupQuestions, type QuestionEmbedder, type QuestionGroup } from "./questions.ts";
import { type Sorted, sortEntries } from "./tidy.ts";
import { disliked, type DislikedPassage, type DocumentUse, documentUses } from "./uses.ts";

export interface FeedbackReport {
  /** The first and the last day, both within. */
  readonly from: string;
  readonly until: string;
  readonly votes: { readonly up: number; readonly down: number };
  /** The most shown first. */
  readonly documents: readonly DocumentUse[];
  /** The passages of replies that were voted down, the most often first. */
  readonly disliked: readonly DislikedPassage[];
  readonly unanswered: {
    /** How many are kept, however often the same was asked. */
    readonly questions: number;
    /** The largest first. */
    readonly groups: readonly QuestionGroup[];
    /** Different questions that were too many to be grouped: older than those that were. */
    readonly leftOut: number;
  };
  /** Lines that could not be read. */
  readonly damaged: number;
}

export interface ReportOptions {
  readonly dir: string;
  /** How many days, today among them. */
  readonly days: number;
  readonly library: Pick<Library, "source">;
  readonly embedder: QuestionEmbedder;
  readonly now?: Date;
}

/** Reads the store and sums it up; a store that was never written to gives an empty report. */
export async function reportFeedback(options: ReportOptions): Promise<FeedbackReport> {
  const { dir, days, library, embedder, now = new Date() } = options;
  const { entries, damaged } = await readEntries(dir);
  const from = firstDay(now, days);
  const sorted = sortEntries(entries, from);
  const place = placeIn(library);
  return {
    from,
    until: dayOf(now),
    votes: countVotes(sorted),
    documents: await documentUses(sorted, place),
    disliked: await disliked(sorted.votes, place),
    unanswered: await unanswered(sorted.questions, embedder),
    damaged,
  };
}

function countVotes({ votes }: Sorted): FeedbackReport["votes"] {
  const down = votes.filter(({ verdict }) => verdict === "down").length;
  return { up: votes.length - down, down };
}

async function unanswered(
  questions: readonly QuestionEntry[],
  embedder: QuestionEmbedder,
): Promise<FeedbackReport["unanswered"]> {
  return { questions: questions.length, ...(await groupQuestions(questions, embedder)) };
}
