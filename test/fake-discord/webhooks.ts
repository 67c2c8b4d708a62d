/** @module Requests after the first response: read, edit, delete and follow up. */
import { refusal } from "./http.ts";
import type { Answer, Received } from "./http.ts";
import { DEFER } from "./callbacks.ts";
import { draft, messageJson } from "./messages.ts";
import type { SentMessage } from "./messages.ts";
import type { Interaction, Records } from "./records.ts";
import type { Refuse } from "./refusals.ts";

/** Not a fault: a bot learns of the expiry by this response. */
const EXPIRED = refusal(401, 50027, "Invalid Webhook Token");

/** Answers GET, PATCH and DELETE of `@original` or of a follow-up. */
export function changeMessage(
  records: Records,
  method: string,
  [, token, name]: readonly string[],
  received: Received,
  refuse: Refuse,
): Answer {
  const asked = records.byToken.get(token ?? "");
  if (asked?.callback === undefined) return refuse.misuse(404, 10015, "Unknown Webhook");
  if (asked.expired) return EXPIRED;
  const message = records.messages.get(messageId(asked, name));
  if (message === undefined) return refusal(404, 10008, "Unknown Message");
  if (method === "PATCH") return revise(records, asked, message, received, refuse);
  if (method === "DELETE") return remove(records, message);
  return { status: 200, body: messageJson(message, asked.where.channelId) };
}

function messageId(asked: Interaction, name: string | undefined): string {
  const own = [asked.originalId, ...asked.followUps];
  if (name === "@original") return asked.originalId ?? "";
  return own.includes(name) ? (name ?? "") : "";
}

function revise(
  records: Records,
  asked: Interaction,
  previous: SentMessage,
  { body, files }: Received,
  refuse: Refuse,
): Answer {
  const { message, faults } = draft(previous, body, files);
  if (faults.length > 0) return refuse.body(faults);
  records.messages.set(message.id, message);
  if (message.id === asked.originalId) {
    asked.edits.push(message);
    asked.settled = true;
  }
  records.news.announce();
  return { status: 200, body: messageJson(message, asked.where.channelId) };
}

function remove(records: Records, message: SentMessage): Answer {
  records.messages.delete(message.id);
  records.news.announce();
  return { status: 204 };
}

/** Posts a message that answers no interaction. Permissions are not checked; a test can order a failure. */
export function writeInChannel(
  { channels, news }: Records,
  [channelId = ""]: readonly string[],
  { body, files }: Received,
  refuse: Refuse,
): Answer {
  const { message, faults } = draft(undefined, body, files);
  if (faults.length > 0) return refuse.body(faults);
  channels.set(channelId, [...(channels.get(channelId) ?? []), message]);
  news.announce();
  return { status: 200, body: messageJson(message, channelId) };
}

/** Posts a follow-up. Directly after a defer it replaces the placeholder, as at Discord. */
export function followUp(
  records: Records,
  [, token]: readonly string[],
  received: Received,
  refuse: Refuse,
): Answer {
  const asked = records.byToken.get(token ?? "");
  if (asked?.callback === undefined) return refuse.misuse(404, 10015, "Unknown Webhook");
  if (asked.expired) return EXPIRED;
  const waiting = records.messages.get(asked.originalId ?? "");
  if (waiting !== undefined && asked.callback.type === DEFER && !asked.settled) {
    return revise(records, asked, waiting, received, refuse);
  }
  const { message, faults } = draft(undefined, received.body, received.files);
  if (faults.length > 0) return refuse.body(faults);
  records.messages.set(message.id, message);
  asked.followUps.push(message.id);
  records.news.announce();
  return { status: 200, body: messageJson(message, asked.where.channelId) };
}
