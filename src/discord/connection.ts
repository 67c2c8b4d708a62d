/** @module The connection to Discord's gateway: the shards of this process, made again where Discord wants more of them. */

import { type APIGatewayBotInfo, GatewayCloseCodes } from "discord-api-types/v10";
import type { ShardSettings } from "../base/config/transport.ts";
import type { Log } from "../base/log.ts";
import type { Observe } from "../base/observation.ts";
import type { IdentifyTurns } from "../storage/identify-turns.ts";
import {
  failureOf,
  keepShard,
  type KeptShard,
  type Refusal,
  type ShardState,
} from "./kept-shard.ts";
import { createLogins } from "./logins.ts";
import type { Rest } from "./rest.ts";
import type { Position, ShardOptions } from "./shard.ts";
import type { Timing } from "./timing.ts";
import { createWait } from "./waits.ts";

export interface ConnectionOptions extends Pick<ShardOptions, "token" | "intents" | "onEvent"> {
  readonly shards: ShardSettings;
  readonly rest: Rest;
  readonly turns: IdentifyTurns;
  readonly timing: Timing;
  readonly log: Log;
  readonly observe: Observe;
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

/** Connects all shards in the background; one that is down leaves the others as they are. */
export function keepConnected(options: ConnectionOptions): Connection {
  const { timing, log, onRefused } = options;
  const closed = new AbortController();
  const { signal } = closed;
  const logins = createLogins({ ...options, signal });
  const wait = createWait(timing, { log, signal });
  const intents = intentsOf(options);
  let kept: readonly KeptShard[] = [];
  let hadConnected = false;

  /** Whether any shard was ever connected, of these or of those before. */
  const hasConnected = (): boolean =>
    (hadConnected ||= kept.some((shard) => shard.state().heartbeatAgeMs < Infinity));
  const close = async (): Promise<void> => {
    await Promise.all(kept.map((shard) => shard.close()));
  };
  /** Serves with one set of shards, until Discord refuses one of them. */
  const serve = async (positions: readonly Position[]): Promise<Refusal> => {
    kept = positions.map((position) =>
      keepShard({ ...options, position, intents, logins, log: log.child({ shard: position.id }) }),
    );
    const refusal = await Promise.race(kept.map(({ refused }) => refused));
    await close();
    return refusal;
  };
  async function attempt() {
    try {
      const gateway = await logins.ask();
      if (signal.aborted) return undefined;
      const { why, code } = await serve(positionsOf(options.shards, gateway));
      const isTooFew = options.shards === "auto" && code === GatewayCloseCodes.ShardingRequired;
      return { why, wasConnected: hasConnected(), refusal: isTooFew ? undefined : why };
    } catch (error) {
      return failureOf(error);
    }
  }
  async function stayConnected(): Promise<void> {
    while (!signal.aborted) {
      const ended = await attempt();
      if (!ended || signal.aborted) return;
      if (ended.refusal !== undefined) return onRefused(ended.refusal);
      await wait(ended);
    }
  }

  void stayConnected();
  return {
    shards: () => (hasConnected() ? kept.map((shard) => shard.state()) : []),
    close() {
      closed.abort();
      return close();
    },
  };
}

/** Returns the shards of this process. */
function positionsOf(settings: ShardSettings, { shards }: APIGatewayBotInfo): Position[] {
  const count = Math.max(1, shards);
  const own = settings === "auto" ? { first: 0, last: count - 1, count } : settings;
  const ids = Array.from({ length: own.last - own.first + 1 }, (_, index) => own.first + index);
  return ids.map((id) => ({ id, count: own.count }));
}

/** Keeps the intents that all shards ask for. */
function intentsOf({ intents, privileged: asked = 0, onUnprivileged }: ConnectionOptions) {
  let privileged = asked;
  return {
    always: intents,
    privileged: () => privileged,
    giveUp() {
      if (privileged === 0) return;
      privileged = 0;
      onUnprivileged?.();
    },
  };
}
