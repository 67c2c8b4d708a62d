/** @module The lookup of a server's collection: kept for seconds, and answered in time for Discord. */

import { inTime } from "../base/in-time.ts";
import { DatabaseFault } from "../storage/database-fault.ts";
import {
  type GuildCollection,
  type GuildCollections,
  newGuildCollection,
} from "../storage/guild-collections.ts";

/** A collection of a server; one that is not kept is empty, and begins with the first change. */
export interface LookedUp {
  readonly collection: GuildCollection;
  readonly isKept: boolean;
}

export interface LookupOptions {
  readonly guilds: Pick<GuildCollections, "find" | "enter">;
  /** Milliseconds for which a result is used again. */
  readonly keepMs?: number;
  /** Milliseconds after which an earlier result is used, or the lookup fails. */
  readonly mostMs?: number;
  /**
   * The age in milliseconds from which an earlier result is not used: settings may have become private, and the collection may
   * be erased, which waits for the ends of uses that found it.
   */
  readonly oldMs?: number;
  /** The most results that are kept. */
  readonly most?: number;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

interface Kept {
  readonly result: LookedUp;
  readonly at: number;
}

/**
 * Returns a lookup of the collection of a guild, which uses no earlier result where a change was made just now.
 * @throws DatabaseFault if the database does not serve, or does not answer in time.
 */
export function guildLookup(
  options: LookupOptions,
): (guildId: string, isChanged?: boolean) => Promise<LookedUp> {
  const { guilds, keepMs = 3_000, mostMs = 1_500, oldMs = 4_000, most = 10_000 } = options;
  const { now = () => performance.now() } = options;
  const kept = new Map<string, Kept>();
  const running = new Map<string, Promise<LookedUp>>();
  const find = async (guildId: string): Promise<LookedUp> => {
    const found = await guilds.find(guildId);
    // A use in a server shows that the bot is there again.
    if (found?.leftAt) void guilds.enter(guildId).catch(() => {});
    return { collection: found ?? newGuildCollection(guildId), isKept: found !== undefined };
  };
  const keep = (guildId: string, result: LookedUp): void => {
    kept.delete(guildId);
    kept.set(guildId, { result, at: now() });
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
  };
  const begin = (guildId: string): Promise<LookedUp> => {
    const isLast = (): boolean => running.get(guildId) === begun;
    const begun = find(guildId)
      .then((result) => {
        if (isLast()) keep(guildId, result);
        return result;
      })
      .finally(() => {
        if (isLast()) running.delete(guildId);
      });
    running.set(guildId, begun);
    return begun;
  };
  return async (guildId, isChanged = false) => {
    if (isChanged) return begin(guildId);
    const earlier = kept.get(guildId);
    const age = earlier ? now() - earlier.at : Infinity;
    if (earlier && age < keepMs) return earlier.result;
    return inTime(mostMs, running.get(guildId) ?? begin(guildId), () => {
      if (earlier && age < oldMs) return earlier.result;
      throw tooSlow(mostMs);
    });
  };
}

const tooSlow = (mostMs: number): DatabaseFault =>
  new DatabaseFault("slow", {
    expected: `the database to answer within ${mostMs / 1000} s`,
    found: "no answer",
    remedy: "Try again.",
  });
