/** @module Metrics in Prometheus's format; labels never contain text of a user. */

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Observation, Observe } from "../../base/observation.ts";
import { singleFlight } from "../../base/single-flight.ts";
import type { ShardState } from "../../discord/kept-shard.ts";
import type { DatabaseLoad } from "../../storage/database-load.ts";
import type { QueueLength } from "../../storage/jobs.ts";
import { measureShards } from "./shard-metrics.ts";

export interface Metrics {
  readonly observe: Observe;
  readonly contentType: string;
  /** Writes all metrics in Prometheus's text format. */
  readonly text: () => Promise<string>;
  /** Measures the database from now on. */
  readonly measure: (shared: Shared) => void;
  /** Measures the shards of a gateway from now on. */
  readonly measureShards: (shards: () => readonly ShardState[]) => void;
}

/** The state of the database that processes share. */
export interface Shared {
  /** Counts the jobs. */
  readonly length: () => Promise<QueueLength>;
  readonly load: () => Promise<DatabaseLoad>;
}

/** The collections of this process as a whole. */
interface Serving {
  readonly counts: () => { readonly documents: number; readonly passages: number };
  /** Returns the reason why an active generation can't be opened, if there is one. */
  readonly stale: () => string | undefined;
}

/** Buckets in seconds: from a deferral on this machine to a question that takes too long (Discord waits three). */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];

/**
 * Counts observations, beside Node's own metrics of the process (memory, event-loop delay).
 * @param serving the collections as a whole; undefined in a process that serves none.
 * @param linesDropped counts the log lines that could not be written so far.
 */
export function createMetrics(serving: Serving | undefined, linesDropped: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  if (serving) measureServing(registry, serving);
  countDropped(registry, linesDropped);
  const record = recorderFor(registry);
  return {
    observe: record,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    measure: (shared) => measureShared(registry, shared),
    measureShards: (shards) => measureShards(registry, shards),
  };
}

function measureServing(registry: Registry, serving: Serving): void {
  for (const of of ["documents", "passages"] as const)
    gaugeOf(registry, of, `The ${of} of all collections`, () => serving.counts()[of]);
  const help = "1 while the active generation cannot be opened and another one serves";
  gaugeOf(registry, "index_stale", help, () => (serving.stale() === undefined ? 0 : 1));
}

/** While the database cannot be reached, its gauges are NaN. */
function measureShared(registry: Registry, { length, load }: Shared): void {
  const queued = gaugesOf<QueueLength>(registry, length);
  queued("jobs_queued", "The jobs that wait for a worker", "queued");
  queued("jobs_running", "The jobs that run, in all workers", "running");
  queued("oldest_job_seconds", "How long the job that waits longest has been due", "oldestSeconds");
  const loaded = gaugesOf<DatabaseLoad>(registry, load);
  loaded("database_connections_used", "The connections of this process that work", "used");
  loaded("database_connections_idle", "The connections of this process that do nothing", "idle");
  loaded("database_waiting", "Statements that wait for a connection", "waiting");
  loaded("database_seconds", "How long the smallest statement takes now", "seconds");
}

/** Returns a function that adds a gauge of one of the numbers that are read together. */
function gaugesOf<Numbers extends object>(registry: Registry, look: () => Promise<Numbers>) {
  const read = singleFlight((): Promise<Partial<Numbers>> => look().catch(() => ({})));
  return (name: string, help: string, of: keyof Numbers): void =>
    void new Gauge({
      name: `footnote_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set(Number((await read())[of] ?? NaN));
      },
    });
}

function gaugeOf(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name: `footnote_${name}`,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}

function countDropped(registry: Registry, linesDropped: () => number): void {
  new Counter({
    name: "footnote_log_lines_dropped_total",
    help: "Lines of the log that could not be written: its reader stalled or went away, or the disk is full",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(linesDropped());
    },
  });
}

function recorderFor(registry: Registry): Observe {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const questions = counter("footnote_questions_total", "Questions by what came of them", [
    "result",
  ]);
  const rebuilds = counter("footnote_rebuilds_total", "Rebuilds by what came of them", ["result"]);
  const syncs = counter("footnote_syncs_total", "Syncs by what came of them", ["result"]);
  const jobs = counter("footnote_jobs_total", "Attempts at jobs by kind and by what came of them", [
    "kind",
    "result",
  ]);
  const refusals = counter("footnote_refusals_total", "Interactions refused, by reason", [
    "reason",
  ]);
  const fallbacks = counter(
    "footnote_rate_fallbacks_total",
    "Counts of rates in memory alone, as the database was slow or away",
    [],
  );
  const faults = counter("footnote_faults_total", "Escaped errors, by the work they escaped from", [
    "where",
  ]);
  const community = counter("footnote_community_total", "Posts and questions to people, by event", [
    "event",
  ]);
  const requests = counter("footnote_requests_total", "Requests of programs, by door and status", [
    "door",
    "result",
  ]);
  const deliveries = counter(
    "footnote_deliveries_total",
    "Requests of Discord to the server of interactions, by what came of them",
    ["result"],
  );
  const logins = new Counter({
    name: "footnote_logins_total",
    help: "Logins of shards; Discord allows 1,000 a day for most bots",
    registers,
  });
  const skew = new Gauge({
    name: "footnote_interactions_skew_seconds",
    help: "This machine's clock less the timestamp of the last signed request",
    registers,
  });
  const histogram = <Label extends string>(name: string, help: string, label: Label) =>
    new Histogram({ name, help, labelNames: [label], buckets: BUCKETS, registers });
  const times = histogram(
    "footnote_stage_seconds",
    "How long a stage takes; ask holds embed, run holds ask",
    "stage",
  );
  const answering = histogram(
    "footnote_request_seconds",
    "How long a request of a program takes until its answer is made",
    "door",
  );
  return (seen: Observation) => {
    if (seen.kind === "question") questions.inc({ result: seen.result });
    else if (seen.kind === "rebuild") rebuilds.inc({ result: seen.result });
    else if (seen.kind === "sync") syncs.inc({ result: seen.result });
    else if (seen.kind === "job") jobs.inc({ kind: seen.of, result: seen.result });
    else if (seen.kind === "refusal") refusals.inc({ reason: seen.reason });
    else if (seen.kind === "rate fallback") fallbacks.inc();
    else if (seen.kind === "fault") faults.inc({ where: seen.where });
    else if (seen.kind === "community") community.inc({ event: seen.event });
    else if (seen.kind === "delivery") deliveries.inc({ result: seen.result });
    else if (seen.kind === "login") logins.inc();
    else if (seen.kind === "skew") skew.set(seen.seconds);
    else if (seen.kind === "request") {
      const { door, result, seconds } = seen;
      requests.inc({ door, result });
      answering.observe({ door }, seconds);
    } else times.observe({ stage: seen.of }, seen.seconds);
  };
}
