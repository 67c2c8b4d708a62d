/** @module Messages that mention the bot, as the gateway sends them, read as calls. */

import { z } from "zod";
import { rightsOf } from "../interactions/caller.ts";
import type { Call } from "../interactions/command.ts";
import type { DiscordSettings } from "../base/config/config.ts";
import { NAME } from "../search/greeting.ts";
import { questionIn } from "../search/question.ts";
import { Snowflake } from "./interaction.ts";

/** The fields in use of a message. */
const Packet = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  guild_id: Snowflake,
  type: z.number(),
  content: z.string(),
  author: z.object({ id: Snowflake, bot: z.boolean().optional() }),
  webhook_id: z.string().optional(),
  member: z.object({ roles: z.array(Snowflake).catch([]) }).optional(),
  mentions: z.array(z.object({ id: z.string() })),
});

/** A question in a message. */
export interface Mention {
  readonly call: Call;
  readonly messageId: string;
  readonly channelId: string;
}

/** The types of messages that people write: a message, and a reply to one. */
const WRITTEN = [0, 19];

/**
 * Reads the question in a message of a guild that mentions the bot by name, or replies to it; undefined for any other
 * message, and for those of other bots, which might answer without end.
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
    // A mention without any other word is a greeting.
    // A reply to a message cannot be private.
    options: { question: questionIn(content) || NAME, private: false },
    userId: author.id,
    guildId,
    channelId,
    roleIds: read.data.member?.roles ?? [],
    rights: rightsOf(settings, author.id, guildId),
    // A message does not hold its author's locale.
    locale: "en",
  };
  return { call, messageId: id, channelId };
}
