/** @module The members' side of channels: they write, post in forums, edit, delete, and moderate. */
import { add, changeThread, edit, referenceTo, remove } from "./changes.ts";
import { channelJson, threadOf } from "./channels.ts";
import type { Channel, Channels } from "./channels.ts";
import { APPLICATION_ID, CHANNEL_ID, snowflake, USER_ID } from "./ids.ts";
import type { Fields } from "./json.ts";
import { messageJson } from "./message-json.ts";
import type { SentMessage } from "./messages.ts";
import type { AttachedFile } from "./payloads.ts";
import { userOf } from "./people.ts";
import type { Records } from "./records.ts";

type Written = {
  readonly content?: string;
  readonly userId?: string;
  /** The roles of the author. */
  readonly roles?: readonly string[];
  /** Whether another bot wrote it. */
  readonly bot?: boolean;
  /** Whether a webhook wrote it. */
  readonly webhook?: boolean;
  readonly attachments?: readonly AttachedFile[];
  readonly embeds?: SentMessage["embeds"];
  /** Users that it mentions beside those in its content. */
  readonly mentions?: readonly string[];
};

export type Said = Written & {
  readonly channelId?: string;
  /** The message that it answers, whose author it mentions unless `isQuiet`. */
  readonly replyTo?: string;
  readonly isQuiet?: boolean;
};

export type Posted = Written & {
  readonly forumId: string;
  readonly title: string;
  readonly tags?: readonly string[];
  /** Sends the message before the thread: Discord promises no order. */
  readonly isMessageFirst?: boolean;
};

type ThreadDetails = { readonly name?: string; readonly userId?: string };

export type Community = Pick<Channels, "forbid" | "permit"> & {
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
  /** Deletes a channel or a thread, with its messages. */
  readonly deleteChannel: (id: string) => void;
  /** Makes a member refuse direct messages. */
  readonly closeDirect: (userId: string) => void;
  /** Returns the bot's messages in a channel that answer no interaction and are still there. */
  readonly written: (channelId: string) => readonly SentMessage[];
  /** Returns the bot's direct messages to a member. */
  readonly told: (userId: string) => readonly SentMessage[];
  /** Returns a message as it is now, in the form of the API; undefined once it is deleted. */
  readonly message: (id: string) => Fields | undefined;
};

type Attach = (file: AttachedFile) => Fields;

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
      if (channel.thread?.archived === true) changeThread(records, channel, { archived: false });
      return add(records, memberMessage(channel, said, attach, answered));
    },
    postIn: (posted) => post(records, channelAt(posted.forumId), posted, attach),
    editMessage: (id, content) => {
      const editedAt = new Date().toISOString();
      const message = { ...messageAt(id), content, editedAt };
      edit(records, { ...message, mentions: mentionsOf(message) });
    },
    deleteMessage: (id) => remove(records, messageAt(id)),
    openThread: (id, channelId, { name = "A thread", userId: ownerId = USER_ID } = {}) => {
      const thread = channels.put(threadOf({ id, parent: channelAt(channelId), name, ownerId }));
      records.feed.channel("THREAD_CREATE", thread, { newly_created: true });
    },
    lock: (id) => changeThread(records, channelAt(id), { locked: true }),
    archive: (id) => changeThread(records, channelAt(id), { archived: true }),
    deleteChannel: (id) => deleteChannel(records, channelAt(id)),
    closeDirect: channels.close,
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

function memberMessage(
  { id: channelId, guildId }: Channel,
  written: Written & Pick<Said, "isQuiet">,
  attach: Attach,
  answered?: SentMessage,
  id: string = snowflake(),
): SentMessage {
  const { content = "", userId = USER_ID, roles = [], embeds = [], bot = false } = written;
  const pinged =
    answered === undefined || written.isQuiet === true ? [] : [String(answered.author["id"])];
  const mentions = [
    ...new Set([...mentionsOf({ content }), ...(written.mentions ?? []), ...pinged]),
  ];
  return {
    id,
    channelId,
    guildId,
    type: answered === undefined ? 0 : REPLY,
    author: { ...userOf(userId), ...(bot || written.webhook === true ? { bot: true } : {}) },
    ...(written.webhook === true ? { webhookId: userId } : {}),
    ...(answered === undefined ? {} : { reference: referenceTo(answered) }),
    roles,
    content,
    mentions,
    roleMentions: [...content.matchAll(/<@&(\d+)>/g)].map(([, role = ""]) => role),
    attachments: (written.attachments ?? []).map(attach),
    embeds,
    components: [],
    files: [],
    flags: 0,
    writtenAt: new Date().toISOString(),
    editedAt: null,
  };
}

const REPLY = 19;

const mentionsOf = ({
  content,
  mentions = [],
}: {
  content: string;
  mentions?: readonly string[];
}): readonly string[] => [
  ...new Set([...[...content.matchAll(/<@!?(\d+)>/g)].map(([, user = ""]) => user), ...mentions]),
];

function post(records: Records, forum: Channel, posted: Posted, attach: Attach): SentMessage {
  const { title: name, userId: ownerId = USER_ID, tags = [], isMessageFirst = false } = posted;
  const thread = records.channels.put(
    threadOf({ id: snowflake(), parent: forum, name, ownerId, tags }),
  );
  const announce = (): void =>
    records.feed.channel("THREAD_CREATE", thread, { newly_created: true });
  if (!isMessageFirst) announce();
  const message = add(records, memberMessage(thread, posted, attach, undefined, thread.id));
  if (isMessageFirst) announce();
  return message;
}

function deleteChannel({ channels, messages, feed, news }: Records, channel: Channel): void {
  const { id, thread } = channel;
  const inside = [...messages.values()].filter(({ channelId }) => channelId === id);
  inside.forEach((message) => messages.delete(message.id));
  feed.channel(thread === undefined ? "CHANNEL_DELETE" : "THREAD_DELETE", channel);
  channels.remove(channel);
  news.announce();
}

/** Returns a guild with its channels and active threads that the bot may see, as GUILD_CREATE holds them. */
export function guildJson(
  channels: Channels,
  { id, name = "A guild", ownerId = USER_ID }: Guild,
): Fields {
  const seen = channels.list(id).filter((channel) => channels.may(channel, "view"));
  const isThread = ({ thread }: Channel): boolean => thread !== undefined;
  return {
    id,
    name,
    owner_id: ownerId,
    icon: null,
    features: [],
    roles: [],
    emojis: [],
    stickers: [],
    members: [],
    member_count: 2,
    large: false,
    unavailable: false,
    joined_at: new Date().toISOString(),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    channels: seen.filter((channel) => !isThread(channel)).map(channelJson),
    threads: seen.filter(({ thread }) => thread?.archived === false).map(channelJson),
  };
}

type Guild = { readonly id: string; readonly name?: string; readonly ownerId?: string };
