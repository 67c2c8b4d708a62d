/** @module Feedback: votes on replies, counts of the passages shown, and unanswered questions. */

import type { CollectionId } from "../collection/collections.ts";

/** Why a reply did not help, as a member may say it. */
export const REASONS = ["elsewhere", "incomplete", "outdated", "other"] as const;
export type Reason = (typeof REASONS)[number];

/** A member's vote on one reply. */
export interface Vote {
  /** The passages the reply showed. */
  readonly passageIds: readonly string[];
  readonly verdict: "up" | "down";
  readonly reason?: Reason;
  /** Distinguishes a second vote on the same reply from a first one; is never kept. */
  readonly ballot: { readonly userId: string; readonly messageId: string };
}

/** Takes feedback. No call rejects: a full disk costs a vote, never a reply. */
export interface Feedback {
  /** Keeps a vote; it replaces an earlier one by the same member on the same reply. */
  vote(vote: Vote): Promise<void>;
  /** Counts passages that a reply showed; kept as a number a day and passage, without the question. */
  shown(passageIds: readonly string[]): void;
  /**
   * Keeps a question that found nothing, if the operator has switched that on.
   * @param heading the nearest heading in the documents, if any is near.
   */
  unanswered(question: string, heading?: string): Promise<void>;
  /** Whether questions that found nothing are kept; /help says so to members. */
  readonly keepsQuestions: boolean;
}

/** Keeps the feedback of every collection apart. */
export interface FeedbackKeeper {
  for(collection: CollectionId): Feedback;
}

/** Keeps nothing. */
export const NO_FEEDBACK: Feedback = {
  vote: async () => {},
  shown: () => {},
  unanswered: async () => {},
  keepsQuestions: false,
};
