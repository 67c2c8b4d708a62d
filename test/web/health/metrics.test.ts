/** @module What is told of the index among the metrics. */

import { expect, test, vi } from "vitest";
import type { JobQueue } from "../../../src/storage/jobs.ts";
import { createMetrics } from "../../../src/web/health/metrics.ts";

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

test("the queue of jobs is measured while it can be reached", async () => {
  const metrics = createMetrics(undefined, () => 0);
  const length = vi
    .fn<JobQueue["length"]>()
    .mockResolvedValue({ queued: 3, running: 1, oldestSeconds: 7.5 });
  metrics.measure({ length });
  metrics.observe({ kind: "job", of: "purge", result: "retried" });
  const text = await metrics.text();
  expect(text).not.toContain("footnote_documents");
  expect(text).toContain("footnote_jobs_queued 3\n");
  expect(text).toContain("footnote_jobs_running 1\n");
  expect(text).toContain("footnote_oldest_job_seconds 7.5\n");
  expect(text).toContain('footnote_jobs_total{kind="purge",result="retried"} 1\n');
  expect(length).toHaveBeenCalledOnce();
  length.mockRejectedValue(new Error("no connection"));
  expect(await metrics.text()).toMatch(/^footnote_jobs_queued NaN$/im);
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
