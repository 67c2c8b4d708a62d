/** @module Feedback: what members say of replies, and what they asked in vain. */

/** Why a reply did not help, as a member may say it. */
export const REASONS = ["elsewhere", "incomplete", "outdated", "other"] as const;
export type Reason = (typeof REASONS)[number];

/** A member's word on one reply. */
export interface Vote {
  /** The passages the reply showed. */
  readonly passageIds: readonly string[];
  readonly verdict: "up" | "down";
  readonly reason?: Reason;
  /** Tells a second vote on the same reply from a first one; is never kept. */
  readonly ballot: { readonly userId: string; readonly messageId: string };
}

/** Where feedback goes. Neither call rejects: a full disk costs a vote, never a reply. */
export interface Feedback {
  /** Keeps a vote; one by the same member on the same reply takes the place of the earlier. */
  vote(vote: Vote): Promise<void>;
  /** Keeps a question that found nothing, where the operator has switched that on. */
  unanswered(question: string): Promise<void>;
  /** Whether questions that found nothing are kept; members are told so in /help. */
  readonly keepsQuestions: boolean;
}
