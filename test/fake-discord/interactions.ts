/** @module The user's side of interactions: starting one and waiting for responses. */
import { takeAnswer } from "./callbacks.ts";
import type { Delivered, Endpoint } from "./endpoint.ts";
import { interactionToken, snowflake } from "./ids.ts";
import { fieldsOf, isFields, listOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { flatten } from "./component-limits.ts";
import { readable } from "./intents.ts";
import { messageJson } from "./message-json.ts";
import { pressable } from "./messages.ts";
import type { SentMessage } from "./messages.ts";
import {
  componentData,
  interactionPayload,
  messageCommandData,
  namedData,
  TYPES,
  whereOf,
} from "./payloads.ts";
import type { AttachedFile, ComponentEvent, InteractionEvent, Where } from "./payloads.ts";
import type { Callback, Interaction, Records } from "./records.ts";
import type { Sessions } from "./sessions.ts";

type Choice = { readonly name: string; readonly value: string | number };

/** An interaction that a test started. */
export type InteractionHandle = {
  readonly id: string;
  readonly token: string;
  /** Waits for the first response. */
  readonly acknowledged: (timeoutMs?: number) => Promise<Callback>;
  /** Waits for the message that replaces "is thinking". */
  readonly message: (timeoutMs?: number) => Promise<SentMessage>;
  /** Returns the message after each edit of the original, oldest first. */
  readonly edits: () => readonly SentMessage[];
  readonly followUps: () => readonly SentMessage[];
  /** Waits for the response to an autocomplete. */
  readonly choices: (timeoutMs?: number) => Promise<readonly Choice[]>;
  /** Sends the same event again, as Discord may. */
  readonly again: () => void;
  /** Waits for the responses to so many deliveries over HTTP. */
  readonly delivered: (count?: number, timeoutMs?: number) => Promise<readonly Delivered[]>;
  /** Expires the token, as 15 minutes would: the response cannot be changed any more. */
  readonly expire: () => void;
};

export type Surroundings = {
  readonly records: Records;
  readonly dispatch: Sessions["dispatch"];
  readonly endpoint: Pick<Endpoint, "send" | "url">;
  /** Makes a file available, and returns the attachment. */
  readonly attach: (file: AttachedFile) => Fields;
  readonly definition: (name: string, guildId: string | null) => Fields | undefined;
};

/** Alters a payload into one that Discord would not send. */
export type Forge = (payload: Fields) => Fields;

/** Less than the time-out of a test, so that this error is reported. */
const PATIENCE = 4000;

/** Sends the event and returns without waiting for a response. */
export function startInteraction(
  around: Surroundings,
  event: InteractionEvent,
  forge: Forge = (payload) => payload,
): InteractionHandle {
  const id = snowflake(Date.now() - (event.ageMs ?? 0));
  const token = interactionToken(id);
  const { records } = around;
  const known = event.type === "component" ? findPressed(records, event) : undefined;
  const where = whereOf(event, records.channels, known);
  const source =
    event.type === "component" ? (known ?? addOlder(records, event, where)) : undefined;
  const data = detail(around, event, where, source);
  const payload = forge(interactionPayload(id, token, event, where, data));
  const asked: Interaction = {
    id,
    token,
    where,
    kind: kindOf(payload["type"], event.type),
    sourceId: source?.id,
    isOverHttp: around.endpoint.url() !== undefined,
    callback: undefined,
    originalId: undefined,
    settled: false,
    expired: false,
    edits: [],
    followUps: [],
  };
  records.byToken.set(token, asked);
  const deliveries: Delivered[] = [];
  const send = (): void => {
    if (around.endpoint.url() !== undefined)
      return void deliver(around, asked, payload, deliveries);
    const dataFor = (intents: number): Fields => readablePress(payload, intents);
    around.dispatch("INTERACTION_CREATE", dataFor, where.guildId);
  };
  send();
  return handle(records, asked, send, deliveries);
}

/** Sends an event over HTTP; the first response with status 200 is the first answer. */
async function deliver(
  { records, endpoint }: Surroundings,
  asked: Interaction,
  payload: Fields,
  deliveries: Delivered[],
): Promise<void> {
  const delivered = await endpoint.send(payload);
  deliveries.push(delivered);
  if (delivered.status === 200 && asked.callback === undefined)
    takeAnswer(records, asked, delivered);
  records.news.announce();
}

/** Empties the message that the pressed message replies to, as in other events. */
const readablePress = (payload: Fields, intents: number): Fields =>
  payload["guild_id"] === undefined || !isFields(payload["message"])
    ? payload
    : { ...payload, message: readable(payload["message"], intents) };

/** Returns the kind of a payload, which decides the responses allowed. */
function kindOf(type: unknown, before: InteractionEvent["type"]): Interaction["kind"] {
  if (type === TYPES[before]) return before;
  const kinds = { 1: "ping", 2: "command", 3: "component", 4: "autocomplete" } as const;
  return kinds[type as keyof typeof kinds] ?? "other";
}

function detail(
  around: Surroundings,
  event: InteractionEvent,
  { guildId }: Where,
  source: SentMessage | undefined,
): Fields {
  if (event.type === "component") {
    return componentData(event, source === undefined ? {} : messageJson(source, around.records));
  }
  const definition = around.definition(event.name, guildId);
  const id = definition?.["id"];
  if (event.type === "message command")
    return messageCommandData(event, typeof id === "string" ? id : snowflake());
  const { channels } = around.records;
  const channelOf = (channelId: string) => channels.find(channelId);
  const own = typeof id === "string" ? id : snowflake();
  return namedData(event, definition, own, { attach: around.attach, channelOf });
}

/** Finds the message of a press: the one named, else the newest with the component. */
function findPressed(
  { messages }: Records,
  { customId, messageId }: ComponentEvent,
): SentMessage | undefined {
  const shows = ({ components }: SentMessage): boolean =>
    flatten(components).some((entry) => fieldsOf(entry)["custom_id"] === customId);
  if (messageId === undefined) return [...messages.values()].reverse().find(shows);
  const named = messages.get(messageId);
  if (named !== undefined && shows(named)) return named;
  throw new Error(`Message ${messageId} has no component ${customId}`);
}

/** Adds a message with the component, as from before a restart. */
function addOlder({ messages }: Records, event: ComponentEvent, where: Where): SentMessage {
  const message = pressable(where, event.customId, event.values !== undefined);
  messages.set(message.id, message);
  return message;
}

function handle(
  records: Records,
  asked: Interaction,
  again: () => void,
  deliveries: readonly Delivered[],
): InteractionHandle {
  const { news, messages } = records;
  const shown = (): SentMessage | undefined =>
    asked.settled ? messages.get(asked.originalId ?? "") : undefined;
  const kept = (id: string): readonly SentMessage[] => {
    const message = messages.get(id);
    return message === undefined ? [] : [message];
  };
  return {
    id: asked.id,
    token: asked.token,
    again,
    delivered: (count = 1, ms = PATIENCE) =>
      news.until(
        () => (deliveries.length >= count ? [...deliveries] : undefined),
        ms,
        `${count} deliveries`,
      ),
    expire: () => void (asked.expired = true),
    acknowledged: (ms = PATIENCE) => news.until(() => asked.callback, ms, "an acknowledgement"),
    message: (ms = PATIENCE) => news.until(shown, ms, "a message"),
    choices: (ms = PATIENCE) => news.until(() => choicesOf(asked), ms, "choices"),
    edits: () => [...asked.edits],
    followUps: () => asked.followUps.flatMap(kept),
  };
}

/** The cast is sound because choices are checked before they are kept. */
const choicesOf = ({ kind, callback }: Interaction): readonly Choice[] | undefined =>
  kind === "autocomplete" && callback !== undefined
    ? (listOf(callback.data?.["choices"]) as readonly Choice[])
    : undefined;
