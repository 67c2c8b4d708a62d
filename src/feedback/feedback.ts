/** @module Feedback: votes on replies, counts of the passages shown, and unanswered questions. */

import type { CommunityEvent } from "../base/observation.ts";
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

/** The circumstances of a question without an answer. */
export interface Unanswered {
  /** The nearest heading in the documents, if any is near. */
  readonly heading?: string | undefined;
  /** The ID of the nearest passage, which leads to its section. */
  readonly passage?: string | undefined;
  /** Whether nobody asked the bot: it was silent on a post. */
  readonly isPost?: boolean;
}

/** Records feedback. No method rejects: a full disk loses a vote, never a reply. */
export interface Feedback {
  /** Records a vote; it replaces an earlier one by the same member on the same reply. */
  vote(vote: Vote): Promise<void>;
  /** Counts the passages that a reply showed, by day and without the question. */
  shown(passageIds: readonly string[]): void;
  /** Records a question that found nothing, or a post that was not answered, if the operator has enabled that. */
  unanswered(question: string, unanswered?: Unanswered): Promise<void>;
  /** Counts an event, by day. */
  note(event: CommunityEvent): void;
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
  note: () => {},
  keepsQuestions: false,
};
