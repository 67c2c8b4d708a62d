/** @module One shard of the gateway, connected again after every loss until Discord refuses it. */

import type { SessionInfo } from "@discordjs/ws";
import { type APIGatewayBotInfo, GatewayCloseCodes } from "discord-api-types/v10";
import type { Log } from "../base/log.ts";
import { type Logins, NoLoginLeft } from "./logins.ts";
import { isRefusedToken, reasonOf, refusedToken } from "./rest.ts";
import { type End, openShard, type Position, type Shard, type ShardOptions } from "./shard.ts";
import type { Timing } from "./timing.ts";
import { type Attempt, createWait } from "./waits.ts";

export interface ShardState extends Position {
  readonly isConnected: boolean;
  /** Since Discord last answered a heartbeat; since the shard connected, if that is later. */
  readonly heartbeatAgeMs: number;
  /** The time that Discord took to answer the last heartbeat; undefined before the first one. */
  readonly latencyMs: number | undefined;
}

/** The intents of all shards. */
export interface Intents {
  readonly always: number;
  /** Those that Discord may refuse to this bot; 0 once it did. */
  readonly privileged: () => number;
  /** Does without the privileged ones from now on. */
  readonly giveUp: () => void;
}

export interface KeptShardOptions extends Pick<ShardOptions, "position" | "token" | "onEvent"> {
  readonly intents: Intents;
  readonly logins: Logins;
  readonly timing: Timing;
  readonly log: Log;
}

/** The reason why no other attempt helps; the close code, if the gateway closed. */
export interface Refusal {
  readonly why: string;
  readonly code?: number | undefined;
}

export interface KeptShard {
  /** Resolves if Discord refuses the shard and waiting does not help. */
  readonly refused: Promise<Refusal>;
  readonly state: () => ShardState;
  /** Ends the connection, or the wait for one. */
  close(): Promise<void>;
}

/** The close codes after which the token, the settings or the program must change. */
const REFUSALS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: refusedToken(4004),
  [GatewayCloseCodes.InvalidShard]: "Discord refused the shard (4010): check SHARDS",
  [GatewayCloseCodes.ShardingRequired]:
    "Discord wants more shards (4011): raise their number in SHARDS, in all processes at once",
  [GatewayCloseCodes.InvalidAPIVersion]: "Discord refused the version of the API (4012)",
  [GatewayCloseCodes.InvalidIntents]: "Discord refused the intents (4013)",
  [GatewayCloseCodes.DisallowedIntents]: "Discord refused the intents (4014)",
};

interface Outcome extends Attempt, End {
  readonly refusal?: string;
}

/**
 * Connects in the background. A session that was cut is resumed at once. Every login waits, exponentially longer after
 * each failure, and for its turn.
 */
export function keepShard(options: KeptShardOptions): KeptShard {
  const { position, intents, logins, timing, log } = options;
  const closed = new AbortController();
  const { signal } = closed;
  const wait = createWait(timing, { log, signal });
  let gateway: APIGatewayBotInfo | undefined;
  let session: SessionInfo | null = null;
  let shard: Shard | undefined;
  let aliveAt = -Infinity;
  let latencyMs: number | undefined;
  let asked = 0;

  const open = (found: APIGatewayBotInfo): Shard => {
    signal.throwIfAborted();
    gateway = found;
    asked = intents.privileged();
    shard = openShard(found, {
      ...options,
      intents: intents.always | asked,
      session: { get: () => session, set: (updated) => (session = updated) },
      mayIdentify: () => logins.mayIdentify(position.id),
      onHeartbeat(latency) {
        aliveAt = Date.now();
        latencyMs = latency;
      },
      onConnected() {
        aliveAt = Date.now();
        log.info("connected to Discord");
      },
    });
    return shard;
  };
  const attempt = async (): Promise<Outcome> => {
    try {
      const opened = session && gateway ? open(gateway) : await logins.inTurn(position.id, open);
      return await opened.ended;
    } catch (error) {
      return failureOf(error);
    }
  };
  /** Returns whether another attempt without the privileged intents may succeed. */
  const givesUpIntents = (code: number | undefined): boolean => {
    if (code !== GatewayCloseCodes.DisallowedIntents || asked === 0) return false;
    session = null;
    intents.giveUp();
    return true;
  };

  async function stayConnected(): Promise<Refusal> {
    while (true) {
      const outcome = await attempt();
      if (signal.aborted) return NEVER;
      const { code, wasConnected } = outcome;
      const why = givesUpIntents(code) ? undefined : (outcome.refusal ?? REFUSALS[code ?? 0]);
      if (why !== undefined) return { why, code };
      // A session gets one attempt to be resumed.
      if (!wasConnected) session = null;
      await wait(outcome, session !== null);
      if (signal.aborted) return NEVER;
    }
  }

  return {
    refused: stayConnected(),
    state: () => ({
      ...position,
      isConnected: shard?.isConnected() ?? false,
      heartbeatAgeMs: Date.now() - aliveAt,
      latencyMs,
    }),
    async close() {
      closed.abort();
      await shard?.close();
    },
  };
}

const NEVER = new Promise<never>(() => {});

/** Describes an attempt that did not reach the gateway. */
export function failureOf(error: unknown): Outcome {
  const why = reasonOf(error);
  if (isRefusedToken(error)) return { why, wasConnected: false, refusal: refusedToken(401) };
  const waitMs = error instanceof NoLoginLeft ? error.waitMs : 0;
  return { why, wasConnected: false, waitMs };
}
