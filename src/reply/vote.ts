/** @module Votes: their buttons, the confirmation, the select of a reason. */

import { ComponentType } from "discord-api-types/v10";
import { type Reason, REASONS } from "../feedback/feedback.ts";
import type { Marked } from "../collection/answer.ts";
import { encode } from "./action.ts";
import { button, rows } from "./controls.ts";
import { type Message, message } from "./message.ts";
import type { Words } from "./words/words.ts";

/** Lists the two buttons for votes on passages. */
export const voteButtons = (passages: readonly string[]) => [
  button(encode("vote", { word: "up", passages }), "", { emoji: "👍" }),
  button(encode("vote", { word: "down", passages }), "", { emoji: "👎" }),
];

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
