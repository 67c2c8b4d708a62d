/** @module The members' side of channels: they write, post in forums, edit, delete, and moderate. */
import { add, changeThread, edit, remove, reopen } from "./changes.ts";
import { threadOf } from "./channels.ts";
import type { Channel, Channels } from "./channels.ts";
import { APPLICATION_ID, CHANNEL_ID, snowflake, USER_ID } from "./ids.ts";
import type { Fields } from "./json.ts";
import { messageJson } from "./message-json.ts";
import type { SentMessage } from "./messages.ts";
import { memberMessage, mentionsIn } from "./member-messages.ts";
import type { Attach, Posted, Said } from "./member-messages.ts";
import type { Records } from "./records.ts";

type ThreadDetails = { readonly name?: string; readonly userId?: string };

export type Community = Pick<Channels, "forbid" | "permit" | "closeDirect"> & {
  /** Writes a message as a member; returns it. */
  readonly say: (said: Said) => SentMessage;
  /** Starts a post in a forum as a member; returns its first message, whose ID is the thread's. */
  readonly postIn: (posted: Posted) => SentMessage;
  readonly editMessage: (id: string, content: string) => void;
  readonly deleteMessage: (id: string) => void;
  /** Makes a channel a thread of another, as a member does. */
  readonly openThread: (id: string, channelId: string, details?: ThreadDetails) => void;
  /** Lets no one write in a thread but moderators, of whom the bot is none. */
  readonly lock: (threadId: string) => void;
  readonly archive: (threadId: string) => void;
  /** Deletes a channel or a thread, with all that is in it. */
  readonly deleteChannel: (id: string) => void;
  /** Returns the bot's messages in a channel that answer no interaction and are still there. */
  readonly written: (channelId: string) => readonly SentMessage[];
  /** Returns the bot's direct messages to a member. */
  readonly told: (userId: string) => readonly SentMessage[];
  /** Returns a message as it is now, in the form of the API; undefined once it is deleted. */
  readonly message: (id: string) => Fields | undefined;
};

export function createCommunity(records: Records, attach: Attach): Community {
  const { channels, messages } = records;
  const channelAt = (id: string): Channel => existing(channels.find(id), `channel ${id}`);
  const messageAt = (id: string): SentMessage => existing(messages.get(id), `message ${id}`);
  const written = (channelId: string): readonly SentMessage[] =>
    [...messages.values()].filter(
      (message) => message.channelId === channelId && isWrittenByBot(message),
    );
  return {
    forbid: channels.forbid,
    permit: channels.permit,
    say: (said) => {
      const channel = channelAt(said.channelId ?? CHANNEL_ID);
      const answered = said.replyTo === undefined ? undefined : messageAt(said.replyTo);
      reopen(records, channel);
      return add(records, memberMessage(said, { channel, attach, answered }));
    },
    postIn: (posted) => post(records, channelAt(posted.forumId), posted, attach),
    editMessage: (id, content) => {
      const before = messageAt(id);
      const mentions = mentionsIn(content, before.mentions);
      edit(records, { ...before, content, mentions, editedAt: new Date().toISOString() });
    },
    deleteMessage: (id) => remove(records, messageAt(id)),
    openThread: (id, channelId, { name = "A thread", userId: ownerId = USER_ID } = {}) => {
      const thread = channels.put(threadOf({ id, parent: channelAt(channelId), name, ownerId }));
      records.feed.channel("THREAD_CREATE", thread, { newly_created: true });
    },
    lock: (id) => changeThread(records, channelAt(id), { locked: true }),
    archive: (id) => changeThread(records, channelAt(id), { archived: true }),
    deleteChannel: (id) => deleteChannel(records, channelAt(id)),
    closeDirect: channels.closeDirect,
    written,
    told: (userId) => written(channels.direct(userId).id),
    message: (id) => {
      const found = messages.get(id);
      return found && messageJson(found, records);
    },
  };
}

function existing<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`The fake Discord has no ${what}`);
  return found;
}

const WRITTEN_TYPES: readonly number[] = [0, 19];

const isWrittenByBot = ({ author, webhookId, type }: SentMessage): boolean =>
  author["id"] === APPLICATION_ID && webhookId === undefined && WRITTEN_TYPES.includes(type);

function post(records: Records, forum: Channel, posted: Posted, attach: Attach): SentMessage {
  const { title: name, userId: ownerId = USER_ID, tags = [], isMessageFirst = false } = posted;
  const thread = records.channels.put(
    threadOf({ id: snowflake(), parent: forum, name, ownerId, tags }),
  );
  const announce = (): void =>
    records.feed.channel("THREAD_CREATE", thread, { newly_created: true });
  if (!isMessageFirst) announce();
  const message = add(records, memberMessage(posted, { channel: thread, attach, id: thread.id }));
  if (isMessageFirst) announce();
  return message;
}

function deleteChannel(records: Records, channel: Channel): void {
  const { channels, messages, feed, news } = records;
  const { id, guildId, thread } = channel;
  if (guildId !== null) {
    const threads = channels.list(guildId).filter(({ parentId }) => parentId === id);
    threads.forEach((inside) => deleteChannel(records, inside));
  }
  const inside = [...messages.values()].filter(({ channelId }) => channelId === id);
  inside.forEach((message) => messages.delete(message.id));
  feed.channel(thread === undefined ? "CHANNEL_DELETE" : "THREAD_DELETE", channel);
  channels.remove(channel);
  news.announce();
}
