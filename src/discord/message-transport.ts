/** @module Replies to a message: messages in its channel that ping no one, its author neither. */

import { Routes } from "discord-api-types/v10";
import type { Log } from "../base/log.ts";
import type { Message } from "../reply/message.ts";
import { bodyOf } from "./body.ts";
import type { Mention } from "./mention.ts";
import type { Rest } from "./rest.ts";
import type { Transport } from "../interactions/transport.ts";

/** Refuses in silence: everyone would see a refusal, and one member could make the bot write without end. */
export function messageTransport(
  rest: Rest,
  { channelId, messageId }: Mention,
  log: Log,
): Transport {
  const written: Message[] = [];
  const write = async (shown: Message): Promise<void> => {
    if (!written.includes(shown)) written.push(shown);
    const nonce = `${messageId}${"abcdefgh".charAt(written.indexOf(shown))}`;
    await rest.post(Routes.channelMessages(channelId), bodyOf(shown, { ...reply, nonce }));
  };
  const reply = {
    message_reference: { message_id: messageId, fail_if_not_exists: false },
    // By default Discord pings the author of the message.
    allowed_mentions: { parse: [], replied_user: false },
    // For some minutes Discord accepts a nonce once, so a message whose receipt was lost can be sent again.
    enforce_nonce: true,
  };
  return {
    async acknowledge() {
      // The typing indicator is a courtesy: an answer does not depend on it.
      await rest.post(Routes.channelTyping(channelId)).catch((error: unknown) => {
        log.debug({ err: error }, "typing could not be shown");
      });
    },
    refuse: async () => {},
    edit: write,
    beside: write,
  };
}
