/** @module Checks of the bot's set-up in Discord, by requests that change nothing. */

import { ApplicationFlags, Routes } from "discord-api-types/v10";
import { REST, RESTEvents } from "discord.js";
import { z } from "zod";
import type { CollectionSettings } from "../base/config/collections.ts";
import { type DiscordSettings, isTokenShaped } from "../base/config/config.ts";
import { type Finding, findings } from "../base/finding.ts";
import type { Command } from "../interactions/command.ts";
import { channelChecks } from "./channel-checks.ts";
import { checkEndpoint } from "./endpoint-checks.ts";
import { answersPosts } from "./post.ts";
import { findDifference, inviteLink, scopesOf } from "./registration.ts";
import { isRefusedToken, networkFault, reasonOf, statusOf } from "./rest.ts";

const Sessions = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number() }),
});

interface Examined {
  readonly rest: REST;
  readonly settings: DiscordSettings;
  readonly commands: readonly Command[];
  readonly application: Application;
  readonly collections: readonly Served[];
}

type Served = Pick<CollectionSettings, "audience" | "community">;

const NEW_TOKEN =
  "Make a new one in the developer portal (Bot > Reset Token), and set DISCORD_TOKEN or its file.";

/**
 * Checks token, application, commands, home server, channels and clock with Discord; a text that can be no token is not sent.
 */
export async function examineDiscord(
  settings: DiscordSettings,
  commands: readonly Command[],
  collections: readonly Served[] = [],
): Promise<Finding[]> {
  if (!isTokenShaped(settings.token))
    return [
      findings("token").fault(
        "not a bot token, which has three parts joined by dots and begins with an ID (a client secret or a public key is another thing)",
        NEW_TOKEN,
      ),
    ];
  const rest = new REST({ api: settings.api, timeout: 10_000, retries: 0 }).setToken(
    settings.token,
  );
  const clock = measureClock(rest);
  try {
    const found = Application.parse(await rest.get(Routes.currentApplication()));
    const examined = { rest, settings, commands, application: found, collections };
    return [
      findings("token").ok(`accepted by Discord, for the application ${found.name}`),
      clock(),
      ...checkApplication(examined),
      ...(await checkEndpoint(found, settings)),
      await checkLogins(examined),
      ...(await checkCommands(examined)),
      await checkHome(examined),
      ...(await checkChannels(examined)),
    ];
  } catch (error) {
    return [notTaken(error), clock()];
  }
}

/** Reports a refused token as a fault, and an unreachable Discord as a warning. */
function notTaken(error: unknown): Finding {
  const { fault, warning } = findings("token");
  if (isRefusedToken(error)) return fault("refused by Discord (401)", NEW_TOKEN);
  const unreached = networkFault(error);
  if (unreached) return warning(`not checked: ${unreached.found}`, unreached.remedy);
  return warning(
    `not checked: Discord could not answer (${reasonOf(error)})`,
    "See discordstatus.com, and run the doctor again later.",
  );
}

const FEW_LOGINS = 20;

async function checkLogins({ rest, settings }: Examined): Promise<Finding> {
  const { ok, warning } = findings("logins");
  return attempt("logins", async () => {
    const { shards, session_start_limit } = Sessions.parse(await rest.get(Routes.gatewayBot()));
    if (settings.shards !== "auto" && settings.shards.count < shards)
      return warning(
        `Discord recommends ${shards} shards, and SHARDS has ${settings.shards.count}`,
        "Raise the number in all processes, and start these together (docs/GATEWAY.md).",
      );
    const { total, remaining } = session_start_limit;
    const left = `${remaining} of ${total} left today`;
    return remaining >= FEW_LOGINS
      ? ok(left)
      : warning(left, "Find out why it starts so often: at 0 Discord resets the token.");
  });
}

async function checkCommands({
  rest,
  settings,
  commands,
  application,
}: Examined): Promise<Finding[]> {
  const all: Finding[] = [];
  for (const scope of scopesOf(commands, application.id, settings)) {
    const check = scope.name === "everywhere" ? "commands" : "home commands";
    const { ok, warning } = findings(check);
    all.push(
      await attempt(check, async () => {
        const difference = await findDifference(rest, scope);
        if (!difference) return ok(`all ${scope.wanted.length} registered`);
        const { added, changed, removed } = difference;
        const counts = `${added.length} missing, ${changed.length} different, ${removed.length} obsolete`;
        return warning(counts, "Run: npm run deploy (npm start does it too).");
      }),
    );
  }
  return all;
}

