/** @module Feedback together with what it comes to at this moment. */

import type { Library } from "../collection/library.ts";
import type { QuestionEmbedder } from "./questions.ts";
import { type FeedbackReport, reportFeedback } from "./report.ts";
import { type FeedbackStore, openFeedback, type StoreOptions } from "./store.ts";

export interface ReportedFeedback {
  readonly feedback: FeedbackStore;
  /** Sums up all days that are kept, up to the last reply. */
  readonly report: () => Promise<FeedbackReport>;
}

interface ReportedOptions extends StoreOptions {
  readonly library: Pick<Library, "source">;
  readonly embedder: QuestionEmbedder;
}

/** Opens the store, to be closed by whoever asked for it. */
export async function openReportedFeedback(options: ReportedOptions): Promise<ReportedFeedback> {
  const { dir, days, keepsQuestions, log, library, embedder } = options;
  const feedback = await openFeedback({ dir, days, keepsQuestions, log });
  const report = async (): Promise<FeedbackReport> => {
    await feedback.flush();
    return reportFeedback({ dir, days, library, embedder });
  };
  return { feedback, report };
}
