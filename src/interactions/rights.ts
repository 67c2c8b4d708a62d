/** @module Who may do what, decided from the settings alone: rights that a guild hands out count for nothing here. */

import type { DiscordSettings } from "../base/config/config.ts";

/** An operator is one of `OPERATOR_IDS`, and only in the home guild. */
export const rightsOf = (
  { operatorIds, homeGuildId }: Pick<DiscordSettings, "operatorIds" | "homeGuildId">,
  userId: string,
  guildId: string | null,
): { readonly operator: boolean } => ({
  operator: homeGuildId !== undefined && guildId === homeGuildId && operatorIds.includes(userId),
});

/** Where a list of guilds is set, it says who may ask; a direct message is from none of them. */
export const isAllowed = (
  { allowedGuildIds }: Pick<DiscordSettings, "allowedGuildIds">,
  guildId: string | null,
): boolean =>
  allowedGuildIds.length === 0 || (guildId !== null && allowedGuildIds.includes(guildId));