async function checkHome({ rest, settings, application }: Examined): Promise<Finding> {
  const { ok, warning, fault, skipped } = findings("home server");
  const { homeGuildId, operatorIds } = settings;
  if (homeGuildId === undefined)
    return skipped("HOME_GUILD_ID is not set: /rebuild is not registered");
  return attempt("home server", async () => {
    try {
      await rest.get(Routes.guild(homeGuildId));
    } catch (error) {
      if (![403, 404].includes(statusOf(error) ?? 0)) throw error;
      const remedy = `Correct HOME_GUILD_ID, or add the bot there: ${inviteLink(application.id)}`;
      return fault(`the bot is not in ${homeGuildId}`, remedy);
    }
    return operatorIds.length > 0
      ? ok(`the bot is in it; operators: ${new Set(operatorIds).size}`)
      : warning("the bot is in it, but nobody may rebuild", "Set OPERATOR_IDS.");
  });
}

/** Runs a check; one that fails becomes a warning, so that the others are run. */
async function attempt(check: string, work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    return findings(check).warning(
      `not checked (${reasonOf(error)})`,
      "Run the doctor again later.",
    );
  }
}

/** The application of a token. */
const Application = z.object({
  id: z.string(),
  name: z.string(),
  bot_public: z.boolean().optional(),
  bot_require_code_grant: z.boolean().optional(),
  interactions_endpoint_url: z.string().nullish(),
  verify_key: z.string().optional(),
  flags: z.number().catch(0),
});
type Application = z.infer<typeof Application>;

/** Returns the ways to keep strangers from the documents. Self-service needs a bot that anyone may add. */
function closingOf({ hasCollections, hasSelfService }: DiscordSettings): string {
  const name = hasCollections
    ? "Name servers, channels or roles instead of `audience: everyone`"
    : "Set ALLOWED_GUILD_IDS";
  return hasSelfService
    ? `${name}, if they are for your own servers only (docs/SELF-SERVICE.md).`
    : `${name}, or switch Public Bot off in the developer portal.`;
}

/** Checks for settings of the application that stop this bot, or open it to strangers. */
function checkApplication({ settings, application, collections }: Examined): Finding[] {
  const { ok, warning, fault } = findings("application");
  const { id, bot_public, bot_require_code_grant } = application;
  const all: Finding[] = [];
  if (settings.applicationId !== undefined && settings.applicationId !== id)
    all.push(
      fault(
        `the token belongs to ${id}, but DISCORD_APPLICATION_ID is ${settings.applicationId}`,
        "Correct DISCORD_APPLICATION_ID, or leave it empty.",
      ),
    );
  if (bot_require_code_grant)
    all.push(
      warning(
        "it requires a code grant, so the invite link does not work",
        "Switch that off in the developer portal (Bot).",
      ),
    );
  if (bot_public !== false && isForEveryone(settings, collections))
    all.push(
      warning("anyone may add it to a server and read the documents there", closingOf(settings)),
    );
  if (!readsContent(application) && answersPosts(settings))
    all.push(
      fault(
        "it may not read the messages in the channels of answerIn: the Message Content Intent is off",
        "Switch it on in the developer portal (Bot > Message Content Intent), and start again; see docs/COMMUNITY.md.",
      ),
    );
  if (all.length > 0) return all;
  return answersPosts(settings)
    ? [ok(`${id}; has the Message Content Intent, which answerIn needs`)]
    : [ok(`${id}; needs no privileged intent`)];
}

/** Whether members of any server are served. */
const isForEveryone = (
  { hasCollections, allowedGuildIds }: DiscordSettings,
  collections: readonly Served[],
): boolean =>
  hasCollections
    ? collections.some(({ audience }) => audience.isEveryone)
    : allowedGuildIds.length === 0;

/** Whether the Message Content Intent is on: granted after a review, or switched on without one. */
const readsContent = ({ flags }: Application): boolean =>
  (flags &
    (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !==
  0;

async function checkChannels({ rest, collections }: Examined): Promise<Finding[]> {
  const communities = collections.map(({ community }) => community);
  const all: Finding[] = [];
  for (const [name, check] of channelChecks(rest, communities))
    all.push(await attempt(name, check));
  return all;
}

const MOST_DRIFT_S = 5;

/** Measures this machine's clock against the `Date` of the first answer. */
function measureClock(rest: REST): () => Finding {
  const { ok, warning, skipped } = findings("clock");
  let drift: number | undefined;
  const began = Date.now();
  rest.once(RESTEvents.Response, (_request, response) => {
    const theirs = Date.parse(response.headers.get("date") ?? "");
    // The header is rounded down to the second, and was written between request and answer.
    if (!Number.isNaN(theirs)) drift = ((began + Date.now()) / 2 - theirs - 500) / 1000;
  });
  return () => {
    if (drift === undefined) return skipped("Discord sent no time");
    const seconds = Math.round(Math.abs(drift));
    return seconds <= MOST_DRIFT_S
      ? ok("within seconds of Discord's")
      : warning(
          `${seconds} s ${drift > 0 ? "ahead of" : "behind"} Discord's`,
          "Synchronise the clock (timedatectl set-ntp true): logs, dates and rate limits depend on it.",
        );
  };
}
