/** @module The third step: who may rebuild, and which servers may ask. */

import type { DiscordSettings } from "../base/config/config.ts";
import type { Application } from "../discord/application.ts";
import { type Connected, type Ports, settingsWith } from "./ports.ts";
import type { Home } from "./servers.ts";

/** Saves the settings that are missing, or name another application or a server that the bot isn't in. */
export async function saveSettings(
  ports: Pick<Ports, "envFile" | "prompter">,
  { application, token }: Connected,
  home: Home,
): Promise<void> {
  const { note } = ports.prompter;
  const changes = changesOf(settingsWith(ports, token), application, home);
  const hasChanged = await ports.envFile.write(changes);
  if (changes["OPERATOR_IDS"] !== undefined)
    note(`May rebuild the index: ${application.operators.map(({ name }) => name).join(", ")}.`);
  const names = Object.keys(changes);
  if (names.length > 0) note(`Saved in .env: ${names.join(", ")}.`);
  else note(hasChanged ? "Only you can read .env now." : "Nothing to do.");
}

function changesOf(
  current: DiscordSettings,
  { id, operators }: Application,
  { server, allowed }: Home,
): Readonly<Record<string, string>> {
  const { applicationId, homeGuildId, operatorIds, allowedGuildIds } = current;
  const changes: Record<string, string> = {};
  if (applicationId !== undefined && applicationId !== id) changes["DISCORD_APPLICATION_ID"] = id;
  if (operatorIds.length === 0 && operators.length > 0)
    changes["OPERATOR_IDS"] = operators.map((user) => user.id).join(",");
  if (homeGuildId !== server.id) changes["HOME_GUILD_ID"] = server.id;
  if (!current.hasCollections && allowed.join() !== allowedGuildIds.join())
    changes["ALLOWED_GUILD_IDS"] = allowed.join(",");
  return changes;
}
