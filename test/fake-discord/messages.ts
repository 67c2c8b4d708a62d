/** @module Messages as the fake keeps them, and as its API returns them. */
import type {
  APIComponentInMessageActionRow,
  APIEmbed,
  APIMessageTopLevelComponent,
} from "discord-api-types/v10";
import type { SentFile } from "./http.ts";
import { APPLICATION_ID, snowflake } from "./ids.ts";
import { fieldsOf, flagsOf, isFields, listOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { DISPLAY, EPHEMERAL, violations } from "./limits.ts";

type KeptFile = SentFile & { readonly id: string };

/** A message as its readers see it after all requests. */
export type SentMessage = {
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

/** Returns the "is thinking" message between defer and edit. */
export function placeholder(flags: number): SentMessage {
  const empty = { content: "", embeds: [], components: [], files: [] };
  return { id: snowflake(), ...empty, flags: (flags & EPHEMERAL) | LOADING };
}

/** Returns a message from before a restart, with one button or select. */
export function pressable(customId: string, select: boolean): SentMessage {
  const options = [{ label: "One", value: "one" }];
  const control: APIComponentInMessageActionRow = select
    ? { type: 3, custom_id: customId, options }
    : { type: 2, style: 2, label: "Press", custom_id: customId };
  const components: APIMessageTopLevelComponent[] = [{ type: 1, components: [control] }];
  return { id: snowflake(), content: "Older", embeds: [], components, files: [], flags: 0 };
}

/**
 * Returns the message after a request. Limits apply to the whole message, since an edit may empty
 * it; `allowed_mentions` to the request only, since each edit parses mentions again.
 */
export function draft(
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
  return { message: shaped(previous?.id ?? snowflake(), whole, kept), faults };
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
function shaped(id: string, whole: Fields, files: readonly KeptFile[]): SentMessage {
  return {
    id,
    content: typeof whole["content"] === "string" ? whole["content"] : "",
    embeds: listOf(whole["embeds"]) as readonly APIEmbed[],
    components: listOf(whole["components"]) as readonly APIMessageTopLevelComponent[],
    flags: flagsOf(whole["flags"]),
    files,
  };
}

/** The bot's account, which many responses contain. */
export const botUser: Fields = {
  id: APPLICATION_ID,
  username: "footnote",
  discriminator: "0",
  global_name: null,
  avatar: null,
  bot: true,
  public_flags: 0,
};

/** Returns a message in the form of the API. */
export function messageJson(message: SentMessage, channelId: string): Fields {
  const { files, ...rest } = message;
  return {
    ...rest,
    attachments: files.map(attachmentJson),
    type: 20,
    channel_id: channelId,
    application_id: APPLICATION_ID,
    webhook_id: APPLICATION_ID,
    author: botUser,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
  };
}

function attachmentJson({ id, name, bytes }: KeptFile): Fields {
  const url = `https://cdn.invalid/${id}/${encodeURIComponent(name)}`;
  return { id, filename: name, size: bytes.byteLength, url, proxy_url: url };
}
