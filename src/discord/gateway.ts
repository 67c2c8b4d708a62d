/** @module Being in Discord: log in, register, answer, and leave in good order. */

import { setTimeout as sleep } from "node:timers/promises";
import { Client, Events, GatewayCloseCodes } from "discord.js";
import type { Call } from "../../commands/command.ts";
import type { DiscordSettings } from "../config.ts";
import { messageOf, UserError } from "../errors.ts";
import type { Library } from "../library/library.ts";
import type { Log } from "../log.ts";
import { answering } from "./answering.ts";
import { inviteLink, registerDifferences } from "./registration.ts";

export interface GatewayOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (call: Call) => Library;
  readonly log: Log;
  readonly loginTimeoutMs?: number;
}

/** A connection to Discord. */
export interface Gateway {
  /** Resolves with why, once the connection is lost for good. */
  readonly lost: Promise<string>;
  /** Takes nothing new, lets what is under way end within ten seconds, and disconnects. */
  leave(): Promise<void>;
}

/** discord.js tries for ever where the gateway refuses it, and `login` never settles. */
const LOGIN_TIMEOUT_MS = 30_000;
const DRAIN_MS = 10_000;
const REST_TIMEOUT_MS = 5_000;

/**
 * Joins Discord. No intents: interactions come without any, and nothing else is wanted.
 * @throws UserError if the token is refused or the gateway can't be reached.
 */
export async function joinDiscord(options: GatewayOptions): Promise<Gateway> {
  const { settings, log } = options;
  const client = createClient(settings);
  client.on(Events.Error, (error) => log.error({ err: error }, "the client reports an error"));
  client.on(Events.Warn, (text) => log.warn({ text }, "the client warns"));
  const lost = lossOf(client);
  const underWay = new Set<Promise<void>>();
  const answer = answering(options);
  let leaving = false;
  client.on(Events.InteractionCreate, (interaction) => {
    if (leaving) return;
    const work = answer(interaction).finally(() => underWay.delete(work));
    underWay.add(work);
  });
  try {
    await logIn(client, options, lost);
  } catch (error) {
    await client.destroy();
    throw error;
  }
  await registerQuietly(client, settings, log);
  return {
    lost,
    async leave() {
      leaving = true;
      await Promise.race([
        Promise.allSettled(underWay),
        sleep(DRAIN_MS, undefined, { ref: false }),
      ]);
      await client.destroy();
    },
  };
}

const createClient = (settings: DiscordSettings): Client =>
  new Client({
    intents: [],
    allowedMentions: { parse: [] },
    rest: {
      api: settings.api,
      timeout: REST_TIMEOUT_MS,
      // Edits of replies count against a limit that Discord does not put on them.
      globalRequestsPerSecond: 1_000,
    },
  });

/** discord.js gives up on some closings without an event that would end the process; those are the ones that matter. */
function lossOf(client: Client): Promise<string> {
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(describeClose(code)));
    client.on(Events.Invalidated, () => resolve("the session was invalidated"));
  });
}

function describeClose(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return "Discord refused the token (4004): make a new one in the developer portal";
    case GatewayCloseCodes.DisallowedIntents:
      return "Discord refused the intents (4014)";
    default:
      return `Discord closed the connection (${code})`;
  }
}

async function logIn(
  client: Client,
  options: GatewayOptions,
  lost: Promise<string>,
): Promise<void> {
  const { settings, loginTimeoutMs = LOGIN_TIMEOUT_MS } = options;
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const timer = new AbortController();
  const late = sleep(loginTimeoutMs, "no answer", { signal: timer.signal });
  try {
    const failure = await Promise.race([
      client.login(settings.token).then(() => ready),
      lost,
      late,
    ]);
    if (typeof failure === "string") throw notJoined(failure);
  } catch (error) {
    throw error instanceof UserError ? error : notJoined(messageOf(error), error);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}

const notJoined = (found: string, cause?: unknown): UserError =>
  new UserError(
    {
      expected: "to log in to Discord",
      found: found.split("\n")[0] ?? "",
      remedy: "Check DISCORD_TOKEN and the network, then start again.",
    },
    { cause },
  );

/** Commands that could not be looked up are those of the last time, most likely: the bot answers all the same. */
async function registerQuietly(client: Client, settings: DiscordSettings, log: Log): Promise<void> {
  const applicationId = client.application?.id ?? settings.applicationId;
  if (applicationId === undefined) return;
  try {
    const differences = await registerDifferences(client.rest, applicationId, settings);
    for (const { scope, added, changed, removed } of differences)
      log.info({ scope: scope.name, added, changed, removed }, "commands registered");
  } catch (error) {
    log.warn({ err: error }, "commands could not be registered; run: npm run deploy");
  }
  log.info({ invite: inviteLink(applicationId) }, "joined Discord");
}
