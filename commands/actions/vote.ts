/** @module Votes on a reply, and the reason of a vote against it. */

import { UserError } from "../../src/base/errors.ts";
import { type Reason, REASONS } from "../../src/feedback/feedback.ts";
import { renderDownvote, renderReason, renderUpvote } from "../../src/reply/vote.ts";
import { type Words, wordsFor } from "../../src/reply/words/words.ts";
import type { MemberAction } from "../../src/interactions/action.ts";
import type { Context } from "../../src/interactions/command.ts";

/**
 * Returns the IDs of passages that this collection has or had: the place may have been served by another one when the button
 * was sent.
 * @throws UserError if there is none.
 */
async function ownIds(
  passages: readonly { readonly id: string }[],
  { library }: Context,
  { refusals }: Words,
): Promise<string[]> {
  const found = await Promise.all(passages.map(({ id }) => library.source(id)));
  const own = found.flatMap(({ id, status }) => (status === "unknown" ? [] : [id]));
  if (own.length === 0) throw new UserError(refusals.stale, { exitCode: 2 });
  return own;
}

export const vote: MemberAction = {
  name: "vote",
  accepts: ({ word, passages }) => (word === "up" || word === "down") && passages.length > 0,
  manner: () => "private",
  async run({ word, passages }, { userId, message, locale }, context) {
    const words = wordsFor(locale);
    const verdict = word === "up" ? "up" : "down";
    const ballot = { userId, messageId: message.id };
    const passageIds = await ownIds(passages, context, words);
    await context.feedback.vote({ passageIds, verdict, ballot });
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
  async run({ word, passages }, { userId, values, locale }, context) {
    const words = wordsFor(locale);
    const chosen = reasonOf(values) ?? "other";
    const ballot = { userId, messageId: word };
    const passageIds = await ownIds(passages, context, words);
    await context.feedback.vote({ passageIds, verdict: "down", reason: chosen, ballot });
    return { message: renderReason(chosen, words) };
  },
};

const reasonOf = ([value]: readonly string[]): Reason | undefined =>
  REASONS.find((known) => known === value);
