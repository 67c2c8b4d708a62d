/** @module Channels in the form of the API. */
import { holdsPosts } from "./channels.ts";
import type { Channel } from "./channels.ts";
import { APPLICATION_ID } from "./ids.ts";
import type { Fields } from "./json.ts";
import { userOf } from "./people.ts";

/** Returns a channel in the form of the API. */
export function channelJson(channel: Channel): Fields {
  const { id, guildId, type, name, parentId, recipientId } = channel;
  if (recipientId !== undefined)
    return { id, type, flags: 0, last_message_id: null, recipients: [userOf(recipientId)] };
  const common = {
    id,
    guild_id: guildId,
    type,
    name,
    parent_id: parentId,
    flags: 0,
    last_message_id: null,
  };
  if (channel.thread !== undefined) return { ...common, ...threadFields(channel) };
  const place = {
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
  };
  return { ...common, ...place, ...(holdsPosts(channel) ? { available_tags: [] } : {}) };
}

const threadFields = ({ ownerId, tags = [], thread }: Channel): Fields => ({
  owner_id: ownerId,
  thread_metadata: thread,
  message_count: 0,
  member_count: 1,
  total_message_sent: 0,
  rate_limit_per_user: 0,
  applied_tags: tags,
  ...(ownerId === APPLICATION_ID
    ? { member: { flags: 0, join_timestamp: thread?.create_timestamp } }
    : {}),
});
