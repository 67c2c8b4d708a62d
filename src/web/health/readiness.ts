/** @module Whether the bot can answer, and if not, what is missing. */

import type { ShardState } from "../../discord/connection.ts";

/** What there is so far; a part that is not there yet is undefined. */
export interface Parts {
  readonly generation: string | undefined;
  readonly shards: readonly ShardState[] | undefined;
}

/** Two and a half of Discord's intervals between heartbeats (41.25 s). */
const FRESH_MS = 103_000;

/** What is missing, each in a line for the operator; nothing where the bot is ready. */
export function missingOf({ generation, shards }: Parts): string[] {
  return [
    ...(generation === undefined ? ["index: not loaded yet"] : []),
    ...(shards === undefined || shards.length === 0 ? ["discord: not joined yet"] : []),
    ...(shards ?? []).flatMap(faultOf),
  ];
}

function faultOf({ id, isConnected, heartbeatAgeMs }: ShardState): string[] {
  if (!isConnected) return [`shard ${id}: not connected`];
  if (heartbeatAgeMs <= FRESH_MS) return [];
  return [`shard ${id}: no heartbeat for ${Math.round(heartbeatAgeMs / 1000)} s`];
}
