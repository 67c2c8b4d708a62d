/** @module The user's side of interactions: starting one and waiting for responses. */
import { interactionToken, snowflake } from "./ids.ts";
import { fieldsOf, listOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { flatten } from "./component-limits.ts";
import { messageJson, pressable } from "./messages.ts";
import type { SentMessage } from "./messages.ts";
import {
  componentData,
  interactionPayload,
  messageCommandData,
  namedData,
  TYPES,
  whereOf,
} from "./payloads.ts";
import type { AttachedFile, ComponentEvent, InteractionEvent } from "./payloads.ts";
import type { Callback, Interaction, Records } from "./records.ts";

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
  /** Expires the token, as 15 minutes would: the response cannot be changed any more. */
  readonly expire: () => void;
};

export type Surroundings = {
  readonly records: Records;
  readonly dispatch: (event: string, data: Fields, guildId: string | null) => void;
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
  const where = whereOf(event);
  const source = event.type === "component" ? pressedMessage(around.records, event) : undefined;
  const data = detail(around, event, source);
  const payload = forge(interactionPayload(id, token, event, data));
  const asked: Interaction = {
    id,
    token,
    where,
    kind: kindOf(payload["type"], event.type),
    sourceId: source?.id,
    callback: undefined,
    originalId: undefined,
    settled: false,
    expired: false,
    edits: [],
    followUps: [],
  };
  around.records.byToken.set(token, asked);
  const send = (): void => around.dispatch("INTERACTION_CREATE", payload, where.guildId);
  send();
  return handle(around.records, asked, send);
}

/** Returns the kind of a payload, which decides the responses allowed. */
function kindOf(type: unknown, before: InteractionEvent["type"]): Interaction["kind"] {
  if (type === TYPES[before]) return before;
  const kinds = { 1: "ping", 2: "command", 3: "component", 4: "autocomplete" } as const;
  return kinds[type as keyof typeof kinds] ?? "other";
}

function detail(
  around: Surroundings,
  event: InteractionEvent,
  source: SentMessage | undefined,
): Fields {
  const { guildId, channelId } = whereOf(event);
  if (event.type === "component") {
    return componentData(event, source === undefined ? {} : messageJson(source, channelId));
  }
  const definition = around.definition(event.name, guildId);
  const id = definition?.["id"];
  if (event.type === "message command")
    return messageCommandData(event, typeof id === "string" ? id : snowflake());
  return namedData(event, definition, typeof id === "string" ? id : snowflake(), around.attach);
}

/** Returns the newest message with the component; a new one if there is none, as after a restart. */
function pressedMessage(records: Records, { customId, values }: ComponentEvent): SentMessage {
  const shows = ({ components }: SentMessage): boolean =>
    flatten(components).some((entry) => fieldsOf(entry)["custom_id"] === customId);
  const known = [...records.messages.values()].reverse().find(shows);
  if (known !== undefined) return known;
  const message = pressable(customId, values !== undefined);
  records.messages.set(message.id, message);
  return message;
}

function handle(records: Records, asked: Interaction, again: () => void): InteractionHandle {
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
