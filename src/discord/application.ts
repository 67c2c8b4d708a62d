/** @module How the application is set up in Discord's developer portal. */

import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import { type Finding, findings } from "../base/finding.ts";

/** What Discord tells of the application that a token is of. */
export const Application = z.object({
  id: z.string(),
  name: z.string(),
  bot_public: z.boolean().optional(),
  bot_require_code_grant: z.boolean().optional(),
  interactions_endpoint_url: z.string().nullish(),
});
export type Application = z.infer<typeof Application>;

/** What of that would keep this bot from its work, or let in whom it should not. */
export function checkApplication(settings: DiscordSettings, application: Application): Finding[] {
  const { ok, warning, fault } = findings("application");
  const { id, bot_public, bot_require_code_grant, interactions_endpoint_url } = application;
  const all: Finding[] = [];
  if (settings.applicationId !== undefined && settings.applicationId !== id)
    all.push(
      fault(
        `the token is of ${id}, and DISCORD_APPLICATION_ID says ${settings.applicationId}`,
        "Correct DISCORD_APPLICATION_ID, or leave it empty.",
      ),
    );
  if (interactions_endpoint_url)
    all.push(
      fault(
        "it has an interactions endpoint URL: Discord sends commands there, and not to this bot",
        "Empty it in the developer portal (General Information).",
      ),
    );
  if (bot_require_code_grant)
    all.push(
      warning(
        "it requires a code grant, with which the invite link does not work",
        "Switch that off in the developer portal (Bot).",
      ),
    );
  if (bot_public !== false && settings.allowedGuildIds.length === 0)
    all.push(
      warning(
        "anyone may add it to their guild, and so read the documents",
        "Set ALLOWED_GUILD_IDS, or switch Public Bot off in the developer portal.",
      ),
    );
  return all.length > 0 ? all : [ok(`${id}; no privileged intent is needed`)];
}
