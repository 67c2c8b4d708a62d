/** @module Guilds, with their channels, as GUILD_CREATE holds them. */
import { channelJson } from "./channel-json.ts";
import type { Channels } from "./channels.ts";
import { USER_ID } from "./ids.ts";
import type { Fields } from "./json.ts";
import { botUser, memberOf } from "./people.ts";

export type Guild = {
  readonly id: string;
  readonly name?: string;
  readonly ownerId?: string;
};

/** Returns the fields of a guild that every form of it has. */
export const guildFields = ({ id, name = "A guild", ownerId = USER_ID }: Guild): Fields => ({
  id,
  name,
  owner_id: ownerId,
  emojis: [],
  features: [],
});

/** Returns a guild with the channels and active threads that the bot may see. */
export function guildCreate(channels: Channels, guild: Guild): Fields {
  const seen = channels.list(guild.id).filter((channel) => channels.may(channel, "view"));
  return {
    ...guildFields(guild),
    joined_at: new Date().toISOString(),
    large: false,
    unavailable: false,
    member_count: 2,
    members: [{ user: botUser, ...memberOf() }],
    roles: [everyone(guild.id)],
    channels: seen.filter(({ thread }) => thread === undefined).map(channelJson),
    threads: seen.filter(({ thread }) => thread?.archived === false).map(channelJson),
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** Returns the role that every member has, whose ID is the guild's. */
const everyone = (id: string): Fields => ({
  id,
  name: "@everyone",
  color: 0,
  hoist: false,
  position: 0,
  permissions: "0",
  managed: false,
  mentionable: false,
  flags: 0,
});
