/** @module Callers and their rights, from the settings alone: permissions that a guild grants are ignored. */

import type { DiscordSettings } from "../base/config/config.ts";

/** Who uses the bot, and where. */
export interface Caller {
  readonly userId: string;
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly rights: Rights;
  readonly locale: string;
}

interface Rights {
  readonly operator: boolean;
}

/** Returns the rights of a user in a guild: an operator is one of `OPERATOR_IDS`, in the home guild. */
export const rightsOf = (
  { operatorIds, homeGuildId }: Pick<DiscordSettings, "operatorIds" | "homeGuildId">,
  userId: string,
  guildId: string | null,
): Rights => ({
  operator: homeGuildId !== undefined && guildId === homeGuildId && operatorIds.includes(userId),
});

/** Returns the caller at this machine's terminal or local page, who is its operator. */
export const localCaller = (locale: string): Caller => ({
  userId: "local",
  guildId: null,
  channelId: null,
  rights: { operator: true },
  locale,
});

let counted = 0;

/** Returns the ID of a new message at this machine. IDs are digits and ascend, like Discord's. */
export function localMessageId(): string {
  counted = (counted + 1) % 4_096;
  return String(Date.now() * 4_096 + counted);
}

/** Whether the guild is on the list; an empty list serves all guilds and direct messages, any other no direct message. */
export const isServed = (allowedGuildIds: readonly string[], guildId: string | null): boolean =>
  allowedGuildIds.length === 0 || (guildId !== null && allowedGuildIds.includes(guildId));
