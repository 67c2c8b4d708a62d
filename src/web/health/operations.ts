/** @module Health and metrics of a running bot, for its operator. */

import type { Gateway } from "../../discord/gateway.ts";
import type { ServedCollection } from "../../collection/collections.ts";
import type { TransportKind } from "../../base/config/transport.ts";
import type { Log } from "../../base/log.ts";
import { type Observe, timed } from "../../base/observation.ts";
import type { DatabaseFault } from "../../storage/database-fault.ts";
import type { Embedder } from "../../model/embedder.ts";
import { missingDatabase, missingOf, NO_DISCORD, serveHealth } from "./health.ts";
import type { Interactions } from "../interactions/serve.ts";
import { createHooks, type HookOptions, type HookTarget } from "./hooks.ts";
import { createMetrics, type Shared } from "./metrics.ts";

/** The collections of this process, some of which may not be ready yet. */
type Served = readonly Pick<ServedCollection, "id" | "counts" | "current">[];

export interface Operations {
  /** Counts once collections are served; the questions before that only warm a library up. */
  readonly observe: Observe;
  readonly serves: (collections: Served) => void;
  /** Counts as ready only while the database serves. @param find finds why it does not. */
  readonly uses: (find: () => Promise<DatabaseFault | undefined>) => void;
  readonly joined: (gateway: Pick<Gateway, "shards">) => void;
  /** Counts as ready only while this server takes interactions. */
  readonly listens: (server: Pick<Interactions, "missing">) => void;
  /** Lists the conditions that this process lacks before it can answer, without the database, which all replicas share. */
  readonly missing: () => readonly string[];
  /** Receives webhooks from now on. @param find finds a collection that can be synced, by its ID. */
  readonly syncs: (find: (name: string) => HookTarget | undefined) => void;
  /** Measures the database and its queue of jobs from now on. */
  readonly works: (shared: Shared) => void;
  close(): Promise<void>;
}

export interface OperationsOptions {
  readonly port: number | undefined;
  /** The way in which interactions come, without which the bot is not ready; undefined if this process joins no Discord. */
  readonly transport: TransportKind | undefined;
  readonly log: Log;
  /** Counts the log lines that could not be written so far. */
  readonly linesDropped: () => number;
  /** The key of webhooks, which are off without one. */
  readonly secret: Buffer | undefined;
}

/**
 * Listens on the port, if one is set, before the index is ready: a bot that still builds answers as not ready.
 * @throws UserError if the port is not available.
 */
export async function startOperations(options: OperationsOptions): Promise<Operations> {
  const { port, transport, log, linesDropped, secret } = options;
  let served: Served = [];
  let gateway: Pick<Gateway, "shards"> | undefined;
  let server: Pick<Interactions, "missing"> | undefined;
  const joinsGateway = transport === "gateway" || transport === "none";
  const stale = (): string | undefined => staleIn(served);
  let findFault = async (): Promise<DatabaseFault | undefined> => undefined;
  const missing = (): string[] => [
    ...missingOf({
      hasIndex: served.some((one) => one.counts()),
      shards: joinsGateway ? gateway?.shards() : NO_DISCORD,
    }),
    ...(transport === "http" ? (server?.missing() ?? ["interactions: not listening yet"]) : []),
  ];
  const missingInAll = async (): Promise<string[]> => [
    ...missingDatabase(await findFault()),
    ...missing(),
  ];
  const state = {
    missing,
    serves: (collections: Served) => void (served = collections),
    uses: (look: typeof findFault) => void (findFault = look),
    joined: (connected: Pick<Gateway, "shards">) => void (gateway = connected),
    listens: (listening: Pick<Interactions, "missing">) => void (server = listening),
  };
  if (port === undefined) return { ...state, ...UNOBSERVED };
  const metrics = createMetrics({ counts: () => totalOf(served), stale }, linesDropped);
  let find: ReturnType<HookOptions["targets"]>;
  const hooks = secret && createHooks({ secret, targets: () => find, log });
  const health = await serveHealth({ port, missing: missingInAll, stale, metrics, log, hooks });
  log.info({ port: health.port }, "health and metrics are here");
  return {
    ...state,
    joined(connected) {
      state.joined(connected);
      metrics.measureShards(connected.shards);
    },
    observe: (seen) => served.length > 0 && metrics.observe(seen),
    syncs: (targets) => void (find = targets),
    works: metrics.measure,
    close: () => health.close(),
  };
}

/** Of a process without a port for health. */
const UNOBSERVED = { observe: () => {}, syncs: () => {}, works: () => {}, close: async () => {} };

/** Returns the reason of the first collection whose active generation can't be opened. */
function staleIn(served: Served): string | undefined {
  const reasons = served.map((one) => ({ id: one.id, why: one.current()?.stale() }));
  const found = reasons.find(({ why }) => why !== undefined);
  return found && (served.length === 1 ? found.why : `${found.id}: ${found.why}`);
}

const totalOf = (served: Served) => {
  const counts = served.map((one) => one.counts());
  const sumOf = (of: "documents" | "passages"): number =>
    counts.reduce((sum, one) => sum + (one?.[of] ?? 0), 0);
  return { documents: sumOf("documents"), passages: sumOf("passages") };
};

/** Wraps an embedder to observe the time of questions. */
export const timedEmbedder = (embedder: Embedder, observe: Observe): Embedder => ({
  ...embedder,
  embedQuestion: (question, isNative) =>
    timed("embed", observe, () => embedder.embedQuestion(question, isNative)),
});

/** The health of a worker. */
export interface WorkerHealth {
  readonly observe: Observe;
  readonly close: () => Promise<void>;
}

export interface WorkerHealthOptions extends Pick<
  OperationsOptions,
  "port" | "log" | "linesDropped"
> {
  readonly shared: Shared;
  /** Returns the reason why the queue cannot be reached, if it can't: then the worker is not ready. */
  readonly fault: () => string | undefined;
}

/**
 * Listens on the port, if one is set, for a process that works on jobs and serves nothing.
 * @throws UserError if the port is not available.
 */
export async function startWorkerHealth(options: WorkerHealthOptions): Promise<WorkerHealth> {
  const { port, log, linesDropped, shared, fault } = options;
  if (port === undefined) return { observe: () => {}, close: async () => {} };
  const metrics = createMetrics(undefined, linesDropped);
  metrics.measure(shared);
  const missing = (): string[] => {
    const why = fault();
    return why === undefined ? [] : [`database: ${why}`];
  };
  const server = await serveHealth({ port, missing, stale: () => undefined, metrics, log });
  log.info({ port: server.port }, "health and metrics are here");
  return { observe: metrics.observe, close: () => server.close() };
}
