/** @module Logins of shards within Discord's limits: so many a day, and one of each bucket every five seconds. */

import { setTimeout as sleep } from "node:timers/promises";
import { type APIGatewayBotInfo, Routes } from "discord-api-types/v10";
import { z } from "zod";
import type { Observe } from "../base/observation.ts";
import { createLimit, type Limit } from "../base/single-flight.ts";
import type { IdentifyTurns } from "../storage/identify-turns.ts";
import type { Rest } from "./rest.ts";
import { type Shard, SocketUrl } from "./shard.ts";
import type { Timing } from "./timing.ts";

export interface LoginsOptions {
  readonly token: string;
  readonly rest: Rest;
  /** The moments at which shards may identify, shared by all processes of the bot. */
  readonly turns: IdentifyTurns;
  readonly timing: Pick<Timing, "identify">;
  readonly observe: Observe;
  /** Ends the waits. */
  readonly signal: AbortSignal;
}

export interface Logins {
  /** Asks Discord for its gateway, and how many logins are left. @throws NoLoginLeft if there is none. */
  ask(): Promise<APIGatewayBotInfo>;
  /** Opens a shard in its turn: one of a bucket at a time, until it is connected or has ended. @throws NoLoginLeft */
  inTurn(id: number, open: (gateway: APIGatewayBotInfo) => Shard): Promise<Shard>;
  /** Waits until a shard may identify. @throws NoLoginLeft where other processes used the last one up meanwhile. */
  mayIdentify(id: number): Promise<void>;
}

/** Discord allows no more logins for now. */
export class NoLoginLeft extends Error {
  readonly waitMs: number;
  constructor(waitMs: number) {
    super("no login is left for today");
    this.waitMs = waitMs;
  }
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

/** Creates the logins of one connection. */
export function createLogins(options: LoginsOptions): Logins {
  const { token, rest, turns, timing, signal, observe } = options;
  const bot = botIdOf(token);
  const limits = new Map<number, Limit>();
  let buckets = 1;
  let underWay = 0;
  /** The last answer of `ask`, so that the first login of each bucket need not ask again, and the shards that logged in since. */
  let first: { readonly gateway: APIGatewayBotInfo; logins: number } | undefined;
  const since = new Set<number>();

  const bucketOf = (id: number): number => id % buckets;
  const limitOf = (bucket: number): Limit => {
    const limit = limits.get(bucket) ?? createLimit(1);
    limits.set(bucket, limit);
    return limit;
  };
  const read = async (): Promise<APIGatewayBotInfo> => {
    const gateway = GatewayBot.parse(await rest.get(Routes.gatewayBot()));
    const { remaining, reset_after, max_concurrency } = gateway.session_start_limit;
    if (remaining < Math.max(1, underWay)) throw new NoLoginLeft(reset_after);
    buckets = Math.max(1, max_concurrency);
    return gateway;
  };
  const gatewayFor = async (id: number): Promise<APIGatewayBotInfo> => {
    if (!first || first.logins < 1 || since.has(id)) return read();
    since.add(id);
    first.logins -= 1;
    return first.gateway;
  };

  return {
    async ask() {
      const gateway = await read();
      first = { gateway, logins: Math.min(buckets, gateway.session_start_limit.remaining) };
      since.clear();
      return gateway;
    },
    inTurn: (id, open) =>
      limitOf(bucketOf(id))(async () => {
        underWay += 1;
        try {
          const shard = open(await gatewayFor(id));
          await shard.begun;
          return shard;
        } finally {
          underWay -= 1;
        }
      }),
    async mayIdentify(id) {
      const wait = await turns.reserve({ bot, bucket: bucketOf(id) }, timing.identify);
      if (wait > 0) {
        await sleep(wait, undefined, { signal });
        await read();
      }
      observe({ kind: "login" });
    },
  };
}

/** Returns the ID of the bot, which is the first part of its token. */
const botIdOf = (token: string): string =>
  Buffer.from(token.split(".")[0] ?? "", "base64url").toString();
