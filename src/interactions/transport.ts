/** @module Port: the requests that carry one reply. test/contract/transport.ts holds its promises. */

import type { Message } from "../reply/message.ts";
import type { Manner } from "./action.ts";
import type { Thread } from "./command.ts";

/**
 * The meaning of a failed request. `expired`: nobody waits for this reply, `gone`: the reply can no longer be changed,
 * `invalid`: the message is not accepted. After any other failure the request can be sent again.
 */
export type TransportFault = "expired" | "gone" | "invalid";

/** Each method sends one request, and rejects with its error. */
export interface Transport {
  /** Whether everyone sees its replies, private ones too. */
  readonly isOpen?: true;
  /** Announces a reply or a change. Resolves if it was announced before. */
  acknowledge(manner: Manner): Promise<void>;
  /**
   * Claims the use for this process, after the acknowledgement; returns false where another delivery of it was taken before.
   * Absent where a use comes once.
   */
  readonly claim?: (() => Promise<boolean>) | undefined;
  /** Shows a private refusal instead of an acknowledgement, or nothing where a refusal could not be private. */
  refuse(refusal: Message): Promise<void>;
  /** Shows a message in place of the acknowledgement, or of the message that holds the component. */
  edit(shown: Message): Promise<void>;
  /** Shows a message beside the one that `edit` would replace. */
  beside(shown: Message): Promise<void>;
  /** Posts a message for everyone beside the reply, which may be private. */
  post(shown: Message): Promise<void>;
  /** Opens a thread for a message, and shows the notice in the message's place. Absent where there are no threads. */
  inThread?(shown: Message, thread: Thread): Promise<void>;
  /** Deletes the message that holds the component. Absent where there is none. */
  remove?(): Promise<void>;
  /** Posts a text openly in the channel, for a result that comes too late for `edit`. */
  elsewhere?(shown: Message): Promise<void>;
  /** Classifies an error of the other methods. */
  faultOf?(error: unknown): TransportFault | undefined;
}
