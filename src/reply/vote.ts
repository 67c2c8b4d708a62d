/** @module Votes: their buttons, the confirmation, the select of a reason. */

import { ComponentType } from "discord-api-types/v10";
import { type Reason, REASONS } from "../feedback/feedback.ts";
import type { Marked, Quotation } from "../collection/answer.ts";
import { encode } from "./action.ts";
import { button, rows } from "./controls.ts";
import { type Message, message } from "./message.ts";
import type { Words } from "./words/words.ts";

/** Lists the two buttons of a reply. */
export const voteButtons = (quotations: readonly Quotation[], { buttons }: Words) => {
  const passages = quotations.slice(0, 4).map(({ citation }) => citation.id);
  return [
    button(encode("vote", { word: "up", passages }), buttons.helpful, { emoji: "👍" }),
    button(encode("vote", { word: "down", passages }), buttons.unhelpful, { emoji: "👎" }),
  ];
};

export const renderUpvote = ({ votes }: Words): Message => message(`👍 ${votes.up}`);

/** @param messageId the reply that was voted on; the reason is recorded with that vote. */
export const renderDownvote = (
  passages: readonly Marked[],
  messageId: string,
  { votes }: Words,
): Message =>
  message(`👎 ${votes.down}`, [], {
    components: rows([
      {
        type: ComponentType.StringSelect,
        custom_id: encode("reason", { word: messageId, passages }),
        placeholder: votes.choose,
        options: REASONS.map((value) => ({ value, label: votes.reasons[value] })),
      },
    ]),
  });

export const renderReason = (reason: Reason, { votes }: Words): Message =>
  message(`👎 ${votes.because(votes.reasons[reason])}`);
