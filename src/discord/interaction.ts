/** @module Interactions as Discord sends them, by the gateway or over HTTP, validated and read as calls or presses. */

import { extname } from "node:path";
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import { z } from "zod";
import type { Press } from "../interactions/action.ts";
import { type Caller, rightsOf } from "../interactions/caller.ts";
import {
  type Attachment,
  type Call,
  type ChosenChannel,
  MESSAGE_TEXT,
} from "../interactions/command.ts";
import type { DiscordSettings } from "../base/config/config.ts";
import { Channel, isThread, parentOf, Permissions, Snowflake } from "./packets.ts";

/** An interaction, reduced to the fields in use. */
type ReadInteraction =
  | { readonly kind: "ping" }
  | { readonly kind: "typing"; readonly call: Call; readonly typed: string }
  | { readonly kind: "call"; readonly call: Call }
  | { readonly kind: "press"; readonly press: Press };

/** Longer than any text that Discord sends. */
const Text = z.string().max(20_000);
const Locale = z.string().max(100).catch("en");

/** The fields that an answer needs. Where another field is missing, the answer is a refusal. */
const Address = z.object({
  id: Snowflake,
  // Used in a path, so it holds no slash.
  token: z.string().regex(/^(?!\.)[\w.~:=+-]{1,1000}$/),
  application_id: Snowflake.catch(""),
  type: z.number().catch(0),
  locale: Locale,
  channel_id: Snowflake.nullish().catch(undefined),
  channel: Channel.nullish().catch(undefined),
});
export type Address = z.infer<typeof Address>;

/** Reads where answers go; undefined without a valid ID and token. */
export const addressOf = (packet: unknown): Address | undefined => Address.safeParse(packet).data;

const User = z.object({ id: Snowflake });
const Roles = z.array(Snowflake).max(500).catch([]);
const Source = z.object({
  application_id: Snowflake,
  guild_id: Snowflake.nullish(),
  channel_id: Snowflake.nullish(),
  channel: Channel.nullish().catch(undefined),
  member: z.object({ user: User, roles: Roles.default([]), permissions: Permissions }).nullish(),
  user: User.nullish(),
  locale: Locale,
});
type Source = z.infer<typeof Source>;

const Command = z.object({
  name: z.string().max(100),
  type: z.number().default(ApplicationCommandType.ChatInput),
  options: z
    .array(
      z.object({
        name: z.string().max(100),
        type: z.number().optional().catch(undefined),
        value: z.union([Text, z.number(), z.boolean()]).optional(),
        focused: z.boolean().optional(),
      }),
    )
    .max(25)
    .default([]),
  target_id: Snowflake.optional(),
  resolved: z
    .object({
      messages: z.record(z.string(), z.object({ content: Text.optional() })).optional(),
      attachments: z.record(z.string(), z.unknown()).catch({}),
      channels: z.record(z.string(), z.unknown()).catch({}),
    })
    .optional(),
});
type Command = z.infer<typeof Command>;

/** `title` is the name on the member's disk, without its ending, where `filename` can't have its characters. */
const ResolvedAttachment = z
  .object({
    filename: z.string().min(1).max(1_000),
    title: z.string().max(1_000).nullish(),
    size: z.number().int().nonnegative(),
    url: z.string().max(4_000),
  })
  .transform(({ filename, title, size, url }): Attachment => {
    const ending = extname(filename);
    const name = title ? title + (title.endsWith(ending) ? "" : ending) : filename;
    return { name, size, url };
  });

/** A channel, with the guild where Discord names it. */
const ResolvedChannel = Channel.extend({ id: Snowflake, guild_id: Snowflake.nullish() });

const Component = z.object({
  custom_id: z.string().max(100),
  component_type: z.number(),
  values: z.array(z.string().max(100)).max(25).default([]),
});
const ComponentMessage = z.object({
  id: Snowflake,
  content: Text.default(""),
  flags: z.number().catch(0),
});

const Interaction = z.discriminatedUnion("type", [
  z.object({ type: z.literal(InteractionType.Ping) }),
  Source.extend({ type: z.literal(InteractionType.ApplicationCommand), data: Command }),
  Source.extend({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: Command }),
  Source.extend({
    type: z.literal(InteractionType.MessageComponent),
    data: Component,
    message: ComponentMessage,
  }),
]);

