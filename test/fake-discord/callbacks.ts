/** @module First responses to interactions: a message, a defer, an update or choices. */
import { choicesViolations } from "./option-limits.ts";
import type { Answer, Received } from "./http.ts";
import { fieldsOf, flagsOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { EPHEMERAL } from "./limits.ts";
import { messageJson } from "./message-json.ts";
import { draft, inResponse, LOADING, placeholder, revision } from "./messages.ts";
import type { SentMessage } from "./messages.ts";
import type { Interaction, Records } from "./records.ts";
import type { Refuse } from "./refusals.ts";

const PONG = 1;
const MESSAGE = 4;
export const DEFER = 5;
const DEFER_UPDATE = 6;
const UPDATE = 7;
const CHOICES = 8;

const ALLOWED: Readonly<Record<Interaction["kind"], readonly number[]>> = {
  command: [MESSAGE, DEFER],
  "message command": [MESSAGE, DEFER],
  autocomplete: [CHOICES],
  component: [MESSAGE, DEFER, DEFER_UPDATE, UPDATE],
  ping: [PONG],
  other: [MESSAGE, DEFER],
};

/** Accepts the first response to an interaction: exactly one, of a type that fits the interaction. */
export function answerCallback(
  records: Records,
  [id, token]: readonly string[],
  received: Received,
  withResponse: boolean,
  refuse: Refuse,
): Answer {
  const asked = records.byToken.get(token ?? "");
  if (asked === undefined || asked.id !== id)
    return refuse.misuse(404, 10062, "Unknown interaction");
  if (asked.callback !== undefined) {
    return refuse.misuse(400, 40060, "Interaction has already been acknowledged.");
  }
  const faults = accept(records, asked, received);
  if (faults.length > 0) return refuse.body(faults);
  records.news.announce();
  return withResponse ? { status: 200, body: callbackJson(records, asked) } : { status: 204 };
}

/** Takes the response to a delivery over HTTP as the first answer; faults are noted. */
export function takeAnswer(records: Records, asked: Interaction, received: Received): void {
  for (const fault of accept(records, asked, received)) records.note(`the HTTP response: ${fault}`);
}

function accept(
  records: Records,
  asked: Interaction,
  { body, files }: Received,
): readonly string[] {
  const { type, data } = fieldsOf(body);
  if (typeof type !== "number" || !ALLOWED[asked.kind].includes(type)) {
    return [`type: ${String(type)} does not answer a ${asked.kind}`];
  }
  const { message, faults } = outcome(records, asked, type, { body: data, files });
  if (faults.length > 0) return faults;
  asked.callback = { type, ...(data === undefined ? {} : { data: fieldsOf(data) }) };
  asked.settled = type === MESSAGE || type === UPDATE || type === CHOICES;
  if (message !== undefined) keep(records, asked, message);
  return [];
}

type Outcome = { readonly message?: SentMessage | undefined; readonly faults: readonly string[] };

function outcome(records: Records, asked: Interaction, type: number, sent: Received): Outcome {
  const source = records.messages.get(asked.sourceId ?? "");
  if (type === MESSAGE) return draft(inResponse(asked.where), sent);
  if (type === UPDATE) return source === undefined ? { faults: [GONE] } : revision(source, sent);
  if (type === PONG) return { faults: [] };
  if (type === DEFER_UPDATE) return { message: source, faults: [] };
  if (type === CHOICES) return { faults: offered(sent.body) };
  const flags = flagsOf(fieldsOf(sent.body)["flags"]);
  const faults =
    (flags & ~EPHEMERAL) === 0 ? [] : ["data.flags: a defer carries EPHEMERAL at most"];
  return { message: placeholder(inResponse(asked.where), flags), faults };
}

const GONE = "type: 7 has no message to update, which was deleted";

const offered = (data: unknown): readonly string[] => {
  const { choices } = fieldsOf(data);
  if (!Array.isArray(choices)) return ["data.choices: is required"];
  return choicesViolations(choices, "data.choices");
};

function keep(records: Records, asked: Interaction, message: SentMessage): void {
  const previous = records.messages.get(message.id);
  records.messages.set(message.id, message);
  asked.originalId = message.id;
  if (previous === message) return;
  records.feed.message(previous === undefined ? "MESSAGE_CREATE" : "MESSAGE_UPDATE", message);
}

function callbackJson(records: Records, asked: Interaction): Fields {
  const message = records.messages.get(asked.originalId ?? "");
  const { callback } = asked;
  const shownFields = message === undefined ? {} : messageFields(message);
  const shown = message === undefined ? {} : { message: messageJson(message, records) };
  return {
    interaction: { id: asked.id, type: 2, ...shownFields },
    resource: { type: callback?.type, ...shown },
  };
}

const messageFields = (message: SentMessage): Fields => ({
  response_message_id: message.id,
  response_message_loading: (message.flags & LOADING) !== 0,
  response_message_ephemeral: (message.flags & EPHEMERAL) !== 0,
});
