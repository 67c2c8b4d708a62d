/** @module Metrics of the gateway's shards in this process. */

import { Gauge, type Registry } from "prom-client";
import type { ShardState } from "../../discord/kept-shard.ts";

/** Measures the shards from now on. */
export function measureShards(registry: Registry, shards: () => readonly ShardState[]): void {
  const registers = [registry];
  new Gauge({
    name: "footnote_shards",
    help: "The shards of this process, by whether they are connected",
    labelNames: ["connected"],
    registers,
    collect() {
      const all = shards();
      const connected = all.filter(({ isConnected }) => isConnected).length;
      this.set({ connected: "yes" }, connected);
      this.set({ connected: "no" }, all.length - connected);
    },
  });
  new Gauge({
    name: "footnote_shard_heartbeat_seconds",
    help: "How long Discord took to answer the last heartbeat of a shard",
    labelNames: ["shard"],
    registers,
    collect() {
      this.reset();
      for (const { id, isConnected, latencyMs } of shards())
        if (isConnected && latencyMs !== undefined) this.set({ shard: id }, latencyMs / 1000);
    },
  });
}
