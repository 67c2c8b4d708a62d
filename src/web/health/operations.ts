/** @module Health and metrics of a running bot, for its operator. */

import type { Gateway } from "../../discord/gateway.ts";
import type { Library } from "../../collection/library.ts";
import type { Log } from "../../base/log.ts";
import { type Observe, timed } from "../../base/observation.ts";
import type { Embedder } from "../../model/embedder.ts";
import { missingOf, serveHealth } from "./health.ts";
import { createMetrics } from "./metrics.ts";

type Serving = Pick<Library, "generation" | "counts" | "stale">;

export interface Operations {
  /** Counts once a library serves; the questions before that only warm it up. */
  readonly observe: Observe;
  readonly serves: (library: Serving) => void;
  readonly joined: (gateway: Pick<Gateway, "shards">) => void;
  close(): Promise<void>;
}

/** Neither listens nor counts. */
const NONE: Operations = {
  observe: () => {},
  serves: () => {},
  joined: () => {},
  close: async () => {},
};

/**
 * Listens on the port, if one is set, before the index is ready: a bot that still builds answers as not ready.
 * @param linesDropped counts the log lines that could not be written so far.
 * @throws UserError if the port is not available.
 */
export async function startOperations(
  port: number | undefined,
  log: Log,
  linesDropped: () => number,
): Promise<Operations> {
  if (port === undefined) return NONE;
  let library: Serving | undefined;
  let gateway: Pick<Gateway, "shards"> | undefined;
  const metrics = createMetrics(() => library, linesDropped);
  const missing = (): string[] =>
    missingOf({ generation: library?.generation(), shards: gateway?.shards() });
  const stale = (): string | undefined => library?.stale();
  const server = await serveHealth({ port, missing, stale, metrics, log });
  log.info({ port: server.port }, "health and metrics are here");
  return {
    observe: (seen) => library && metrics.observe(seen),
    serves: (opened) => void (library = opened),
    joined: (connected) => void (gateway = connected),
    close: () => server.close(),
  };
}

/** Wraps an embedder to observe the time of questions. */
export const timedEmbedder = (embedder: Embedder, observe: Observe): Embedder => ({
  ...embedder,
  embedQuestion: (question, isNative) =>
    timed("embed", observe, () => embedder.embedQuestion(question, isNative)),
});
