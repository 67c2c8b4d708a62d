/** @module Messages as the fake keeps them. */
import type {
  APIComponentInMessageActionRow,
  APIEmbed,
  APIMessageTopLevelComponent,
} from "discord-api-types/v10";
import type { Received, SentFile } from "./http.ts";
import { APPLICATION_ID, snowflake } from "./ids.ts";
import { fieldsOf, flagsOf, isFields, listOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { DISPLAY, EPHEMERAL, violations } from "./limits.ts";
import { botUser } from "./people.ts";

export type KeptFile = SentFile & { readonly id: string };

/** The facts of a message that its author does not edit. */
export type Envelope = {
  readonly channelId: string;
  /** Null for direct messages. */
  readonly guildId: string | null;
  readonly type: number;
  readonly author: Fields;
  /** The webhook that wrote it; the bot's ID for a response to an interaction. */
  readonly webhookId?: string;
  /** The roles of the author. */
  readonly roles: readonly string[];
  readonly mentions: readonly string[];
  readonly roleMentions: readonly string[];
  /** The message that it answers, as `message_reference`. */
  readonly reference?: Fields;
  /** The files of a member, in the form of the API. */
  readonly attachments: readonly Fields[];
  readonly writtenAt: string;
  readonly editedAt: string | null;
};

/** A message as its readers see it after all requests. */
export type SentMessage = Envelope & {
  readonly id: string;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly files: readonly KeptFile[];
};

export type Draft = { readonly message: SentMessage; readonly faults: readonly string[] };

/** The flag of the "is thinking" placeholder; only Discord sets it. */
export const LOADING = 1 << 7;

const FIXED = EPHEMERAL | DISPLAY;

const RESPONSE = 20;

type Place = { readonly channelId: string; readonly guildId: string | null };

/** Returns the envelope of a message that the bot writes now. */
export function fromBot({ channelId, guildId }: Place, more: Partial<Envelope> = {}): Envelope {
  const nobody = { roles: [], mentions: [], roleMentions: [], attachments: [] };
  const times = { writtenAt: new Date().toISOString(), editedAt: null };
  return { channelId, guildId, type: 0, author: botUser, ...nobody, ...times, ...more };
}

/** Returns the envelope of a response to an interaction. */
export const inResponse = (place: Place): Envelope =>
  fromBot(place, { type: RESPONSE, webhookId: APPLICATION_ID });

const EMPTY = { content: "", embeds: [], components: [], files: [] };

/** Returns the "is thinking" message between defer and edit. */
export function placeholder(envelope: Envelope, flags: number): SentMessage {
  return { ...envelope, id: snowflake(), ...EMPTY, flags: (flags & EPHEMERAL) | LOADING };
}

/** Returns a message from before a restart, with one button or select. */
export function pressable(place: Place, customId: string, select: boolean): SentMessage {
  const options = [{ label: "One", value: "one" }];
  const control: APIComponentInMessageActionRow = select
    ? { type: 3, custom_id: customId, options }
    : { type: 2, style: 2, label: "Press", custom_id: customId };
  const components: APIMessageTopLevelComponent[] = [{ type: 1, components: [control] }];
  const shown = { ...EMPTY, content: "Older", components, flags: 0 };
  return { ...inResponse(place), id: snowflake(), ...shown };
}

/** Returns the new message of a request. */
export function draft(envelope: Envelope, { body, files }: Received): Draft {
  return judged(envelope, undefined, body, files);
}

/** Returns a message after an edit. */
export function revision(previous: SentMessage, { body, files }: Received): Draft {
  const envelope = { ...previous, editedAt: new Date().toISOString() };
  return judged(envelope, previous, body, files);
}

/**
 * Limits apply to the whole message, since an edit may empty it; `allowed_mentions` to the request only, since each edit
 * parses mentions again.
 */
function judged(
  envelope: Envelope,
  previous: SentMessage | undefined,
  body: unknown,
  files: readonly SentFile[],
): Draft {
  const request = fieldsOf(body);
  const flags = flagsAfter(previous, request);
  const kept = [
    ...keptFiles(previous, request),
    ...files.map((file) => ({ ...file, id: snowflake() })),
  ];
  const whole = { ...carried(previous), ...request, flags };
  const faults = isFields(body) ? violations(whole, kept) : ["body: must be an object"];
  const id = previous?.id ?? snowflake();
  return { message: { ...envelope, ...shaped(id, whole, kept) }, faults };
}

const carried = (previous: SentMessage | undefined): Fields =>
  previous === undefined
    ? {}
    : { content: previous.content, embeds: previous.embeds, components: previous.components };

/** Returns the flags after a request: the first response decides who sees a message, and Components V2 are final. */
function flagsAfter(previous: SentMessage | undefined, request: Fields): number {
  const asked = flagsOf(request["flags"]);
  if (previous === undefined) return asked;
  if (request["flags"] === undefined) return previous.flags & ~LOADING;
  return (previous.flags & FIXED) | (asked & ~EPHEMERAL & ~LOADING);
}

/** Returns the files after an edit: those that it lists, or all if it has no list. */
function keptFiles(previous: SentMessage | undefined, request: Fields): readonly KeptFile[] {
  const listed = request["attachments"];
  const ids = listOf(listed).map((entry) => fieldsOf(entry)["id"]);
  return (previous?.files ?? []).filter(({ id }) => listed === undefined || ids.includes(id));
}

/** The casts are sound because a message with faults is never kept. */
function shaped(
  id: string,
  whole: Fields,
  files: readonly KeptFile[],
): Omit<SentMessage, keyof Envelope> {
  return {
    id,
    content: typeof whole["content"] === "string" ? whole["content"] : "",
    embeds: listOf(whole["embeds"]) as readonly APIEmbed[],
    components: listOf(whole["components"]) as readonly APIMessageTopLevelComponent[],
    flags: flagsOf(whole["flags"]),
    files,
  };
}
