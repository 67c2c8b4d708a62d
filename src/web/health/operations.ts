/** @module Health and metrics of a running bot, for its operator. */

import type { Gateway } from "../../discord/gateway.ts";
import type { ServedCollection } from "../../collection/collections.ts";
import type { Log } from "../../base/log.ts";
import { type Observe, timed } from "../../base/observation.ts";
import type { Embedder } from "../../model/embedder.ts";
import { missingOf, serveHealth } from "./health.ts";
import { createHooks, type HookOptions, type HookTarget } from "./hooks.ts";
import { createMetrics } from "./metrics.ts";

/** The collections of this process, some of which may not be ready yet. */
type Served = readonly Pick<ServedCollection, "id" | "counts" | "current">[];

export interface Operations {
  /** Counts once collections are served; the questions before that only warm a library up. */
  readonly observe: Observe;
  readonly serves: (collections: Served) => void;
  readonly joined: (gateway: Pick<Gateway, "shards">) => void;
  /** Receives webhooks from now on. @param find finds a collection that can be synced, by its ID. */
  readonly syncs: (find: (name: string) => HookTarget | undefined) => void;
  close(): Promise<void>;
}

/** Neither listens nor counts. */
const NONE: Operations = {
  observe: () => {},
  serves: () => {},
  joined: () => {},
  syncs: () => {},
  close: async () => {},
};

/**
 * Listens on the port, if one is set, before the index is ready: a bot that still builds answers as not ready.
 * @param linesDropped counts the log lines that could not be written so far.
 * @param secret the key of webhooks, which are off without one.
 * @throws UserError if the port is not available.
 */
export async function startOperations(
  port: number | undefined,
  log: Log,
  linesDropped: () => number,
  secret?: Buffer,
): Promise<Operations> {
  if (port === undefined) return NONE;
  let served: Served = [];
  let gateway: Pick<Gateway, "shards"> | undefined;
  const stale = (): string | undefined => staleIn(served);
  const counts = () => totalOf(served);
  const metrics = createMetrics({ counts, stale }, linesDropped);
  const missing = (): string[] =>
    missingOf({ hasIndex: served.some((one) => one.counts()), shards: gateway?.shards() });
  let find: ReturnType<HookOptions["targets"]>;
  const hooks = secret && createHooks({ secret, targets: () => find, log });
  const server = await serveHealth({ port, missing, stale, metrics, log, hooks });
  log.info({ port: server.port }, "health and metrics are here");
  return {
    observe: (seen) => served.length > 0 && metrics.observe(seen),
    serves: (collections) => void (served = collections),
    joined: (connected) => void (gateway = connected),
    syncs: (targets) => void (find = targets),
    close: () => server.close(),
  };
}

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
