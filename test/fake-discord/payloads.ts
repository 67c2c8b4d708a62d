/** @module INTERACTION_CREATE as Discord sends it, for commands, autocomplete and components. */
import { channelJson } from "./channel-json.ts";
import { textChannel } from "./channels.ts";
import type { Channel, Channels } from "./channels.ts";
import { APPLICATION_ID, CHANNEL_ID, GUILD_ID, snowflake, USER_ID } from "./ids.ts";
import { fieldsOf, listOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { memberOf, userOf } from "./people.ts";

/** A file of a member, which is served by the fake CDN, or as forged fields say. */
export type AttachedFile = {
  readonly filename: string;
  readonly bytes: Uint8Array;
  /** Fields of the attachment that differ, such as `url`, `size` or `title`. */
  readonly forged?: Fields;
};

type OptionValue = string | number | boolean | AttachedFile;

type Common = {
  readonly userId?: string;
  /** `null` is a direct message. */
  readonly guildId?: string | null;
  readonly channelId?: string;
  /** The member's roles. */
  readonly roles?: readonly string[];
  /** Permission bits as a decimal string; a plain member's if absent. */
  readonly memberPermissions?: string;
  readonly locale?: string;
  /** The age of the event, for bots that ignore late ones. */
  readonly ageMs?: number;
};

type Named = { readonly name: string; readonly options?: Readonly<Record<string, OptionValue>> };

export type CommandEvent = Common & Named & { readonly type: "command" };
/** `focused` is the option being typed; the last one if absent. */
export type AutocompleteEvent = Common &
  Named & { readonly type: "autocomplete"; readonly focused?: string };
/** With `values` it is a select, otherwise a button. */
export type ComponentEvent = Common & {
  readonly type: "component";
  readonly customId: string;
  readonly values?: readonly string[];
  /** The message that is pressed; the newest with the component if absent. */
  readonly messageId?: string;
};
/** A command from the menu of a message. */
export type MessageCommandEvent = Common & {
  readonly type: "message command";
  readonly name: string;
  readonly content: string;
};
export type InteractionEvent =
  CommandEvent | AutocompleteEvent | ComponentEvent | MessageCommandEvent;

export type Where = {
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly channel: Channel;
};

/** Permissions to view, read and write in a channel and to use commands. */
const PLAIN_MEMBER = "2147552256";
const APP_PERMISSIONS = "562949953863680";
export const TYPES = { command: 2, component: 3, autocomplete: 4, "message command": 2 } as const;
const MESSAGE_COMMAND = 3;
const BUTTON = 2;
const STRING_SELECT = 3;

/** Returns the place and the user of an event; by default a press is where its message is. */
export function whereOf(
  event: InteractionEvent,
  channels: Channels,
  pressed?: Pick<Where, "channelId" | "guildId">,
): Where {
  const channelId = event.channelId ?? pressed?.channelId ?? CHANNEL_ID;
  const channel = channels.find(channelId) ?? textChannel(channelId);
  const home = event.channelId === undefined ? (pressed ?? channel) : channel;
  const guildId = event.guildId === undefined ? home.guildId : event.guildId;
  return { userId: event.userId ?? USER_ID, guildId, channelId, channel };
}

/** Returns the payload of an event. All fields are needed: discord.js reads entitlements, owners and permissions. */
export function interactionPayload(
  id: string,
  token: string,
  event: InteractionEvent,
  where: Where,
  data: Fields,
): Fields {
  const guild = where.guildId;
  return {
    id,
    token,
    type: TYPES[event.type],
    version: 1,
    application_id: APPLICATION_ID,
    channel_id: where.channelId,
    locale: event.locale ?? "en-US",
    app_permissions: APP_PERMISSIONS,
    entitlements: [],
    authorizing_integration_owners: { 0: guild ?? "0" },
    context: guild === null ? 1 : 0,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(guild === null ? directly(where) : inGuild(guild, where, event)),
    ...data,
  };
}

function directly({ userId, channelId }: Where): Fields {
  const channel = {
    id: channelId,
    type: 1,
    flags: 0,
    last_message_id: null,
    recipients: [userOf(userId)],
  };
  return { user: userOf(userId), channel };
}

function inGuild(
  id: string,
  { userId, channel }: Where,
  { memberPermissions: permissions = PLAIN_MEMBER, roles }: Common,
): Fields {
  return {
    guild_id: id,
    guild_locale: "en-US",
    guild: { id, locale: "en-US", features: [] },
    channel: { ...channelJson(channel), guild_id: id, permissions },
    member: { user: userOf(userId), permissions, ...memberOf(roles) },
  };
}

type Resolving = {
  readonly attach: (file: AttachedFile) => Fields;
  readonly channelOf: (id: string) => Channel | undefined;
};

const CHANNEL_OPTION = 7;

/** Returns options with the types of the registered definition, or of their values. */
export function namedData(
  event: CommandEvent | AutocompleteEvent,
  definition: Fields | undefined,
  commandId: string,
  { attach, channelOf }: Resolving,
): Fields {
  const attachments: Record<string, Fields> = {};
  const channels: Record<string, Fields> = {};
  const sent = (value: OptionValue): string | number | boolean => {
    if (typeof value !== "object") return value;
    const attachment = attach(value);
    const id = String(attachment["id"]);
    attachments[id] = attachment;
    return id;
  };
  const entries = Object.entries(event.options ?? {});
  const focused =
    event.type === "autocomplete" ? (event.focused ?? entries.at(-1)?.[0]) : undefined;
  const options = entries.map(([name, value]) => ({
    name,
    value: sent(value),
    type: declaredType(definition, name) ?? valueType(value),
    ...(name === focused ? { focused: true } : {}),
  }));
  for (const { type, value } of options) {
    const channel = type === CHANNEL_OPTION ? channelOf(String(value)) : undefined;
    if (channel) channels[channel.id] = { ...channelJson(channel), guild_id: channel.guildId };
  }
  const guild = definition?.["guild_id"];
  const home = guild === undefined ? {} : { guild_id: guild };
  const found = [...Object.keys(attachments), ...Object.keys(channels)];
  const resolved = found.length === 0 ? {} : { resolved: { attachments, channels } };
  return { data: { id: commandId, name: event.name, type: 1, options, ...resolved, ...home } };
}

const declaredType = (definition: Fields | undefined, name: string): unknown =>
  listOf(definition?.["options"])
    .map(fieldsOf)
    .find((option) => option["name"] === name)?.["type"];

function valueType(value: OptionValue): number {
  if (typeof value === "string") return 3;
  if (typeof value === "boolean") return 5;
  if (typeof value === "object") return 11;
  return Number.isInteger(value) ? 4 : 10;
}

/** Returns the data of a message command, which contains the whole message. */
export function messageCommandData(event: MessageCommandEvent, commandId: string): Fields {
  const { name, content } = event;
  const message = writtenMessage({ ...event, content });
  const id = String(message["id"]);
  const resolved = { messages: { [id]: message } };
  return { data: { id: commandId, name, type: MESSAGE_COMMAND, target_id: id, resolved } };
}

type Written = {
  readonly content: string;
  readonly userId?: string;
  readonly channelId?: string;
  readonly guildId?: string | null;
  readonly mentions?: readonly string[];
};

/** Returns a message of a member, as in MESSAGE_CREATE. */
export function writtenMessage({ content, mentions = [], ...where }: Written): Fields {
  return {
    id: snowflake(),
    type: 0,
    channel_id: where.channelId ?? CHANNEL_ID,
    ...(where.guildId === null ? {} : { guild_id: where.guildId ?? GUILD_ID }),
    author: userOf(where.userId ?? USER_ID),
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: mentions.map(userOf),
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    flags: 0,
    components: [],
  };
}

/** Returns the data of a press, with the whole message. */
export function componentData(event: ComponentEvent, message: Fields): Fields {
  const { customId, values } = event;
  const select = values === undefined ? {} : { values };
  const type = values === undefined ? BUTTON : STRING_SELECT;
  return { data: { custom_id: customId, component_type: type, ...select }, message };
}
