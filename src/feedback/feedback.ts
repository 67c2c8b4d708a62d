/** @module Feedback: votes on replies, counts of the passages shown, and unanswered questions. */

import type { CollectionId } from "../collection/collections.ts";

/** Reasons that a member can give for a vote against a reply. */
export const REASONS = ["elsewhere", "incomplete", "outdated", "other"] as const;
export type Reason = (typeof REASONS)[number];

/** A member's vote on one reply. */
export interface Vote {
  /** The passages that the reply showed. */
  readonly passageIds: readonly string[];
  readonly verdict: "up" | "down";
  readonly reason?: Reason;
  /** Distinguishes a second vote on the same reply from a first one; is never kept. */
  readonly ballot: { readonly userId: string; readonly messageId: string };
}

/** Records feedback. No method rejects: a full disk loses a vote, never a reply. */
export interface Feedback {
  /** Records a vote; it replaces an earlier one by the same member on the same reply. */
  vote(vote: Vote): Promise<void>;
  /** Counts the passages that a reply showed, by day and without the question. */
  shown(passageIds: readonly string[]): void;
  /**
   * Records a question that found nothing, if the operator has enabled that.
   * @param heading the nearest heading in the documents, if any is near.
   */
  unanswered(question: string, heading?: string): Promise<void>;
  /** Whether questions that found nothing are recorded; /help informs members. */
  readonly keepsQuestions: boolean;
}

/** Records feedback by collection. */
export interface FeedbackKeeper {
  for(collection: CollectionId): Feedback;
}

/** Records nothing. */
export const NO_FEEDBACK: Feedback = {
  vote: async () => {},
  shown: () => {},
  unanswered: async () => {},
  keepsQuestions: false,
};
