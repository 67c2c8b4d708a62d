/** @module The channels that messages come from: asked from Discord once each, as a message holds no more than their IDs. */

import { Routes } from "discord-api-types/v10";
import { Channel, Snowflake } from "./packets.ts";
import type { Rest } from "./rest.ts";

export interface Channels {
  /** Finds a channel. @throws the error of the request, or that too many are under way. */
  readonly find: (channelId: string) => Promise<Channel>;
  /** Remembers a new or changed thread, given as Discord sends it. */
  readonly remember: (packet: unknown) => void;
}

const MOST_KNOWN = 10_000;
/** Requests under way: in a flood of new posts, the others are not looked up. */
const MOST_ASKED = 50;

const Thread = Channel.extend({ id: Snowflake });

/** Asks once for each channel: its parent never changes, and an event with the intent for guilds has its new name. */
export function openChannels(rest: Pick<Rest, "get">): Channels {
  const known = new Map<string, Channel>();
  const asked = new Map<string, Promise<Channel>>();
  const keep = (id: string, channel: Channel): Channel => {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(id, channel);
    return channel;
  };
  const ask = async (id: string): Promise<Channel> =>
    keep(id, Channel.parse(await rest.get(Routes.channel(id))));
  return {
    async find(id) {
      const found = known.get(id) ?? asked.get(id);
      if (found) return found;
      if (asked.size >= MOST_ASKED) throw new Error("too many channels are looked up at once");
      const asking = ask(id).finally(() => asked.delete(id));
      asked.set(id, asking);
      return asking;
    },
    remember(packet) {
      const { data: thread } = Thread.safeParse(packet);
      if (thread) keep(thread.id, thread);
    },
  };
}
