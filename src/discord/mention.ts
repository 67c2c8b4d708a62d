/** @module A message that mentions the bot, as the gateway sends it, made a call. */

import { z } from "zod";
import type { Call } from "../interactions/command.ts";
import type { DiscordSettings } from "../base/config/config.ts";
import { NAME } from "../search/greeting.ts";
import { questionIn } from "../search/question.ts";
import { rightsOf } from "../interactions/rights.ts";
import { Snowflake } from "./snowflake.ts";

/** Discord names far more; what is not needed is not read. */
const Packet = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  guild_id: Snowflake,
  type: z.number(),
  content: z.string(),
  author: z.object({ id: Snowflake, bot: z.boolean().optional() }),
  webhook_id: z.string().optional(),
  mentions: z.array(z.object({ id: z.string() })),
});

/** What someone asked in a message. */
export interface Mention {
  readonly call: Call;
  readonly messageId: string;
  readonly channelId: string;
}

/** What a person writes: a message, or a reply to one. */
const WRITTEN = [0, 19];

/**
 * The question in a message of a guild that mentions the bot by name, or replies to it; undefined for every other message,
 * and for those of other bots, which might answer for ever.
 */
export function mentionOf(
  packet: unknown,
  botId: string,
  settings: DiscordSettings,
): Mention | undefined {
  const read = Packet.safeParse(packet);
  if (!read.success) return undefined;
  const { id, channel_id: channelId, guild_id: guildId, type, content, author } = read.data;
  const isFromPerson = author.bot !== true && read.data.webhook_id === undefined;
  const isMeant = read.data.mentions.some((mentioned) => mentioned.id === botId);
  if (!isFromPerson || !isMeant || !WRITTEN.includes(type)) return undefined;
  const call = {
    name: "ask",
    // Who names the bot and says nothing else greets it.
    options: { question: questionIn(content) || NAME },
    userId: author.id,
    guildId,
    channelId,
    rights: rightsOf(settings, author.id, guildId),
    // A message does not tell its author's.
    locale: "en",
  };
  return { call, messageId: id, channelId };
}
