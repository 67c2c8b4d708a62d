/** @module Being in Discord: log in, register, answer, and leave in good order. */

import { setTimeout as sleep } from "node:timers/promises";
import {
  Client,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
} from "discord.js";
import type { Caller } from "../../commands/command.ts";
import type { DiscordSettings } from "../config.ts";
import { messageOf, UserError } from "../errors.ts";
import type { Feedback } from "../feedback/feedback.ts";
import type { Library } from "../library/library.ts";
import type { Log } from "../log.ts";
import type { Observe } from "../observation.ts";
import { answering } from "./answering.ts";
import { connectionOf, type ShardState } from "./connection.ts";
import { inviteLink, registerDifferences } from "./registration.ts";
import { type Timing, TIMING } from "./timing.ts";

export interface GatewayOptions {
  readonly settings: DiscordSettings;
  readonly libraryFor: (caller: Caller) => Library;
  readonly log: Log;
  readonly timing?: Partial<Timing>;
  readonly observe?: Observe;
  readonly feedback?: Feedback;
}

/** A connection to Discord. */
export interface Gateway {
  /** Resolves with why, once the connection is lost for good. */
  readonly lost: Promise<string>;
  /** How each shard stands now. */
  readonly shards: () => readonly ShardState[];
  /** Refuses what is new, gives what is under way some seconds to end, tells those who still wait, and disconnects. */
  leave(): Promise<void>;
}

/**
 * Joins Discord. No intents, as interactions come without any; to hear of mentions takes one, and it is no privileged one:
 * the text of a message that mentions the bot comes without the intent for the texts of all.
 * @throws UserError if the token is refused or the gateway can't be reached.
 */
export async function joinDiscord(options: GatewayOptions): Promise<Gateway> {
  const { settings, log } = options;
  const timing = { ...TIMING, ...options.timing };
  const client = createClient(settings, timing);
  client.on(Events.Error, (error) => log.error({ err: error }, "the client reports an error"));
  client.on(Events.Warn, (text) => log.warn({ text }, "the client warns"));
  const lost = lossOf(client);
  const shards = connectionOf(client);
  const underWay = new Set<Promise<void>>();
  const answers = answering({ ...options, timing });
  const follow = (answered: Promise<void>): void => {
    const work = answered.finally(() => underWay.delete(work));
    underWay.add(work);
  };
  client.on(Events.InteractionCreate, (interaction) => follow(answers.listen(interaction)));
  // As it comes: discord.js gives messages only of channels it knows, and for those it would wait for every guild.
  if (settings.answerMentions)
    client.ws.on(GatewayDispatchEvents.MessageCreate, (packet: unknown) =>
      follow(answers.hear(packet, client)),
    );
  try {
    await logIn(client, settings.token, timing, lost);
  } catch (error) {
    await client.destroy();
    throw error;
  }
  await registerQuietly(client, settings, log);
  return {
    lost,
    shards,
    async leave() {
      answers.close();
      await within(timing.drain, Promise.allSettled(underWay));
      await within(timing.farewell, answers.farewell());
      await client.destroy();
    },
  };
}

const SWEEP_MS = 10_000;

/** Waits for work, yet no longer than so many milliseconds. */
const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, sleep(ms, undefined, { ref: false })]);

const createClient = (settings: DiscordSettings, timing: Timing): Client =>
  new Client({
    intents: settings.answerMentions ? [GatewayIntentBits.GuildMessages] : [],
    allowedMentions: { parse: [] },
    // What discord.js keeps of every user, and of every interaction's token, is bounded in number and in time.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      UserManager: { maxSize: 200, keepOverLimit: ({ client, id }) => id === client.user.id },
    }),
    rest: {
      api: settings.api,
      handlerSweepInterval: SWEEP_MS,
      timeout: timing.request,
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
  token: string,
  timing: Timing,
  lost: Promise<string>,
): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const timer = new AbortController();
  const late = sleep(timing.login, "no answer", { signal: timer.signal });
  try {
    const failure = await Promise.race([client.login(token).then(() => ready), lost, late]);
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
      remedy: /sessions remaining/i.test(found)
        ? "The bot was started too often: wait until then, as further starts would only add to it."
        : "Check DISCORD_TOKEN and the network, then start again.",
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
