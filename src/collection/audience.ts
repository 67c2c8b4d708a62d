/** @module Audiences: the collection that serves a member in a place. */

import type { Audience } from "../base/config/collections.ts";

/** Where a use comes from, and the member's roles there. */
export interface UsePlace {
  /** Null outside guilds. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  /** The channel of the thread that the use is in. */
  readonly parentId?: string | null | undefined;
  readonly roleIds?: readonly string[] | undefined;
}

/** How closely an audience names a place: by its channel, its server, or as everyone. */
const CLOSENESS = { channel: 3, server: 2, everyone: 1, none: 0 } as const;

/**
 * Returns the one whose audience names a place most closely: its channel before its server before everyone, and among
 * equals the one for a role of the member before the one for all.
 */
export function findServing<Owner extends { readonly audience: Audience }>(
  owners: readonly Owner[],
  place: UsePlace,
): Owner | undefined {
  const [best] = owners
    .map((owner) => ({ owner, rank: rankOf(owner.audience, place) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  return best?.owner;
}

function rankOf(audience: Audience, place: UsePlace): number {
  const { roles } = audience;
  const hasRole = place.roleIds?.some((role) => roles.includes(role)) ?? false;
  if (roles.length > 0 && !hasRole) return CLOSENESS.none;
  const closeness = CLOSENESS[nearestIn(audience, place)];
  return closeness === CLOSENESS.none ? closeness : closeness + (hasRole ? 0.5 : 0);
}

/** Checks whether an audience names a place by its server or channel, or its members by their roles. */
export const isNamed = (audience: Audience, place: UsePlace): boolean =>
  nearestIn(audience, place) !== "everyone";

function nearestIn(audience: Audience, place: UsePlace): keyof typeof CLOSENESS {
  const { isEveryone, servers, channels, roles } = audience;
  const { guildId, channelId, parentId } = place;
  if ([channelId, parentId].some((id) => id && channels.includes(id))) return "channel";
  const isOfRolesAlone = roles.length > 0 && servers.length === 0 && channels.length === 0;
  if (isOfRolesAlone || (guildId !== null && servers.includes(guildId))) return "server";
  return isEveryone ? "everyone" : "none";
}
