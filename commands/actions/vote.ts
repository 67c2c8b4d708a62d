/** @module Votes on a reply, and the reason of a vote against it. */

import { type Reason, REASONS } from "../../src/feedback/feedback.ts";
import { renderDownvote, renderReason, renderUpvote } from "../../src/reply/vote.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import type { MemberAction } from "../../src/interactions/action.ts";

const idsOf = (passages: readonly { readonly id: string }[]): string[] =>
  passages.map(({ id }) => id);

export const vote: MemberAction = {
  name: "vote",
  accepts: ({ word, passages }) => (word === "up" || word === "down") && passages.length > 0,
  manner: () => "private",
  async run({ word, passages }, { userId, message, locale }, { feedback }) {
    const words = wordsFor(locale);
    const verdict = word === "up" ? "up" : "down";
    const ballot = { userId, messageId: message.id };
    await feedback.vote({ passageIds: idsOf(passages), verdict, ballot });
    return {
      message: verdict === "up" ? renderUpvote(words) : renderDownvote(passages, message.id, words),
    };
  },
};

/** Carries the ID of the message that was voted on, so that the reason is kept with that vote. */
export const reason: MemberAction = {
  name: "reason",
  accepts: ({ word, passages }, { values }) =>
    word !== "" && passages.length > 0 && values.length === 1 && reasonOf(values) !== undefined,
  manner: () => "change",
  async run({ word, passages }, { userId, values, locale }, { feedback }) {
    const chosen = reasonOf(values) ?? "other";
    const ballot = { userId, messageId: word };
    const vote = { passageIds: idsOf(passages), verdict: "down", reason: chosen, ballot } as const;
    await feedback.vote(vote);
    return { message: renderReason(chosen, wordsFor(locale)) };
  },
};

const reasonOf = ([value]: readonly string[]): Reason | undefined =>
  REASONS.find((known) => known === value);
