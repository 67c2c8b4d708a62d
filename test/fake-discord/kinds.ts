/** @module Samples of everything that Discord documents: messages and channels of every kind, interactions of every type. */
import {
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  MessageType,
} from "discord-api-types/v10";
import { CHANNEL_ID, GUILD_ID, USER_ID } from "./ids.ts";
import type { Fields } from "./json.ts";

const ID = "1100000000000000055";
const WHEN = "2026-05-01T12:00:00.000000+00:00";
const user = { id: USER_ID, username: "reader", discriminator: "0", avatar: null };

/** The values of an enum, and one that a later version of Discord may have. */
const valuesOf = (all: object): number[] => [
  ...Object.values(all).filter((value) => typeof value === "number"),
  999,
];

const attachment = {
  id: ID,
  filename: "notes.txt",
  size: 12,
  url: "https://cdn.example.org/notes.txt",
  proxy_url: "https://media.example.org/notes.txt",
  content_type: "text/plain",
};
const reference = { type: 0, channel_id: CHANNEL_ID, guild_id: GUILD_ID, message_id: ID };
const poll = {
  question: { text: "Which harbour?" },
  answers: [
    { answer_id: 1, poll_media: { text: "North", emoji: { id: null, name: "⚓" } } },
    { answer_id: 2, poll_media: { emoji: { id: ID, name: "boat" } } },
  ],
  expiry: WHEN,
  allow_multiselect: true,
  layout_type: 1,
};
const text = { type: ComponentType.TextDisplay, content: "The harbour opens at six." };
const media = { url: "attachment://a.png", width: 1, height: 1 };
const DISPLAYS: readonly Fields[] = [
  text,
  {
    type: ComponentType.Section,
    components: [text],
    accessory: { type: ComponentType.Thumbnail, media },
  },
  { type: ComponentType.MediaGallery, items: [{ media, spoiler: true }] },
  { type: ComponentType.File, file: media },
  { type: ComponentType.Separator, divider: true, spacing: 2 },
  { type: ComponentType.Container, accent_color: 1, components: [text] },
  { type: 999 },
];
const ROWS = valuesOf(ComponentType).map((type) => ({
  type: ComponentType.ActionRow,
  components: [{ type, custom_id: "x", options: [{ label: "a", value: "b" }] }],
}));

/** Overrides of an ordinary message. */
export const MESSAGES: Readonly<Record<string, Fields>> = {
  ...Object.fromEntries(valuesOf(MessageType).map((type) => [`type ${type}`, { type }])),
  "a poll": { content: "", poll },
  "a poll that has ended": {
    poll: { ...poll, results: { is_finalized: true, answer_counts: [{ id: 1, count: 3 }] } },
  },
  "a poll without an end": { poll: { ...poll, expiry: null } },
  "the result of a poll": {
    type: MessageType.PollResult,
    content: "",
    embeds: [{ type: "poll_result", fields: [{ name: "poll_question_text", value: "Which?" }] }],
    message_reference: reference,
  },
  "a forward": {
    content: "",
    flags: 1 << 14,
    message_reference: { ...reference, type: 1 },
    message_snapshots: [
      { message: { type: 0, content: "The harbour", embeds: [], attachments: [attachment] } },
    ],
  },
  "a forward of a poll": {
    content: "",
    message_reference: { ...reference, type: 1 },
    message_snapshots: [{ message: { type: 0, content: "", poll } }, {}],
  },
  "a reply": { type: MessageType.Reply, message_reference: reference },
  "a reply to a message that is gone": {
    type: MessageType.Reply,
    message_reference: reference,
    referenced_message: null,
  },
  "a voice message": {
    content: "",
    flags: 1 << 13,
    attachments: [{ ...attachment, duration_secs: 2.5, waveform: "AAAA", flags: 0 }],
  },
  stickers: {
    content: "",
    sticker_items: [1, 2, 3, 4, 9].map((format_type) => ({ id: ID, name: "wave", format_type })),
  },
  "V2 components": { content: "", flags: 1 << 15, components: DISPLAYS },
  "components of every type": { components: ROWS },
  attachments: { content: "", attachments: [attachment, { id: ID }] },
  embeds: { embeds: [{}, { title: "A", fields: [{}], type: "gifv", video: {}, provider: {} }] },
  reactions: {
    reactions: [
      { count: 2, count_details: { burst: 1, normal: 1 }, emoji: { id: null, name: "⚓" } },
    ],
  },
  mentions: {
    mention_everyone: true,
    mention_roles: [ID],
    mentions: [user, { ...user, member: { roles: [] } }],
    mention_channels: [{ id: ID, guild_id: GUILD_ID, type: 0, name: "general" }],
  },
  "a webhook's": { webhook_id: ID, application_id: ID, author: { ...user, bot: true } },
  "an answer to a command": {
    type: MessageType.ChatInputCommand,
    interaction: { id: ID, type: 2, name: "ask", user },
    interaction_metadata: {
      id: ID,
      type: 2,
      user,
      authorizing_integration_owners: { 0: GUILD_ID },
    },
  },
  "an activity": { activity: { type: 1, party_id: "p" }, application: { id: ID, name: "A game" } },
  "the start of a thread": {
    thread: { id: ID, type: ChannelType.PublicThread, thread_metadata: null },
    position: 0,
  },
  "a subscription": {
    type: MessageType.RoleSubscriptionPurchase,
    role_subscription_data: { tier_name: "Gold", is_renewal: true },
  },
  "a call": { type: MessageType.Call, call: { participants: [USER_ID], ended_timestamp: WHEN } },
  "a purchase": { type: MessageType.PurchaseNotification, purchase_notification: { type: 0 } },
  "a shared theme": { shared_client_theme: { colors: ["5865F2"], gradient_angle: 0 } },
  "no author": { author: null, member: null, edited_timestamp: WHEN },
};

