/** @module Collections of servers beside those of the settings: found by their server, opened when they are used. */

import type { Quotas } from "../base/config/self-service.ts";
import { type GuildCollections, guildOf } from "../storage/guild-collections.ts";
import { isNamed } from "./audience.ts";
import type { Collections } from "./collections.ts";
import { guildLookup, type LookedUp, type LookupOptions } from "./guild-lookup.ts";
import { type CollectionOptions, type Lazy, serveLazily } from "./lazy-collection.ts";
import { managedBy } from "./managed.ts";
import type { Shelf } from "./shelf.ts";

export interface GuildServing extends LookupOptions {
  readonly guilds: GuildCollections;
  readonly quotas: Quotas;
  /** Whether posts can be answered in channels and forums that servers choose; they can't by default. */
  readonly readsPosts?: boolean | undefined;
  /** Returns how a collection is served. */
  readonly plan: (found: LookedUp) => Promise<CollectionOptions>;
  /** The most collections whose parts are kept. */
  readonly mostKnown?: number;
}

interface Known {
  /** Another one where the settings changed. */
  readonly version: string;
  readonly served: Promise<Lazy>;
}

/** Adds the collections of servers to others, of which `list` has only these others. */
export function withGuilds(fixed: Collections, shelf: Shelf, options: GuildServing): Collections {
  const lookUp = guildLookup(options);
  const reopen = async (guildId: string) => known(await lookUp(guildId, true));
  const known = openKnown(shelf, {
    ...options,
    plan: async (found) => ({
      ...(await options.plan(found)),
      managed: managedBy(found.collection, { ...options, reopen }),
    }),
  });
  const own = async (guildId: string) => {
    const found = await lookUp(guildId);
    return { served: await known(found), isKept: found.isKept };
  };
  return {
    ...fixed,
    async for(place) {
      const configured = await fixed.for(place);
      const { guildId } = place;
      if (guildId === null || (configured && isNamed(configured.audience, place)))
        return configured;
      const { served, isKept } = await own(guildId);
      return isKept ? served : (configured ?? served);
    },
    async get(id) {
      const guildId = guildOf(id);
      const found = await fixed.get(id);
      if (found || guildId === undefined) return found;
      const { served, isKept } = await own(guildId);
      return isKept ? served : undefined;
    },
    own: async (guildId) => (await own(guildId)).served,
  };
}

/** Returns a function that keeps the parts of the collections that were used last. */
function openKnown(
  shelf: Shelf,
  { plan, mostKnown = 256 }: GuildServing,
): (found: LookedUp) => Promise<Lazy> {
  const known = new Map<string, Known>();
  const drop = (id: string): void => {
    const found = known.get(id);
    known.delete(id);
    void found?.served.then(({ library }) => shelf.drop(library)).catch(() => {});
  };
  return (found) => {
    const { id, settings } = found.collection;
    const version = JSON.stringify([found.isKept, settings]);
    const earlier = known.get(id);
    if (earlier && earlier.version !== version) drop(id);
    const one = known.get(id) ?? {
      version,
      served: plan(found).then((options) => serveLazily(options, shelf)),
    };
    known.delete(id);
    known.set(id, one);
    one.served.catch(() => known.delete(id));
    for (const oldest of known.keys()) {
      if (known.size <= mostKnown) break;
      drop(oldest);
    }
    return one.served;
  };
}
