/** @module The connection to Discord's gateway, made again after every loss until Discord refuses it. */

import { setTimeout as sleep } from "node:timers/promises";
import type { SessionInfo } from "@discordjs/ws";
import { type APIGatewayBotInfo, GatewayCloseCodes, Routes } from "discord-api-types/v10";
import { z } from "zod";
import type { Log } from "../base/log.ts";
import { isRefusedToken, reasonOf, refusedToken, type Rest } from "./rest.ts";
import { type End, openShard, SHARD, type Shard, type ShardOptions, SocketUrl } from "./shard.ts";
import { backOffMs, type Timing } from "./timing.ts";

export interface ShardState {
  readonly id: number;
  readonly isConnected: boolean;
  /** Since Discord last answered a heartbeat; since the shard connected, if that is later. */
  readonly heartbeatAgeMs: number;
}

export interface ConnectionOptions extends Pick<ShardOptions, "token" | "intents" | "onEvent"> {
  readonly rest: Rest;
  readonly timing: Timing;
  readonly log: Log;
  /** Takes the reason where Discord refuses the connection and waiting does not help. */
  readonly onRefused: (why: string) => void;
  /** Intents that Discord may refuse to this bot; it then connects without them. */
  readonly privileged?: number;
  /** Is called when Discord refuses the privileged intents. */
  readonly onUnprivileged?: () => void;
}

export interface Connection {
  /** Empty before the first connection. */
  readonly shards: () => readonly ShardState[];
  /** Ends the connection, or the wait for one. */
  close(): Promise<void>;
}

const GatewayBot = z.object({
  url: SocketUrl,
  shards: z.number(),
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.number(),
  }),
});

const DAY_MS = 86_400_000;

/** The close codes after which the token, the settings or the program must change. */
const REFUSALS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: refusedToken(4004),
  [GatewayCloseCodes.InvalidShard]: "Discord refused the shard (4010)",
  [GatewayCloseCodes.ShardingRequired]: "Discord wants more than one shard (4011)",
  [GatewayCloseCodes.InvalidAPIVersion]: "Discord refused the version of the API (4012)",
  [GatewayCloseCodes.InvalidIntents]: "Discord refused the intents (4013)",
  [GatewayCloseCodes.DisallowedIntents]: "Discord refused the intents (4014)",
};

/** The end of an attempt: `refusal` where no other attempt helps, `waitMs` where Discord says how long to wait. */
interface Outcome extends End {
  readonly refusal?: string;
  readonly waitMs?: number;
}

/**
 * Connects in the background. A session that was cut is resumed at once. Every login waits, exponentially longer after
 * each failure, and first asks Discord how many logins are left.
 */
export function keepConnected(options: ConnectionOptions): Connection {
  const { rest, timing, log, onRefused } = options;
  const closed = new AbortController();
  const { signal } = closed;
  let gateway: APIGatewayBotInfo | undefined;
  let session: SessionInfo | null = null;
  let shard: Shard | undefined;
  let aliveAt: number | undefined;
  let privileged = options.privileged ?? 0;

  const onHeartbeat = (): void => void (aliveAt = Date.now());
  const shardOptions: ShardOptions = {
    ...options,
    session: { get: () => session, set: (updated) => (session = updated) },
    onHeartbeat,
    onConnected() {
      onHeartbeat();
      log.info("connected to Discord");
    },
  };

  async function attempt(): Promise<Outcome> {
    try {
      if (!gateway || !session) {
        gateway = GatewayBot.parse(await rest.get(Routes.gatewayBot()));
        const { remaining, reset_after } = gateway.session_start_limit;
        if (remaining < 1) return failure("no login is left for today", { waitMs: reset_after });
      }
      if (signal.aborted) return failure("closed");
      shard = openShard(gateway, { ...shardOptions, intents: options.intents | privileged });
      return await shard.ended;
    } catch (error) {
      if (!isRefusedToken(error)) return failure(reasonOf(error));
      return failure("401", { refusal: refusedToken(401) });
    }
  }

  /** Returns whether another attempt without the privileged intents may succeed. */
  const givesUpIntents = (code: number | undefined): boolean => {
    if (code !== GatewayCloseCodes.DisallowedIntents || privileged === 0) return false;
    privileged = 0;
    session = null;
    options.onUnprivileged?.();
    return true;
  };

  async function stayConnected(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const { why, wasConnected, code, waitMs = 0, ...end } = await attempt();
      if (signal.aborted) return;
      const refusal = givesUpIntents(code) ? undefined : (end.refusal ?? REFUSALS[code ?? 0]);
      if (refusal !== undefined) return onRefused(refusal);
      failures = wasConnected ? 0 : failures + 1;
      // A session gets one attempt to be resumed.
      if (!wasConnected) session = null;
      const wait = session
        ? timing.resume
        : Math.max(backOffMs(failures, timing.backOff), Math.min(waitMs, DAY_MS));
      const seconds = Math.ceil(wait / 1000);
      log[session ? "info" : "warn"]({ why, seconds }, "no connection to Discord; trying again");
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }

  void stayConnected();
  return {
    shards() {
      if (aliveAt === undefined) return [];
      const isConnected = shard?.isConnected() ?? false;
      return [{ id: SHARD.id, isConnected, heartbeatAgeMs: Date.now() - aliveAt }];
    },
    async close() {
      closed.abort();
      await shard?.close();
    },
  };
}

const failure = (why: string, more: Partial<Outcome> = {}): Outcome => ({
  why,
  wasConnected: false,
  ...more,
});