/** Reads an interaction; undefined if its type is unknown or its form is not the documented one. */
export function readInteraction(
  packet: unknown,
  settings: DiscordSettings,
): ReadInteraction | undefined {
  const { data: read } = Interaction.safeParse(packet);
  if (!read) return undefined;
  if (read.type === InteractionType.Ping) return { kind: "ping" };
  const caller = callerOf(read, settings);
  if (!caller) return undefined;
  switch (read.type) {
    case InteractionType.ApplicationCommand:
      return { kind: "call", call: callOf(caller, read.data) };
    case InteractionType.ApplicationCommandAutocomplete:
      return { kind: "typing", call: callOf(caller, read.data), typed: typedIn(read.data) };
    case InteractionType.MessageComponent: {
      const { custom_id: customId, component_type: type, values } = read.data;
      const chosen = type === ComponentType.StringSelect ? values : [];
      const press = { ...caller, customId, values: chosen, message: messageOf(read.message) };
      return { kind: "press", press };
    }
  }
}

function callerOf(source: Source, settings: DiscordSettings): Caller | undefined {
  const user = source.member?.user ?? source.user;
  if (!user) return undefined;
  const guildId = source.guild_id ?? null;
  return {
    userId: user.id,
    guildId,
    channelId: source.channel_id ?? null,
    parentId: source.channel ? parentOf(source.channel) : null,
    roleIds: source.member?.roles ?? [],
    rights: {
      ...rightsOf(settings, user.id, guildId),
      moderator: isModerator(source),
      manager: isManager(source),
    },
    locale: source.locale,
  };
}

/** Whether the member may delete others' messages in the channel, or whole threads of it. */
function isModerator({ member, channel }: Source): boolean {
  const { Administrator, ManageMessages, ManageThreads } = PermissionFlagsBits;
  const either =
    Administrator | ManageMessages | (channel && isThread(channel) ? ManageThreads : 0n);
  return ((member?.permissions ?? 0n) & either) !== 0n;
}

/** Whether the member may manage the server of the interaction: nobody does in a direct message. */
const isManager = ({ guild_id: guildId, member }: Source): boolean =>
  typeof guildId === "string" &&
  ((member?.permissions ?? 0n) &
    (PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild)) !==
    0n;

/** Returns the message that holds a component; the flag of an ephemeral one says that only the member sees it. */
const messageOf = ({ id, content, flags }: z.infer<typeof ComponentMessage>): Press["message"] => ({
  id,
  content,
  isPrivate: (flags & MessageFlags.Ephemeral) !== 0,
});

const callOf = (caller: Caller, command: Command): Call => ({
  ...caller,
  name: command.name,
  focused: command.options.find(({ focused }) => focused)?.name,
  options:
    command.type === ApplicationCommandType.Message
      ? { [MESSAGE_TEXT]: targetOf(command) }
      : Object.fromEntries(
          command.options.flatMap((option) => {
            const value = valueOf(option, command, caller);
            return value === undefined ? [] : [[option.name, value]];
          }),
        ),
});

/**
 * Returns the value of an option: of a file, the attachment, and undefined where that is not as documented; of a channel,
 * the channel, and its ID alone where that is none of the guild.
 */
function valueOf(
  { type, value }: Command["options"][number],
  { resolved }: Command,
  { guildId }: Caller,
): Call["options"][string] | undefined {
  if (type === ApplicationCommandOptionType.Attachment)
    return ResolvedAttachment.safeParse(resolved?.attachments[String(value)]).data;
  if (type === ApplicationCommandOptionType.Channel)
    return channelIn(guildId, resolved?.channels[String(value)]) ?? value;
  return value;
}

/** Returns a channel of the guild of the interaction. */
function channelIn(guildId: string | null, resolved: unknown): ChosenChannel | undefined {
  const { data: found } = ResolvedChannel.safeParse(resolved);
  if (!found || guildId === null || (found.guild_id ?? guildId) !== guildId) return undefined;
  return { channelId: found.id, channelType: found.type, name: found.name ?? found.id };
}

/** Returns the text of the message that a command was used on. */
const targetOf = ({ resolved, target_id: id }: Command): string =>
  (id === undefined ? undefined : resolved?.messages?.[id]?.content) ?? "";

function typedIn({ options }: Command): string {
  const value = options.find(({ focused }) => focused)?.value;
  return typeof value === "string" ? value : "";
}
