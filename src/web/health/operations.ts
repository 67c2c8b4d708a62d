/** @module What an operator may look at while the bot runs: health and metrics. */

import type { Gateway } from "../../discord/gateway.ts";
import type { Library } from "../../collection/library.ts";
import type { Log } from "../../base/log.ts";
import { type Observe, timed } from "../../base/observation.ts";
import type { Embedder } from "../../model/embedder.ts";
import { createMetrics } from "./metrics.ts";
import { missingOf } from "./readiness.ts";
import { startServer } from "./server.ts";

type Serving = Pick<Library, "generation" | "counts" | "stale">;

export interface Operations {
  /** Counts, once there is a library that serves; before, questions are only there to warm it up. */
  readonly observe: Observe;
  readonly serves: (library: Serving) => void;
  readonly joined: (gateway: Pick<Gateway, "shards">) => void;
  close(): Promise<void>;
}

/** Nothing listens and nothing is counted. */
const NONE: Operations = {
  observe: () => {},
  serves: () => {},
  joined: () => {},
  close: async () => {},
};

/**
 * Listens on the port from now on, so that a bot that is still building says so; does nothing where no port is set.
 * @param linesDropped how many lines of the log could not be written so far.
 * @throws UserError if the port can't be had.
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
  const server = await startServer({ port, missing, stale, metrics, log });
  log.info({ port: server.port }, "health and metrics are here");
  return {
    observe: (seen) => library && metrics.observe(seen),
    serves: (opened) => void (library = opened),
    joined: (connected) => void (gateway = connected),
    close: () => server.close(),
  };
}

/** The embedder, with the time that questions take told. */
export const timedEmbedder = (embedder: Embedder, observe: Observe): Embedder => ({
  ...embedder,
  embedQuestion: (question) => timed("embed", observe, () => embedder.embedQuestion(question)),
});
