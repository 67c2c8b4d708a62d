/** @module Requests to Discord's REST API. */

import { REST } from "@discordjs/rest";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import type { Timing } from "./timing.ts";

export type Rest = Pick<REST, "get" | "patch" | "post" | "put" | "setToken">;

/** Until the next sweep, the client keeps a queue for every interaction. */
const SWEEP_MS = 10_000;

/** Creates a client whose memory stays bounded. */
export function createRest(
  { api, token }: Pick<DiscordSettings, "api" | "token">,
  { request }: Pick<Timing, "request">,
  log: Log,
): Rest {
  const rest = new REST({
    api,
    timeout: request,
    handlerSweepInterval: SWEEP_MS,
    // The client counts edits of replies against a limit that Discord does not put on them.
    globalRequestsPerSecond: 1_000,
  });
  // An `error` event without a listener would end the process.
  rest.on("error", (error: unknown) => log.error({ err: error }, "the REST client failed"));
  return rest.setToken(token);
}
