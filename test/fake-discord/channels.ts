/** @module Channels, threads and direct messages. */
import { GUILD_ID, snowflake, USER_ID } from "./ids.ts";
import { createRights } from "./rights.ts";
import type { Rights } from "./rights.ts";

export const TEXT = 0;
export const DIRECT = 1;
export const ANNOUNCEMENT = 5;
export const FORUM = 15;
const ANNOUNCEMENT_THREAD = 10;
const PUBLIC_THREAD = 11;
const MEDIA = 16;

export type ChannelOptions = {
  readonly id: string;
  readonly guildId?: string;
  /** 0 for text, 5 for announcements, 15 for a forum. */
  readonly type?: number;
  /** The category of the channel. */
  readonly parentId?: string;
  readonly name?: string;
};

export type ThreadState = {
  readonly archived: boolean;
  readonly locked: boolean;
  readonly auto_archive_duration: number;
  readonly archive_timestamp: string;
  readonly create_timestamp: string;
};

export type Channel = {
  readonly id: string;
  /** Null for direct messages. */
  readonly guildId: string | null;
  readonly type: number;
  readonly name: string;
  readonly parentId: string | null;
  readonly ownerId?: string;
  readonly tags?: readonly string[];
  /** The other side of direct messages. */
  readonly recipientId?: string;
  readonly thread?: ThreadState;
};

export type Channels = Rights & {
  /** Without `channels` as an option, every ID is a text channel until it is deleted. */
  readonly find: (id: string) => Channel | undefined;
  /** Returns a thread; undefined for any other channel. */
  readonly thread: (id: string) => Channel | undefined;
  readonly list: (guildId: string) => readonly Channel[];
  readonly put: (channel: Channel) => Channel;
  readonly remove: (channel: Channel) => void;
  /** Returns the direct messages with a user; always the same channel. */
  readonly direct: (userId: string) => Channel;
};

export function createChannels(options: readonly ChannelOptions[] | undefined): Channels {
  const byId = new Map((options ?? []).map((option) => [option.id, channelOf(option)]));
  const removed = new Set<string>();
  const put = (channel: Channel): Channel => {
    byId.set(channel.id, channel);
    return channel;
  };
  return {
    ...createRights((id) => byId.get(id)?.type === FORUM),
    find: (id) => {
      const isAnonymous = options === undefined && !removed.has(id);
      return byId.get(id) ?? (isAnonymous ? textChannel(id) : undefined);
    },
    thread: (id) => {
      const found = byId.get(id);
      return found?.thread === undefined ? undefined : found;
    },
    list: (guildId) => [...byId.values()].filter((channel) => channel.guildId === guildId),
    put,
    remove: ({ id }) => {
      byId.delete(id);
      removed.add(id);
    },
    direct: (userId) =>
      [...byId.values()].find(({ recipientId }) => recipientId === userId) ??
      put({ ...channelOf({ id: snowflake() }), guildId: null, type: DIRECT, recipientId: userId }),
  };
}

const channelOf = ({
  id,
  guildId = GUILD_ID,
  type = TEXT,
  parentId,
  name = "general",
}: ChannelOptions): Channel => ({
  id,
  guildId,
  type,
  name,
  parentId: parentId ?? null,
});

/** Returns a text channel in a category. */
export const textChannel = (id: string): Channel => channelOf({ id, parentId: USER_ID });

type NewThread = {
  readonly id: string;
  readonly parent: Channel;
  readonly name: string;
  readonly ownerId?: string;
  readonly tags?: readonly string[];
  readonly duration?: number;
};

/** Returns a public thread that has just been started. */
export function threadOf({
  id,
  parent,
  name,
  ownerId = USER_ID,
  tags = [],
  duration = 1440,
}: NewThread): Channel {
  const now = new Date().toISOString();
  const times = { auto_archive_duration: duration, archive_timestamp: now, create_timestamp: now };
  const type = parent.type === ANNOUNCEMENT ? ANNOUNCEMENT_THREAD : PUBLIC_THREAD;
  const thread = { archived: false, locked: false, ...times };
  return { id, guildId: parent.guildId, type, name, parentId: parent.id, ownerId, tags, thread };
}

/** Whether a channel has posts instead of messages. */
export const holdsPosts = ({ type }: Channel): boolean => type === FORUM || type === MEDIA;
