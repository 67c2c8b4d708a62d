/** @module What is said to a vote, and the question why. */

import { ComponentType } from "discord-api-types/v10";
import { type Reason, REASONS } from "../feedback/feedback.ts";
import type { Marked } from "../collection/answer.ts";
import { encode } from "./action.ts";
import { rows } from "./controls.ts";
import { type Message, message } from "./message.ts";
import type { Words } from "./words/words.ts";

export const renderUpvote = ({ votes }: Words): Message => message(`👍 ${votes.up}`);

/** @param messageId of the reply that was voted on: the reason is kept with that vote. */
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