/** Overrides of the channel of an interaction. */
export const CHANNELS: readonly Fields[] = valuesOf(ChannelType).flatMap((type) => [
  { type },
  {
    type,
    parent_id: ID,
    thread_metadata: { archived: true },
    available_tags: [{}],
    recipients: [],
  },
]);

const inGuild = { context: 0, guild_id: GUILD_ID, member: { user, roles: [], permissions: "0" } };
/** Contexts of an interaction, as overrides of one from a guild. */
export const CONTEXTS: Readonly<Record<string, Fields>> = {
  "a guild": inGuild,
  "a guild, of an app that a user installed": {
    ...inGuild,
    guild: undefined,
    authorizing_integration_owners: { 1: USER_ID },
  },
  "the bot's direct messages": { context: 1, guild_id: undefined, member: undefined, user },
  "a private channel": {
    context: 2,
    guild_id: undefined,
    member: undefined,
    user,
    channel: { id: CHANNEL_ID, type: ChannelType.GroupDM },
  },
  "a context to come": { context: 9, guild_id: null, member: null, user, channel: null },
};

const message = { id: ID, content: "Older", channel_id: CHANNEL_ID, flags: 1 << 6 };
const values = [USER_ID];
const resolved = {
  users: { [USER_ID]: user },
  members: {},
  roles: {},
  channels: {},
  attachments: {},
};
const command = { id: ID, name: "help", resolved };
const modal = {
  custom_id: "form",
  components: [
    { type: 1, components: [{ type: ComponentType.TextInput, custom_id: "a", value: "b" }] },
    { type: 18, component: { type: ComponentType.StringSelect, custom_id: "c", values } },
  ],
};

const COMMANDS: Readonly<Record<string, Fields>> = Object.fromEntries([
  ...valuesOf(ApplicationCommandType).map((type) => [
    `a command of type ${type}`,
    { type: InteractionType.ApplicationCommand, data: { ...command, type, target_id: USER_ID } },
  ]),
  ...Array.from({ length: 12 }, (_, at) => [
    `an option of type ${at + 1}`,
    {
      type: InteractionType.ApplicationCommand,
      data: { ...command, type: 1, options: [{ name: "o", type: at + 1, value: at, options: [] }] },
    },
  ]),
]);

/** Overrides of a command's interaction: each `type` with its data. */
export const INTERACTIONS: Readonly<Record<string, Fields>> = {
  ...COMMANDS,
  ...Object.fromEntries(
    valuesOf(ComponentType).map((type) => [
      `a component of type ${type}`,
      {
        type: InteractionType.MessageComponent,
        data: { custom_id: "x", component_type: type, values, resolved },
        message,
      },
    ]),
  ),
  "a component under a message with a poll": {
    type: InteractionType.MessageComponent,
    data: { custom_id: "x", component_type: ComponentType.Button },
    message: { ...message, poll, components: DISPLAYS },
  },
  autocomplete: {
    type: InteractionType.ApplicationCommandAutocomplete,
    data: {
      ...command,
      name: "source",
      options: [{ name: "id", type: 3, value: "harb", focused: true }],
    },
  },
  "autocomplete in a subcommand": {
    type: InteractionType.ApplicationCommandAutocomplete,
    data: {
      ...command,
      options: [{ name: "s", type: 1, options: [{ name: "o", value: 1, focused: true }] }],
    },
  },
  "a modal": { type: InteractionType.ModalSubmit, data: modal },
  "a modal from a message": { type: InteractionType.ModalSubmit, data: modal, message },
  ping: { type: InteractionType.Ping, data: undefined },
  "a type to come": { type: 9, data: { what: "ever" } },
};
