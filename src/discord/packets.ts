/** @module Parts that packets of several kinds share: IDs, channels and permissions. */

import { ChannelType } from "discord-api-types/v10";
import { z } from "zod";
import { SNOWFLAKE } from "../base/text.ts";

/** An ID as Discord writes it; safe as a part of a path. */
export const Snowflake = z.string().regex(SNOWFLAKE);

/** A channel; the parent of a thread is the channel or forum around it, that of any other channel its category. */
export const Channel = z.object({
  type: z.number(),
  parent_id: Snowflake.nullish(),
  name: z.string().max(1_000).nullish().catch(undefined),
});
export type Channel = z.infer<typeof Channel>;

const THREADS: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

export const isThread = ({ type }: Channel): boolean => THREADS.includes(type);

/** Returns the channel around a thread; null for any other channel. */
export const parentOf = (channel: Channel): string | null =>
  isThread(channel) ? (channel.parent_id ?? null) : null;

/** Whether a thread can be opened on a message of the channel. */
export const takesThreads = ({ type }: Channel): boolean =>
  type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement;

/** The permissions of a member or the bot in a channel; none where they are missing. */
export const Permissions = z
  .string()
  .regex(/^\d{1,40}$/)
  .transform(BigInt)
  .catch(0n);
