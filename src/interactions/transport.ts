/** @module The requests that carry one reply, for each way a question can come. */

import type { Manner } from "./action.ts";
import type { Message } from "../reply/message.ts";

/** Each method sends one request, and rejects with its error. */
export interface Transport {
  /** Tells Discord that an answer or a change will come. */
  acknowledge(manner: Manner): Promise<void>;
  /** Answers at once and privately, instead of an acknowledgement. */
  refuse(refusal: Message): Promise<void>;
  /** Shows a message in place of the acknowledgement, or of the message that a component is on. */
  edit(shown: Message): Promise<void>;
  /** Shows a private message beside one that stays. */
  beside(shown: Message): Promise<void>;
  /** Posts openly in the channel, for a result that comes too late for `edit`. */
  elsewhere?(shown: Message): Promise<void>;
}
