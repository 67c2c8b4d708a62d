/** @module Messages that mention the bot, read as calls. */

import type { DiscordSettings } from "../base/config/config.ts";
import type { Call } from "../interactions/command.ts";
import { isDeskPost } from "../reply/person.ts";
import { questionOf } from "../reply/question-line.ts";
import { NAME } from "../search/greeting.ts";
import { questionIn } from "../search/question.ts";
import { authorOf, type GuildMessage } from "./message.ts";
import { type Channel, isThread } from "./packets.ts";

/** Whether a message mentions the bot by name, or replies to it; people reply to a post in the operators' channel for people. */
export const isMention = ({ mentions, content, original }: GuildMessage, botId: string): boolean =>
  mentions.includes(botId) &&
  (!isDeskPost(original?.content ?? "") || new RegExp(`<@!?${botId}>`).test(content));

export interface Surroundings {
  readonly botId: string;
  readonly settings: DiscordSettings;
  /** The channel of the message, where it is known. */
  readonly channel: Channel | undefined;
}

/** Reads the question in a message that mentions the bot. */
export const mentionOf = (
  message: GuildMessage,
  { botId, settings, channel }: Surroundings,
): Call => ({
  ...authorOf(message, channel, settings),
  name: "ask",
  // A mention without any other word is a greeting. A reply to a message cannot be private.
  options: { question: questionIn(message.content) || NAME, private: false },
  before: repeatedIn(message, botId) ?? titleOf(channel),
});

/** Returns the question that the bot's message repeats, with the words that it carried, so that a chain keeps its subject. */
function repeatedIn({ original }: GuildMessage, botId: string): string | undefined {
  const asked = original?.authorId === botId ? questionOf(original.content) : undefined;
  return asked && [asked.question, ...asked.carried].join(" ");
}

/** Returns the name of a thread, which is most often the question that began it. */
const titleOf = (channel: Channel | undefined): string | undefined =>
  channel && isThread(channel) ? channel.name || undefined : undefined;
