/** @module Channels, threads and direct messages, with the bot's rights in them. */
import { APPLICATION_ID, GUILD_ID, snowflake, USER_ID } from "./ids.ts";
import type { Fields } from "./json.ts";
import { userOf } from "./people.ts";

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

/**
 * A right of the bot. As at Discord, `send` in a channel says nothing of its threads, but in a forum of its posts.
 * `threads` is to start one.
 */
export type Right = "view" | "send" | "send in threads" | "threads" | "history";

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

export type Channels = {
  /** Without `channels` as an option, every ID is a text channel until it is deleted. */
  readonly find: (id: string) => Channel | undefined;
  /** Returns a thread; undefined for any other channel. */
  readonly thread: (id: string) => Channel | undefined;
  readonly list: (guildId: string) => readonly Channel[];
  readonly put: (channel: Channel) => Channel;
  readonly remove: (channel: Channel) => void;
  readonly forbid: (id: string, right: Right) => void;
  readonly permit: (id: string, right: Right) => void;
  /** Whether the bot has a right in a channel; threads have the rights of their channel. */
  readonly may: (channel: Channel, right: Right) => boolean;
  /** Returns the direct messages with a user; always the same channel. */
  readonly direct: (userId: string) => Channel;
  /** Makes a user refuse direct messages. */
  readonly close: (userId: string) => void;
  readonly isOpen: (userId: string) => boolean;
};

export function createChannels(options: readonly ChannelOptions[] | undefined): Channels {
  const byId = new Map((options ?? []).map((option) => [option.id, channelOf(option)]));
  const removed = new Set<string>();
  const forbidden = new Set<string>();
  const closed = new Set<string>();
  const put = (channel: Channel): Channel => {
    byId.set(channel.id, channel);
    return channel;
  };
  const isForbidden = (id: string | null, right: Right): boolean => forbidden.has(`${id} ${right}`);
  return {
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
    forbid: (id, right) => void forbidden.add(`${id} ${right}`),
    permit: (id, right) => void forbidden.delete(`${id} ${right}`),
    may: (channel, right) => {
      if (isForbidden(channel.id, right)) return false;
      if (channel.thread === undefined) return true;
      if (right !== "send") return !isForbidden(channel.parentId, right);
      const isPost = byId.get(channel.parentId ?? "")?.type === FORUM;
      return (
        !isForbidden(channel.parentId, "send in threads") &&
        !(isPost && isForbidden(channel.parentId, "send"))
      );
    },
    direct: (userId) =>
      [...byId.values()].find(({ recipientId }) => recipientId === userId) ??
      put({ ...channelOf({ id: snowflake() }), guildId: null, type: DIRECT, recipientId: userId }),
    close: (userId) => void closed.add(userId),
    isOpen: (userId) => !closed.has(userId),
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

/** Returns a channel in the form of the API. */
export function channelJson(channel: Channel): Fields {
  const { id, guildId, type, name, parentId, recipientId } = channel;
  if (recipientId !== undefined)
    return { id, type, flags: 0, last_message_id: null, recipients: [userOf(recipientId)] };
  const common = {
    id,
    guild_id: guildId,
    type,
    name,
    parent_id: parentId,
    flags: 0,
    last_message_id: null,
  };
  if (channel.thread !== undefined) return { ...common, ...threadFields(channel) };
  const place = {
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
  };
  return { ...common, ...place, ...(holdsPosts(channel) ? { available_tags: [] } : {}) };
}

const threadFields = ({ ownerId, tags = [], thread }: Channel): Fields => ({
  owner_id: ownerId,
  thread_metadata: thread,
  message_count: 0,
  member_count: 1,
  total_message_sent: 0,
  rate_limit_per_user: 0,
  applied_tags: tags,
  ...(ownerId === APPLICATION_ID
    ? { member: { flags: 0, join_timestamp: thread?.create_timestamp } }
    : {}),
});
