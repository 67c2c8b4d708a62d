/** @module Port: messages that are no reply to their reader: in the operators' channel, and directly to a member. */

import type { Message } from "../reply/message.ts";

export interface Outbox {
  /** Posts a message in a channel. @throws UserError that names the missing permission or channel, for operators. */
  post(channelId: string, shown: Message): Promise<void>;
  /** Sends a direct message; returns whether the member accepts it. @throws the error of any other failure. */
  tell(userId: string, shown: Message): Promise<boolean>;
  /** Returns the name of a server that the bot is in. @throws the error of its request. */
  serverName?(guildId: string): Promise<string>;
}
