/** @module How the connection to Discord stands, shard by shard. */

import { type Client, Events, Status } from "discord.js";

export interface ShardState {
  readonly id: number;
  readonly isConnected: boolean;
  /** Since Discord last answered a heartbeat; since the shard connected, if that is later. */
  readonly heartbeatAgeMs: number;
}

/**
 * Gives a look at every shard. Neither `isReady()` of the client nor its status tells of a shard that was closed for good:
 * each is asked itself.
 */
export function connectionOf(client: Client): () => readonly ShardState[] {
  const connected = new Map<number, number>();
  client.on(Events.ShardReady, (id) => connected.set(id, Date.now()));
  client.on(Events.ShardResume, (id) => connected.set(id, Date.now()));
  return () =>
    client.ws.shards.map(({ id, status, lastPingTimestamp }) => ({
      id,
      isConnected: status === Status.Ready,
      heartbeatAgeMs: Date.now() - Math.max(connected.get(id) ?? 0, lastPingTimestamp),
    }));
}
