/** @module Messages in the form of the API. */
import { channelJson } from "./channel-json.ts";
import type { Channels } from "./channels.ts";
import { APPLICATION_ID } from "./ids.ts";
import type { Fields } from "./json.ts";
import type { KeptFile, SentMessage } from "./messages.ts";
import { userOf } from "./people.ts";

/** The messages and channels that exist. */
export type Store = {
  readonly messages: Map<string, SentMessage>;
  readonly channels: Channels;
};

/** The types that hold the message they refer to: replies, starts of threads, responses to a message's menu. */
const REFERRING: readonly number[] = [19, 21, 23];
const HAS_THREAD = 1 << 5;

/** Returns a message; one that is a reply holds the other message, or null where that was deleted. */
export function messageJson(message: SentMessage, store: Store): Fields {
  const { reference } = message;
  const refers = reference !== undefined && REFERRING.includes(message.type);
  const other = refers ? store.messages.get(String(reference["message_id"])) : undefined;
  return {
    ...plainJson(message),
    ...threadFields(message, store.channels),
    ...(reference === undefined ? {} : { message_reference: reference }),
    ...(refers ? { referenced_message: other === undefined ? null : plainJson(other) } : {}),
  };
}

function plainJson(message: SentMessage): Fields {
  const { id, content, embeds, components, flags, type, author, webhookId } = message;
  return {
    id,
    type,
    channel_id: message.channelId,
    author,
    content,
    embeds,
    components,
    flags,
    attachments: [...message.attachments, ...message.files.map(attachmentJson)],
    timestamp: message.writtenAt,
    edited_timestamp: message.editedAt,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: message.mentions.map(userOf),
    mention_roles: message.roleMentions,
    ...(webhookId === undefined ? {} : { webhook_id: webhookId }),
    ...(webhookId === APPLICATION_ID ? { application_id: APPLICATION_ID } : {}),
  };
}

/** Returns the thread that was started from a message: both have one ID. The first message of a forum's post lies in it. */
function threadFields({ id, channelId, flags }: SentMessage, channels: Channels): Fields {
  const thread = id === channelId ? undefined : channels.thread(id);
  return thread === undefined ? {} : { thread: channelJson(thread), flags: flags | HAS_THREAD };
}

function attachmentJson({ id, name, bytes }: KeptFile): Fields {
  const url = `https://cdn.invalid/${id}/${encodeURIComponent(name)}`;
  return { id, filename: name, size: bytes.byteLength, url, proxy_url: url };
}
