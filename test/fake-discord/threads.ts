/** @module Threads that the bot starts from messages. */
import { add, referenceTo } from "./changes.ts";
import { channelJson } from "./channel-json.ts";
import { ANNOUNCEMENT, TEXT, threadOf } from "./channels.ts";
import type { Channel } from "./channels.ts";
import { keys, text, unless, whole } from "./checks.ts";
import { refusal } from "./http.ts";
import type { Answer } from "./http.ts";
import { APPLICATION_ID, snowflake } from "./ids.ts";
import { fieldsOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { fromBot } from "./messages.ts";
import type { Envelope, SentMessage } from "./messages.ts";
import type { Records } from "./records.ts";
import { NO_ACCESS, NO_PERMISSION, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE } from "./refusals.ts";
import type { Refuse } from "./refusals.ts";

const WRONG_TYPE = refusal(400, 50024, "Cannot execute action on this channel type");
const STARTED = refusal(400, 160004, "A thread has already been created for this message");
const DURATIONS: readonly unknown[] = [60, 1440, 4320, 10_080];
const THREAD_CREATED = 18;
const STARTER_MESSAGE = 21;

/** Starts a thread from a message; both have one ID. */
export function startThread(
  records: Records,
  [channelId = "", messageId = ""]: readonly string[],
  body: unknown,
  refuse: Refuse,
): Answer {
  const channel = records.channels.find(channelId);
  if (channel === undefined) return UNKNOWN_CHANNEL;
  if (!records.channels.may(channel, "view")) return NO_ACCESS;
  if (![TEXT, ANNOUNCEMENT].includes(channel.type)) return WRONG_TYPE;
  if (!records.channels.may(channel, "threads")) return NO_PERMISSION;
  const faults = threadViolations(body);
  if (faults.length > 0) return refuse.body(faults);
  const message = records.messages.get(messageId);
  if (message?.channelId !== channelId) return UNKNOWN_MESSAGE;
  if (records.channels.thread(messageId) !== undefined) return STARTED;
  return { status: 201, body: channelJson(started(records, channel, message, fieldsOf(body))) };
}

function threadViolations(body: unknown): readonly string[] {
  const { name, auto_archive_duration: duration, rate_limit_per_user: pause } = fieldsOf(body);
  return [
    ...keys(body, "", ["name", "auto_archive_duration", "rate_limit_per_user"]),
    ...text(name, "name", 100, 1),
    ...unless(
      duration === undefined || DURATIONS.includes(duration),
      "auto_archive_duration",
      "must be 60, 1440, 4320 or 10080",
    ),
    ...whole(pause, "rate_limit_per_user", 0, 21_600),
  ];
}

function started(
  records: Records,
  parent: Channel,
  message: SentMessage,
  { name, auto_archive_duration: duration = 1440 }: Fields,
): Channel {
  const details = { name: String(name), ownerId: APPLICATION_ID, duration: Number(duration) };
  const thread = records.channels.put(threadOf({ id: message.id, parent, ...details }));
  records.feed.channel("THREAD_CREATE", thread, { newly_created: true });
  records.feed.message("MESSAGE_UPDATE", message);
  say(records, parent, thread.name, {
    type: THREAD_CREATED,
    reference: { type: 0, channel_id: thread.id, guild_id: thread.guildId },
  });
  say(records, thread, "", { type: STARTER_MESSAGE, reference: referenceTo(message) });
  return thread;
}

/** Adds a message of Discord's own, whose author is the one who started the thread. */
function say(records: Records, channel: Channel, content: string, more: Partial<Envelope>): void {
  const envelope = fromBot({ channelId: channel.id, guildId: channel.guildId }, more);
  const shown = { content, embeds: [], components: [], flags: 0, files: [] };
  add(records, { ...envelope, id: snowflake(), ...shown });
}
