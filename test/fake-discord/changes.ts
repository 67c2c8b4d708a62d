/** @module Changes of messages and threads, each told to the sessions and to waiting tests. */
import type { Channel, ThreadState } from "./channels.ts";
import type { Fields } from "./json.ts";
import type { SentMessage } from "./messages.ts";
import type { Records } from "./records.ts";

/** Keeps a new message. */
export function add({ messages, feed, news }: Records, message: SentMessage): SentMessage {
  messages.set(message.id, message);
  feed.message("MESSAGE_CREATE", message);
  news.announce();
  return message;
}

/** Keeps a message after an edit. */
export function edit({ messages, feed, news }: Records, message: SentMessage): void {
  messages.set(message.id, message);
  feed.message("MESSAGE_UPDATE", message);
  news.announce();
}

/** Deletes a message. */
export function remove({ messages, feed, news }: Records, message: SentMessage): void {
  messages.delete(message.id);
  feed.removed(message);
  news.announce();
}

/** Changes the state of a thread. */
export function changeThread(
  { channels, feed }: Records,
  channel: Channel,
  change: Partial<ThreadState>,
): void {
  if (channel.thread === undefined) throw new Error(`Channel ${channel.id} is no thread`);
  const archive_timestamp = new Date().toISOString();
  const thread = { ...channel.thread, archive_timestamp, ...change };
  feed.channel("THREAD_UPDATE", channels.put({ ...channel, thread }));
}

/** Reopens a thread that is archived, as a message in it does. */
export function reopen(records: Records, channel: Channel): void {
  if (channel.thread?.archived === true) changeThread(records, channel, { archived: false });
}

/** Returns the `message_reference` of a reply to a message. */
export const referenceTo = ({ id, channelId, guildId }: SentMessage): Fields => ({
  type: 0,
  message_id: id,
  channel_id: channelId,
  ...(guildId === null ? {} : { guild_id: guildId }),
});
