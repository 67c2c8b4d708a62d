/** @module Requests after the first response: read, edit, delete and follow up. */
import { refusal } from "./http.ts";
import type { Answer, Received } from "./http.ts";
import { add, edit, remove } from "./changes.ts";
import { DEFER } from "./callbacks.ts";
import { messageJson } from "./message-json.ts";
import { draft, inResponse, revision } from "./messages.ts";
import type { SentMessage } from "./messages.ts";
import type { Interaction, Records } from "./records.ts";
import { UNKNOWN_MESSAGE } from "./refusals.ts";
import type { Refuse } from "./refusals.ts";

/** Not a fault: a bot learns of the expiry by this response. */
const EXPIRED = refusal(401, 50027, "Invalid Webhook Token");

/** Refuses a request before the first answer. A bot cannot know when its HTTP response was read. */
const unknownWebhook = (asked: Interaction | undefined, refuse: Refuse): Answer =>
  asked?.isOverHttp === true
    ? refusal(404, 10015, "Unknown Webhook")
    : refuse.misuse(404, 10015, "Unknown Webhook");

/** Answers GET, PATCH and DELETE of `@original` or of a follow-up. */
export function changeMessage(
  records: Records,
  method: string,
  [, token, name]: readonly string[],
  received: Received,
  refuse: Refuse,
): Answer {
  const asked = records.byToken.get(token ?? "");
  if (asked?.callback === undefined) return unknownWebhook(asked, refuse);
  if (asked.expired) return EXPIRED;
  const message = records.messages.get(messageId(asked, name));
  if (message === undefined) return UNKNOWN_MESSAGE;
  if (method === "PATCH") return revise(records, asked, message, received, refuse);
  if (method === "DELETE") {
    remove(records, message);
    return { status: 204 };
  }
  return { status: 200, body: messageJson(message, records) };
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
  received: Received,
  refuse: Refuse,
): Answer {
  const { message, faults } = revision(previous, received);
  if (faults.length > 0) return refuse.body(faults);
  if (message.id === asked.originalId) {
    asked.edits.push(message);
    asked.settled = true;
  }
  edit(records, message);
  return { status: 200, body: messageJson(message, records) };
}

/** Posts a follow-up. Directly after a defer it replaces the placeholder, as at Discord. */
export function followUp(
  records: Records,
  [, token]: readonly string[],
  received: Received,
  refuse: Refuse,
): Answer {
  const asked = records.byToken.get(token ?? "");
  if (asked?.callback === undefined) return unknownWebhook(asked, refuse);
  if (asked.expired) return EXPIRED;
  const waiting = records.messages.get(asked.originalId ?? "");
  if (waiting !== undefined && asked.callback.type === DEFER && !asked.settled) {
    return revise(records, asked, waiting, received, refuse);
  }
  const { message, faults } = draft(inResponse(asked.where), received);
  if (faults.length > 0) return refuse.body(faults);
  asked.followUps.push(message.id);
  add(records, message);
  return { status: 200, body: messageJson(message, records) };
}
