/** @module Messages of the bot in channels, threads and direct messages: written, as replies too, and deleted. */
import { add, referenceTo, remove, reopen } from "./changes.ts";
import { holdsPosts } from "./channels.ts";
import type { Channel } from "./channels.ts";
import { refusal } from "./http.ts";
import type { Answer, Received } from "./http.ts";
import { APPLICATION_ID } from "./ids.ts";
import { fieldsOf, isFields } from "./json.ts";
import type { Fields } from "./json.ts";
import { messageJson } from "./message-json.ts";
import { draft, fromBot } from "./messages.ts";
import type { Envelope, SentMessage } from "./messages.ts";
import type { Records } from "./records.ts";
import { NO_ACCESS, NO_PERMISSION, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE } from "./refusals.ts";
import type { Refuse } from "./refusals.ts";

const CLOSED = refusal(403, 50007, "Cannot send messages to this user");
const NOT_TEXT = refusal(400, 50008, "Cannot send messages in a non-text channel");
const NO_HISTORY = refusal(403, 160002, "Cannot reply without permission to read message history");
const ARCHIVED = refusal(403, 50083, "Thread is archived");
const LOCKED = refusal(403, 160005, "Thread is locked");

const REPLY = 19;
/** A message, a reply, and responses to commands: all others are the system's. */
const ANSWERABLE: readonly number[] = [0, REPLY, 20, 23];

/** Posts a message that answers no interaction. */
export function writeInChannel(
  records: Records,
  [channelId = ""]: readonly string[],
  received: Received,
  refuse: Refuse,
): Answer {
  const channel = records.channels.find(channelId);
  if (channel === undefined) return UNKNOWN_CHANNEL;
  const refused = refusedHere(records, channel);
  if (refused !== undefined) return refused;
  const fields = fieldsOf(received.body);
  const answered = referenceOf(records, channel, fields["message_reference"]);
  if ("status" in answered) return answered;
  const { message, faults } = draft(envelopeOf(channel, fields, answered), received);
  if (faults.length > 0) return refuse.body(faults);
  return { status: 200, body: messageJson(kept(records, channel, message, fields), records) };
}

function refusedHere({ channels }: Records, channel: Channel): Answer | undefined {
  if (channel.recipientId !== undefined)
    return channels.takesDirect(channel.recipientId) ? undefined : CLOSED;
  if (!channels.may(channel, "view")) return NO_ACCESS;
  if (holdsPosts(channel)) return NOT_TEXT;
  if (channel.thread?.locked === true) return channel.thread.archived ? ARCHIVED : LOCKED;
  return channels.may(channel, "send") ? undefined : NO_PERMISSION;
}

type Answered = { readonly message?: SentMessage };

/** Finds the message that a reply answers; none where it is gone and the request allows for that. */
function referenceOf(
  { messages, channels }: Records,
  channel: Channel,
  reference: unknown,
): Answered | Answer {
  if (!isFields(reference)) return {};
  if (!channels.may(channel, "history")) return NO_HISTORY;
  const message = messages.get(String(reference["message_id"]));
  const isHere = message !== undefined && message.channelId === channel.id;
  if (!isHere && reference["fail_if_not_exists"] === false) return {};
  if (!isHere) return badReference("MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message");
  if (!ANSWERABLE.includes(message.type))
    return badReference(
      "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
      "Cannot reply to a system message",
    );
  return { message };
}

const badReference = (code: string, message: string): Answer =>
  refusal(400, 50035, "Invalid Form Body", { message_reference: { _errors: [{ code, message }] } });

function envelopeOf(channel: Channel, fields: Fields, { message }: Answered): Envelope {
  const { users, roles } = fieldsOf(fields["allowed_mentions"]);
  const { content } = fields;
  const text = typeof content === "string" ? content : "";
  const named = (ids: unknown, sign: string): readonly string[] =>
    (Array.isArray(ids) ? ids : []).map(String).filter((id) => text.includes(`<${sign}${id}>`));
  const mentions = { mentions: named(users, "@"), roleMentions: named(roles, "@&") };
  const place = { channelId: channel.id, guildId: channel.guildId };
  if (message === undefined) return fromBot(place, mentions);
  return fromBot(place, { ...mentions, type: REPLY, reference: referenceTo(message) });
}

/** Keeps a message and announces it. A nonce that must be unique returns the message that has it already. */
function kept(
  records: Records,
  channel: Channel,
  message: SentMessage,
  { nonce, enforce_nonce: once }: Fields,
): SentMessage {
  const key = `${channel.id} ${String(nonce)}`;
  const isOnce = once === true && nonce !== undefined;
  const before = isOnce ? records.messages.get(records.nonces.get(key) ?? "") : undefined;
  if (before !== undefined) return before;
  if (isOnce) records.nonces.set(key, message.id);
  reopen(records, channel);
  return add(records, message);
}

/** Shows that the bot is typing, where it may write. */
export function showTyping(records: Records, [channelId = ""]: readonly string[]): Answer {
  const channel = records.channels.find(channelId);
  if (channel === undefined) return UNKNOWN_CHANNEL;
  return refusedHere(records, channel) ?? { status: 204 };
}

/** Deletes a message of the bot; other people's need a right that the bot does not have. */
export function deleteInChannel(
  records: Records,
  [channelId = "", id = ""]: readonly string[],
): Answer {
  const channel = records.channels.find(channelId);
  if (channel === undefined) return UNKNOWN_CHANNEL;
  if (!records.channels.may(channel, "view")) return NO_ACCESS;
  const message = records.messages.get(id);
  if (message === undefined || message.channelId !== channelId) return UNKNOWN_MESSAGE;
  if (message.author["id"] !== APPLICATION_ID) return NO_PERMISSION;
  remove(records, message);
  return { status: 204 };
}
