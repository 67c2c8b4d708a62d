/** @module The events of guilds, channels, threads and messages, sent to the sessions that may hear them. */
import { channelJson } from "./channel-json.ts";
import type { Channel } from "./channels.ts";
import { isHeard, readable } from "./intents.ts";
import type { Fields } from "./json.ts";
import { EPHEMERAL } from "./limits.ts";
import { messageJson } from "./message-json.ts";
import type { Store } from "./message-json.ts";
import type { SentMessage } from "./messages.ts";
import { memberOf } from "./people.ts";
import type { Sessions } from "./sessions.ts";

type ChannelEvent =
  | "CHANNEL_CREATE"
  | "CHANNEL_UPDATE"
  | "CHANNEL_DELETE"
  | "THREAD_CREATE"
  | "THREAD_UPDATE"
  | "THREAD_DELETE";

export type Feed = {
  readonly message: (event: "MESSAGE_CREATE" | "MESSAGE_UPDATE", message: SentMessage) => void;
  readonly removed: (message: SentMessage) => void;
  readonly channel: (event: ChannelEvent, channel: Channel, more?: Fields) => void;
  readonly guild: (event: "GUILD_CREATE" | "GUILD_DELETE", id: string, guild: Fields) => void;
};

/** Creates the feed. An event of a channel that the bot cannot see is not sent. */
export function createFeed(publish: Sessions["publish"], store: Store): Feed {
  const send = (
    event: string,
    channel: Channel | undefined,
    data: (intents: number) => Fields,
  ): void => {
    if (channel === undefined || !store.channels.may(channel, "view")) return;
    const { guildId } = channel;
    publish(event, guildId, (intents) =>
      isHeard(intents, event, guildId) ? data(intents) : undefined,
    );
  };
  return {
    message: (event, message) => {
      if ((message.flags & EPHEMERAL) !== 0) return;
      const channel = store.channels.find(message.channelId);
      const data = { ...messageJson(message, store), ...extras(message, channel) };
      send(event, channel, (intents) =>
        message.guildId === null ? data : readable(data, intents),
      );
    },
    removed: ({ id, channelId, guildId, flags }) => {
      if ((flags & EPHEMERAL) !== 0) return;
      const data = {
        id,
        channel_id: channelId,
        ...(guildId === null ? {} : { guild_id: guildId }),
      };
      send("MESSAGE_DELETE", store.channels.find(channelId), () => data);
    },
    channel: (event, channel, more = {}) => {
      const { id, guildId, parentId, type } = channel;
      const gone = { id, guild_id: guildId, parent_id: parentId, type };
      const data = event === "THREAD_DELETE" ? gone : { ...channelJson(channel), ...more };
      send(event, channel, () => data);
    },
    guild: (event, id, guild) =>
      publish(event, id, (intents) => (isHeard(intents, event, id) ? guild : undefined)),
  };
}

/** Returns the fields that only events have. */
function extras({ guildId, webhookId, roles }: SentMessage, channel: Channel | undefined): Fields {
  const place = { channel_type: channel?.type };
  if (guildId === null) return place;
  return {
    ...place,
    guild_id: guildId,
    ...(webhookId === undefined ? { member: memberOf(roles) } : {}),
  };
}
