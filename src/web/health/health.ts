/** @module The health routes: liveness, readiness, metrics. */

import { type Context, Hono } from "hono";
import type { Log } from "../../base/log.ts";
import type { ShardState } from "../../discord/kept-shard.ts";
import type { DatabaseFault } from "../../storage/database-fault.ts";
import { isLooking, isOwnHost, unstored } from "../guard.ts";
import { type Listening, listen } from "../server.ts";
import type { Metrics } from "./metrics.ts";

export interface HealthOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Lists the conditions that the bot lacks before it can answer. */
  readonly missing: () => Promise<readonly string[]> | readonly string[];
  /** Gives the reason why the active generation cannot be opened, if another one serves. */
  readonly stale: () => string | undefined;
  readonly metrics: Pick<Metrics, "contentType" | "text">;
  readonly log: Log;
  /** The routes of webhooks, which answer under any host name; undefined if they are off. */
  readonly hooks?: Hono | undefined;
}

/**
 * Listens on 127.0.0.1. `/livez` answers while the event loop runs, `/readyz` with 200 or 503 and the missing conditions,
 * `/metrics` for Prometheus. A bot with a stale index answers questions: it is ready, and reports that it is stale.
 * @throws UserError if the port is taken or not allowed.
 */
export async function serveHealth(options: HealthOptions): Promise<Listening> {
  const app = createHealthApp(options);
  return listen(async (request) => app.fetch(request), {
    port: options.port,
    tries: 1,
    what: "health checks",
    remedy: "Give HEALTH_PORT another port, or leave it empty.",
  });
}

function createHealthApp({ missing, stale, metrics, log, hooks }: HealthOptions): Hono {
  const app = new Hono();
  if (hooks) app.route("/hooks", hooks);
  app.use(unstored, async (context, next) => {
    if (!isOwnHost(context.req.header("host")))
      return context.text("Only for this machine, under its own name.\n", 403);
    return isLooking(context) ? next() : context.text("Only GET.\n", 405);
  });
  app.get("/livez", (context) => json(context, { live: true }));
  app.get("/readyz", async (context) => readiness(context, await missing(), stale()));
  app.get("/metrics", async (context) =>
    context.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }),
  );
  app.notFound((context) => context.text("There are /livez, /readyz and /metrics.\n", 404));
  app.onError((error, context) => {
    log.error({ err: error }, "a request for health or metrics failed");
    return context.text("It failed; see the log.\n", 500);
  });
  return app;
}

const readiness = (context: Context, missing: readonly string[], reason: string | undefined) =>
  json(
    context,
    {
      ready: missing.length === 0,
      missing,
      ...(reason === undefined ? {} : { stale: true, reason }),
    },
    missing.length === 0 ? 200 : 503,
  );

const json = (context: Context, value: unknown, status: 200 | 503 = 200): Response =>
  context.body(`${JSON.stringify(value)}\n`, status, { "Content-Type": "application/json" });

/** Describes a database that does not serve now. */
export const missingDatabase = (fault: DatabaseFault | undefined): string[] =>
  fault ? [`database: ${fault.complaint?.found ?? fault.message}`] : [];

/** Of a process that joins no Discord. */
export const NO_DISCORD = "no discord";

/** The parts that readiness depends on; undefined if a part does not exist yet. */
export interface Parts {
  readonly hasIndex: boolean;
  readonly shards: readonly ShardState[] | typeof NO_DISCORD | undefined;
}

/** Two and a half of Discord's intervals between heartbeats (41.25 s). */
const FRESH_MS = 103_000;

/** Lists the missing conditions, a line each for the operator; empty if the bot is ready. */
export function missingOf({ hasIndex, shards }: Parts): string[] {
  return [...(hasIndex ? [] : ["index: not loaded yet"]), ...missingShards(shards)];
}

function missingShards(shards: Parts["shards"]): string[] {
  if (shards === NO_DISCORD) return [];
  return shards === undefined || shards.length === 0
    ? ["discord: not joined yet"]
    : shards.flatMap(faultOf);
}

function faultOf({ id, count, isConnected, heartbeatAgeMs }: ShardState): string[] {
  const name = count === 1 ? `shard ${id}` : `shard ${id} of ${count}`;
  if (!isConnected) return [`${name}: not connected`];
  if (heartbeatAgeMs <= FRESH_MS) return [];
  return [`${name}: no heartbeat for ${Math.round(heartbeatAgeMs / 1000)} s`];
}
