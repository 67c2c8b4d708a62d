/** @module Checks of what Discord holds of the bot, by requests that change nothing. */

import { Routes } from "discord-api-types/v10";
import { REST } from "discord.js";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import { type Finding, findings } from "../base/finding.ts";
import { Application, checkApplication } from "./application.ts";
import { watchClock } from "./clock.ts";
import { isRefusedToken, reasonOf, statusOf } from "./faults.ts";
import { findDifference, inviteLink, scopesOf } from "./registration.ts";

const Sessions = z.object({
  session_start_limit: z.object({ total: z.number(), remaining: z.number() }),
});

interface Examined {
  readonly rest: REST;
  readonly settings: DiscordSettings;
  readonly application: Application;
}

/** Asks Discord about token, application, commands and home guild, and holds its clock against this machine's. */
export async function examineDiscord(settings: DiscordSettings): Promise<Finding[]> {
  const rest = new REST({ api: settings.api, timeout: 10_000, retries: 0 }).setToken(
    settings.token,
  );
  const clock = watchClock(rest);
  try {
    const found = Application.parse(await rest.get(Routes.currentApplication()));
    const examined = { rest, settings, application: found };
    return [
      findings("token").ok(`Discord takes it, for the application ${found.name}`),
      clock(),
      ...checkApplication(settings, found),
      await checkLogins(examined),
      ...(await checkCommands(examined)),
      await checkHome(examined),
    ];
  } catch (error) {
    return [notTaken(error), clock()];
  }
}

/** A token that Discord refuses is a fault; that it can't be asked says nothing of the token. */
function notTaken(error: unknown): Finding {
  const { fault, warning } = findings("token");
  if (isRefusedToken(error))
    return fault(
      "Discord refuses it (401)",
      "Make a new one in the developer portal (Bot > Reset Token), and set DISCORD_TOKEN or its file.",
    );
  return warning(
    `Discord could not be asked (${reasonOf(error)})`,
    "Check the network and discordstatus.com; what Discord knows of the bot was not checked.",
  );
}

const FEW_LOGINS = 20;

async function checkLogins({ rest }: Examined): Promise<Finding> {
  const { ok, warning } = findings("logins");
  return attempt("logins", async () => {
    const { total, remaining } = Sessions.parse(
      await rest.get(Routes.gatewayBot()),
    ).session_start_limit;
    const left = `${remaining} of ${total} are left for today`;
    return remaining >= FEW_LOGINS
      ? ok(left)
      : warning(left, "Find out why it is started so often; at 0 Discord makes the token invalid.");
  });
}

async function checkCommands({ rest, settings, application }: Examined): Promise<Finding[]> {
  const all: Finding[] = [];
  for (const scope of scopesOf(application.id, settings)) {
    const check = scope.name === "everywhere" ? "commands" : "commands at home";
    const { ok, warning } = findings(check);
    all.push(
      await attempt(check, async () => {
        const difference = await findDifference(rest, scope);
        if (!difference) return ok(`${scope.wanted.length} registered as they should be`);
        const { added, changed, removed } = difference;
        const counts = `${added.length} missing, ${changed.length} different, ${removed.length} too many`;
        return warning(counts, "Run: npm run deploy (npm start does it too).");
      }),
    );
  }
  return all;
}

async function checkHome({ rest, settings, application }: Examined): Promise<Finding> {
  const { ok, warning, fault, skipped } = findings("home guild");
  const { homeGuildId, operatorIds } = settings;
  if (homeGuildId === undefined)
    return skipped("HOME_GUILD_ID is not set: /rebuild is registered nowhere");
  return attempt("home guild", async () => {
    try {
      await rest.get(Routes.guild(homeGuildId));
    } catch (error) {
      if (![403, 404].includes(statusOf(error) ?? 0)) throw error;
      const remedy = `Correct HOME_GUILD_ID, or add the bot there: ${inviteLink(application.id)}`;
      return fault(`the bot is not in ${homeGuildId}`, remedy);
    }
    return operatorIds.length > 0
      ? ok(`the bot is in it; ${operatorIds.length} may rebuild`)
      : warning("the bot is in it, and nobody may rebuild", "Set OPERATOR_IDS.");
  });
}

/** One check that fails does not keep the others from being made. */
async function attempt(check: string, work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    return findings(check).warning(
      `it could not be looked up (${reasonOf(error)})`,
      "Run the doctor again in a while.",
    );
  }
}
