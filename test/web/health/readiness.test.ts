/** @module When the bot is ready, and what it says is missing when it is not. */

import { expect, test } from "vitest";
import { CollectionId } from "../../../src/collection/collections.ts";
import { createLog } from "../../../src/base/log.ts";
import { missingOf, type Parts } from "../../../src/web/health/health.ts";
import { startOperations } from "../../../src/web/health/operations.ts";

const SHARD = { id: 0, count: 1, isConnected: true, heartbeatAgeMs: 41_250, latencyMs: 20 };
const OF_TWO = { ...SHARD, count: 2 };

test("with an index, every shard connected and heartbeats fresh, nothing is missing", () => {
  expect(missingOf({ hasIndex: true, shards: [OF_TWO, { ...OF_TWO, id: 1 }] })).toEqual([]);
});

test.each<[string, Parts, string[]]>([
  [
    "everything before the start",
    { hasIndex: false, shards: undefined },
    ["index: not loaded yet", "discord: not joined yet"],
  ],
  ["the index", { hasIndex: false, shards: [SHARD] }, ["index: not loaded yet"]],
  ["shards where there are none", { hasIndex: true, shards: [] }, ["discord: not joined yet"]],
  [
    "one shard of two",
    { hasIndex: true, shards: [OF_TWO, { ...OF_TWO, id: 1, isConnected: false }] },
    ["shard 1 of 2: not connected"],
  ],
  [
    "a heartbeat",
    { hasIndex: true, shards: [{ ...SHARD, heartbeatAgeMs: 103_001 }] },
    ["shard 0: no heartbeat for 103 s"],
  ],
])("it lists as missing %s", (_, parts, missing) => {
  expect(missingOf(parts)).toEqual(missing);
});

test("over HTTP the server of interactions is needed instead of shards, also without a port for health", async () => {
  const { missing, serves, listens } = await startOperations({
    port: undefined,
    transport: "http",
    log: createLog("silent"),
    linesDropped: () => 0,
    secret: undefined,
  });
  const INDEX = "index: not loaded yet";
  expect(missing()).toEqual([INDEX, "interactions: not listening yet"]);
  let lacking: readonly string[] = [];
  listens({ missing: () => lacking });
  expect(missing()).toEqual([INDEX]);
  serves([
    {
      id: CollectionId.parse("a"),
      counts: () => ({ documents: 1, passages: 1, sentences: 1 }),
      current: () => undefined,
    },
  ]);
  expect(missing()).toEqual([]);
  lacking = ["interactions: stopping"];
  expect(missing()).toEqual(lacking);
});
