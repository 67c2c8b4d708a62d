/** @module The routes that return channels. */
import { channelJson } from "./channel-json.ts";
import { refusal } from "./http.ts";
import type { Answer } from "./http.ts";
import { APPLICATION_ID } from "./ids.ts";
import { fieldsOf } from "./json.ts";
import type { Records } from "./records.ts";
import { NO_ACCESS, UNKNOWN_CHANNEL } from "./refusals.ts";

const NOBODY = refusal(400, 50033, "Invalid Recipient(s)");

/** Returns a channel, a thread or a forum. */
export function getChannel({ channels }: Records, [id = ""]: readonly string[]): Answer {
  const found = channels.find(id);
  if (found === undefined) return UNKNOWN_CHANNEL;
  return channels.may(found, "view") ? { status: 200, body: channelJson(found) } : NO_ACCESS;
}

/** Returns the direct messages with a user, who may refuse the messages themselves. */
export function openDirect({ channels }: Records, body: unknown): Answer {
  const { recipient_id: id } = fieldsOf(body);
  const isUser = typeof id === "string" && /^\d{17,20}$/.test(id) && id !== APPLICATION_ID;
  return isUser ? { status: 200, body: channelJson(channels.direct(id)) } : NOBODY;
}
