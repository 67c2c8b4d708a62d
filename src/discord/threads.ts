/** @module The channels around threads, asked from Discord: a message does not name them. */

import { Routes } from "discord-api-types/v10";
import { parentOf } from "./interaction.ts";
import type { Rest } from "./rest.ts";

/** Finds the channel of a thread; null for any other channel. @throws the error of the request. */
export type FindParent = (channelId: string) => Promise<string | null>;

const MOST_KNOWN = 10_000;

/** Asks once for each channel, as the channel of a thread never changes. */
export function openParents(rest: Pick<Rest, "get">): FindParent {
  const known = new Map<string, string | null>();
  return async (channelId) => {
    const parent = known.get(channelId);
    if (parent !== undefined) return parent;
    const found = parentOf(await rest.get(Routes.channel(channelId)));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(channelId, found);
    return found;
  };
}
