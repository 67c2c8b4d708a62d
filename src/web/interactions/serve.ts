/** @module Interactions over HTTP: listens, registers the commands, answers, and ends in order. */

import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { InteractionsSettings } from "../../base/config/transport.ts";
import type { Log } from "../../base/log.ts";
import { createAnswering } from "../../discord/answering.ts";
import { findEndpointFaults } from "../../discord/endpoint-checks.ts";
import type { GatewayOptions } from "../../discord/gateway.ts";
import { inviteLink, registerByToken } from "../../discord/registration.ts";
import { createRest } from "../../discord/rest.ts";
import { type Service, serveUntil } from "../../discord/service.ts";
import { type Timing, TIMING } from "../../discord/timing.ts";
import { within } from "../../interactions/bot.ts";
import type { Claims } from "../../storage/claims.ts";
import { listen, type ServerLimits } from "../server.ts";
import { takeDeliveries } from "./deliveries.ts";
import { createEndpoint } from "./endpoint.ts";

export interface InteractionsOptions extends GatewayOptions {
  readonly interactions: InteractionsSettings;
  readonly claims: Claims;
  /**
   * Lists the conditions that the bot lacks before it can answer, beside this server. That of a database is none: without
   * it, members read the reason, where a balancer with no replica would leave them without an answer.
   */
  readonly missing: () => readonly string[];
}

export interface Interactions extends Service {
  readonly port: number;
  /** Lists what this server lacks. */
  readonly missing: () => readonly string[];
  /** Resolves after the first attempt to register the commands. */
  readonly registered: Promise<void>;
}

/**
 * A balancer keeps connections, and ends idle ones within a minute, earlier than this server. A request that takes five
 * seconds to come is too late for an answer.
 */
const LIMITS: Partial<ServerLimits> = {
  connections: 600,
  idle: 65_000,
  request: 5_000,
  drain: 3_000,
};

/**
 * Listens for interactions, and registers the commands in the background.
 * @throws UserError if the port is not available.
 */
export async function listenForInteractions(options: InteractionsOptions): Promise<Interactions> {
  const { settings, interactions, bot, commands, log, observe = () => {}, claims } = options;
  const timing = { ...TIMING, ...options.timing };
  const rest = createRest(settings, timing, log);
  const leaving = new AbortController();
  const missing = (): string[] => (leaving.signal.aborted ? ["interactions: stopping"] : []);
  const answer = createAnswering({ bot, settings, rest, log, observe });
  const app = createEndpoint({
    publicKeys: interactions.publicKeys,
    token: settings.token,
    receive: takeDeliveries({ answer, claims }),
    missing: () => [...missing(), ...options.missing()],
    log,
    observe,
  });
  const server = await listen(async (request, env) => app.fetch(request, env), {
    port: interactions.port,
    host: interactions.host,
    tries: 1,
    what: "interactions",
    remedy: "Give INTERACTIONS_PORT another port, and pass requests on to that.",
    limits: LIMITS,
  });
  const { host } = interactions;
  log.info({ host, port: server.port, path: "/interactions" }, "interactions are taken here");
  let refuse: (why: string) => void = () => {};
  const refused = new Promise<string>((resolve) => (refuse = resolve));
  const { signal } = leaving;
  const registering = { commands, settings, log, timing, rest, signal, onRefused: refuse };
  return {
    port: server.port,
    refused,
    missing,
    registered: registerByToken(registering, (found) =>
      reportApplication(found, interactions, log),
    ),
    async leave() {
      leaving.abort();
      await sleep(timing.grace);
      await end(server.close, bot, timing);
    },
  };
}

/** Refuses requests, waits for the answers under way, then tells those who still wait that the bot stops. */
async function end(
  close: () => Promise<void>,
  bot: GatewayOptions["bot"],
  { drain, grace, farewell }: Timing,
): Promise<void> {
  const rest = Math.max(0, drain - grace);
  const ended = Promise.all([bot.drain(rest), close()]);
  await within(rest, ended);
  await within(farewell, ended);
}

const Application = z.object({
  id: z.string(),
  verify_key: z.string().optional(),
  interactions_endpoint_url: z.string().nullish(),
});

/** Logs the invite link, and warns where Discord's requests cannot be verified or do not come here. */
function reportApplication(found: unknown, interactions: InteractionsSettings, log: Log): void {
  const application = Application.parse(found);
  log.info({ invite: inviteLink(application.id) }, "found the application");
  for (const { found: text, remedy } of findEndpointFaults(application, interactions))
    log.warn({ remedy }, text);
}

export interface InteractionsServiceOptions extends InteractionsOptions {
  /** Resolves with the name of a signal to stop. */
  readonly stopped: Promise<string>;
  readonly onListen: (server: Interactions) => void;
}

/** Serves until it is stopped, or Discord refuses the token; returns the exit code. */
export async function serveInteractions(options: InteractionsServiceOptions): Promise<0 | 2> {
  const server = await listenForInteractions(options);
  options.onListen(server);
  return serveUntil(options.stopped, server, options.log);
}
