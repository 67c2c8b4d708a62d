/** @module Registration of commands by hand. */

import { Routes } from "discord-api-types/v10";
import { REST } from "discord.js";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import { type Complaint, UserError } from "../base/errors.ts";
import type { Command } from "../interactions/command.ts";
import { type Difference, findDifference, inviteLink, register, scopesOf } from "./registration.ts";
import { isRefusedToken, networkFault, reasonOf, statusOf } from "./rest.ts";

export interface DeployOptions {
  readonly commands: readonly Command[];
  /** Print the differences, and change nothing. */
  readonly dryRun: boolean;
  readonly print: (line: string) => void;
}

/**
 * Registers the commands where they differ from what Discord has, and prints the difference and the invite link.
 * @throws UserError if Discord does not accept the token or can't be reached.
 */
export async function deploy(
  settings: DiscordSettings,
  { commands, dryRun, print }: DeployOptions,
): Promise<void> {
  const rest = new REST({ api: settings.api, timeout: 15_000 }).setToken(settings.token);
  const applicationId = settings.applicationId ?? (await lookUpApplication(rest));
  for (const scope of scopesOf(commands, applicationId, settings)) {
    const difference = await findDifference(rest, scope).catch(refused);
    print(describe(scope.name, difference));
    if (dryRun) print(JSON.stringify(scope.wanted, undefined, 2));
    else if (difference) await register(rest, scope).catch(refused);
  }
  if (settings.homeGuildId === undefined)
    print("HOME_GUILD_ID is not set: /rebuild is not registered.");
  print(`Invite: ${inviteLink(applicationId)}`);
}

async function lookUpApplication(rest: REST): Promise<string> {
  const found = await rest.get(Routes.currentApplication()).catch(refused);
  return z.object({ id: z.string() }).parse(found).id;
}

const refused = (error: unknown): never => {
  const { found, remedy } = networkFault(error) ?? refusalOf(error);
  throw new UserError(
    { expected: "Discord to accept the request", found, remedy },
    { cause: error },
  );
};

/** Returns what Discord answered, and the remedy by its status. */
function refusalOf(error: unknown): Pick<Complaint, "found" | "remedy"> {
  const found = reasonOf(error);
  if (isRefusedToken(error))
    return {
      found: "a refused token (401)",
      remedy:
        "Make a new one in the developer portal (Bot > Reset Token), and set DISCORD_TOKEN or its file.",
    };
  if ([403, 404].includes(statusOf(error) ?? 0))
    return {
      found,
      remedy: "Check DISCORD_APPLICATION_ID and HOME_GUILD_ID, and that the bot is in that server.",
    };
  return { found, remedy: "See discordstatus.com, and try again later." };
}

function describe(name: string, difference: Difference | undefined): string {
  const place = name === "everywhere" ? "Everywhere" : `Server ${name}`;
  if (!difference) return `${place}: up to date.`;
  const { added, changed, removed } = difference;
  const parts = Object.entries({ added, changed, removed }).filter(([, names]) => names.length > 0);
  return `${place}: ${parts.map(([what, names]) => `${what} ${names.map(shown).join(", ")}`).join("; ")}`;
}

/** Only a command that is typed has a slash before it; others have names with capitals and spaces. */
const shown = (name: string): string => (/^[\p{Ll}\d_-]+$/u.test(name) ? `/${name}` : `"${name}"`);
