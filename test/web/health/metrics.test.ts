/** @module What is told of the index among the metrics. */

import { expect, test, vi } from "vitest";
import { createMetrics, type Shared } from "../../../src/web/health/metrics.ts";

const counts = () => ({ documents: 2, passages: 4, sentences: 5 });

test.each([
  [
    "before there is an index",
    { counts: () => ({ documents: 0, passages: 0 }), stale: () => undefined },
    [0, 0, 0],
  ],
  ["of one that is as it should be", { counts, stale: () => undefined }, [2, 4, 0]],
  ["of one that is stale", { counts, stale: () => "damaged" }, [2, 4, 1]],
])("the gauges %s", async (_, serving, [documents, passages, stale]) => {
  const text = await createMetrics(serving, () => 0).text();
  expect(text).toContain(`footnote_documents ${documents}\n`);
  expect(text).toContain(`footnote_passages ${passages}\n`);
  expect(text).toContain(`footnote_index_stale ${stale}\n`);
});

test("the database and its queue of jobs are measured while they can be reached", async () => {
  const metrics = createMetrics(undefined, () => 0);
  const length = vi
    .fn<Shared["length"]>()
    .mockResolvedValue({ queued: 3, running: 1, oldestSeconds: 7.5 });
  const load = vi
    .fn<Shared["load"]>()
    .mockResolvedValue({ used: 5, idle: 2, waiting: 9, seconds: 0.25 });
  metrics.measure({ length, load });
  metrics.observe({ kind: "job", of: "purge", result: "retried" });
  const text = await metrics.text();
  expect(text).not.toContain("footnote_documents");
  expect(text).toContain("footnote_jobs_queued 3\n");
  expect(text).toContain("footnote_jobs_running 1\n");
  expect(text).toContain("footnote_oldest_job_seconds 7.5\n");
  expect(text).toContain('footnote_jobs_total{kind="purge",result="retried"} 1\n');
  expect(text).toContain("footnote_database_connections_used 5\n");
  expect(text).toContain("footnote_database_connections_idle 2\n");
  expect(text).toContain("footnote_database_waiting 9\n");
  expect(text).toContain("footnote_database_seconds 0.25\n");
  expect(length).toHaveBeenCalledOnce();
  expect(load).toHaveBeenCalledOnce();
  length.mockRejectedValue(new Error("no connection"));
  load.mockRejectedValue(new Error("no connection"));
  const away = await metrics.text();
  for (const name of ["jobs_queued", "database_waiting", "database_seconds"])
    expect(away).toMatch(new RegExp(`^footnote_${name} NaN$`, "im"));
});

test("shards are measured as they are now, and logins are counted", async () => {
  const metrics = createMetrics(undefined, () => 0);
  const shard = { count: 3, isConnected: true, heartbeatAgeMs: 9_000 };
  let shards = [0, 1, 2].map((id) => ({ ...shard, id, latencyMs: id === 1 ? undefined : 250 }));
  metrics.measureShards(() => shards);
  metrics.observe({ kind: "login" });
  const text = await metrics.text();
  expect(text).toContain('footnote_shards{connected="yes"} 3\n');
  expect(text).toContain('footnote_shards{connected="no"} 0\n');
  expect(text.match(/^footnote_shard_heartbeat_seconds.*$/gm)).toEqual([
    'footnote_shard_heartbeat_seconds{shard="0"} 0.25',
    'footnote_shard_heartbeat_seconds{shard="2"} 0.25',
  ]);
  expect(text).toContain("footnote_logins_total 1\n");
  shards = shards.map((one) => ({ ...one, isConnected: one.id === 2 }));
  const later = await metrics.text();
  expect(later).toContain('footnote_shards{connected="no"} 2\n');
  expect(later).not.toContain('{shard="0"}');
});
