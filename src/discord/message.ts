/** @module Messages that people write in guilds, as the gateway sends them. */

import { MessageType } from "discord-api-types/v10";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import { type Caller, rightsOf } from "../interactions/caller.ts";
import { type Channel, parentOf, Snowflake } from "./packets.ts";

const Original = z.object({ author: z.object({ id: z.string() }), content: z.string() });

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
  referenced_message: Original.nullish().catch(undefined),
});

export interface GuildMessage {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string;
  readonly content: string;
  readonly authorId: string;
  readonly roleIds: readonly string[];
  /** A reply mentions the author of the message that it answers, unless its own author switched that off. */
  readonly mentions: readonly string[];
  readonly isReply: boolean;
  /** The message that a reply answers, unless it is gone. */
  readonly original: { readonly authorId: string; readonly content: string } | undefined;
}

/** The types of messages that people write: a message, and a reply to one. */
const WRITTEN: readonly number[] = [MessageType.Default, MessageType.Reply];

/** Reads a message; undefined for those of bots, which might answer without end, of webhooks, and of Discord itself. */
export function readMessage(packet: unknown): GuildMessage | undefined {
  const { data: read } = Packet.safeParse(packet);
  if (!read || read.author.bot === true || read.webhook_id !== undefined) return undefined;
  if (!WRITTEN.includes(read.type)) return undefined;
  const original = read.referenced_message;
  return {
    id: read.id,
    channelId: read.channel_id,
    guildId: read.guild_id,
    content: read.content,
    authorId: read.author.id,
    roleIds: read.member?.roles ?? [],
    mentions: read.mentions.map(({ id }) => id),
    isReply: read.type === MessageType.Reply,
    original: original ? { authorId: original.author.id, content: original.content } : undefined,
  };
}

/** Returns the author as a caller. @param channel that of the message, where it is known. */
export const authorOf = (
  { authorId: userId, channelId, guildId, roleIds }: GuildMessage,
  channel: Channel | undefined,
  settings: DiscordSettings,
): Caller => ({
  userId,
  guildId,
  channelId,
  parentId: channel ? parentOf(channel) : null,
  roleIds,
  rights: rightsOf(settings, userId, guildId),
  // A message does not hold its author's locale.
  locale: "",
});
