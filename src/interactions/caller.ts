/** @module Callers and their rights: from the settings, and what a guild grants in itself. */

import type { DiscordSettings } from "../base/config/config.ts";

/** Who uses the bot, and where. */
export interface Caller {
  readonly userId: string;
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  /** The channel of the thread that the use is in. */
  readonly parentId?: string | null | undefined;
  /** The member's roles in the guild. */
  readonly roleIds?: readonly string[] | undefined;
  readonly rights: Rights;
  readonly locale: string;
}

export interface Rights {
  /** Whether the caller operates the collection that is meant. */
  readonly operator: boolean;
  /** Whether the caller operates every collection. */
  readonly everyCollection?: boolean;
  /** Whether Discord lets the caller manage the server: a right in the collection that the server itself manages. */
  readonly manager?: boolean;
  /** Whether Discord lets the caller delete others' messages in the channel. */
  readonly moderator?: boolean;
}

/** Returns the rights of a user in a guild: an operator of every collection is one of `OPERATOR_IDS`, in the home guild. */
export const rightsOf = (
  { operatorIds, homeGuildId }: Pick<DiscordSettings, "operatorIds" | "homeGuildId">,
  userId: string,
  guildId: string | null,
): Rights => {
  const isHome = homeGuildId !== undefined && guildId === homeGuildId;
  const operator = isHome && operatorIds.includes(userId);
  return { operator, everyCollection: operator };
};

/** Returns the caller at this machine's terminal or local page, who is its operator. */
export const localCaller = (locale: string): Caller => ({
  userId: "local",
  guildId: null,
  channelId: null,
  rights: { operator: true, everyCollection: true },
  locale,
});

let counted = 0;

/** Returns the ID of a new message at this machine. IDs are digits and ascend, like Discord's. */
export function localMessageId(): string {
  counted = (counted + 1) % 4_096;
  return String(Date.now() * 4_096 + counted);
}
