/** @module Registration of commands by hand. */

import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Command } from "../interactions/command.ts";
import { createOperatorRest, type OperatorRest } from "./operator-rest.ts";
import {
  type Difference,
  findDifference,
  inviteLink,
  scopesOf,
  updateScope,
} from "./registration.ts";

export interface DeployOptions {
  readonly commands: readonly Command[];
  /** Print the differences, and change nothing. */
  readonly dryRun: boolean;
  /** In a dry run, print the definitions even where nothing differs. */
  readonly json: boolean;
  readonly print: (line: string) => void;
}

/**
 * Registers the commands where they differ from what Discord has, and prints the difference and the invite link.
 * @throws UserError if Discord does not accept the token or can't be reached.
 */
export async function deploy(
  settings: DiscordSettings,
  { commands, dryRun, json, print }: DeployOptions,
): Promise<void> {
  const onWait = (why: string, seconds: number): void => print(`${why}; waiting ${seconds} s.`);
  const rest = createOperatorRest(settings, { onWait });
  const applicationId = settings.applicationId ?? (await lookUpApplication(rest));
  for (const scope of scopesOf(commands, applicationId, settings)) {
    const difference = await (dryRun ? findDifference : updateScope)(rest, scope);
    const place = scope.name === "everywhere" ? "Everywhere" : `Server ${scope.name}`;
    print(`${place}: ${describeDifference(difference)}`);
    if (dryRun && (json || difference)) print(JSON.stringify(scope.wanted, undefined, 2));
  }
  if (settings.homeGuildId === undefined)
    print("HOME_GUILD_ID is not set: /rebuild is not registered.");
  print(`Invite: ${inviteLink(applicationId)}`);
}

async function lookUpApplication(rest: OperatorRest): Promise<string> {
  return z.object({ id: z.string() }).parse(await rest.get(Routes.currentApplication())).id;
}

/** Describes what was, or would be, registered. */
export function describeDifference(difference: Difference | undefined): string {
  if (!difference) return "up to date.";
  const { added, changed, removed } = difference;
  const parts = Object.entries({ added, changed, removed }).filter(([, names]) => names.length > 0);
  return parts.map(([what, names]) => `${what} ${names.map(shown).join(", ")}`).join("; ");
}

/** Only a command that is typed has a slash before it; others have names with capitals and spaces. */
const shown = (name: string): string => (/^[\p{Ll}\d_-]+$/u.test(name) ? `/${name}` : `"${name}"`);
