/** @module The rate of requests without a token, by the address that they come from. */

import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import type { Rate } from "../../base/config/rate.ts";
import { visitorKey } from "../../base/net/visitor.ts";
import { createRateLimit } from "./rate.ts";

const VISITOR_RATE: Rate = { times: 60, seconds: 60 };

interface VisitorOptions {
  /** The address under which others reach the server; with one, a proxy on this machine may name its clients. */
  readonly publicUrl: string | undefined;
  readonly rate?: Rate;
}

/** Creates a middleware that answers each visitor within a rate. Requests are counted together wherever it is used. */
export function limitVisitors({
  publicUrl,
  rate = VISITOR_RATE,
}: VisitorOptions): MiddlewareHandler {
  const limit = createRateLimit();
  return (context, next) => {
    const forwarded = publicUrl === undefined ? undefined : context.req.header("x-forwarded-for");
    return limit(context, { key: visitorKey(peerOf(context), forwarded), rate }, next);
  };
}

/** The part of Node's request that the server passes on. */
const Connection = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

const peerOf = ({ env }: Context): string | undefined =>
  Connection.safeParse(env).data?.incoming.socket.remoteAddress;
