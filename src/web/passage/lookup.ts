/** @module The passage of an address, in the collections that have pages. */

import type { ServedCollection } from "../../collection/collections.ts";
import { ifNotReady, NotReady } from "../../collection/lazy-library.ts";
import type { Source } from "../../collection/source.ts";
import { ID_PATTERN } from "../../corpus/identity.ts";
import { ProgramFault } from "../../programs/fault.ts";
import { hasOpenPages, type Shelf } from "../../programs/grant.ts";
import { createQueue } from "../../programs/queue.ts";

/** The path of an address. */
export interface Wanted {
  /** Undefined where the address names none. */
  readonly collection?: string | undefined;
  readonly id: string;
}

/** A passage that is or was there. */
export interface Looked {
  readonly source: Exclude<Source, { status: "unknown" }>;
  readonly collection: string;
}

export type Lookup = (wanted: Wanted) => Promise<Looked>;

/** Look-ups at the same time: each may read a whole file, to compare it. */
const MOST_AT_ONCE = 4;
/** Look-ups under way, those that wait included. */
const MOST_WAITING = 100;

/**
 * Returns a function that finds a passage. A collection without pages is the same as one that does not exist. Without a name,
 * the collections with pages are searched in the order of the settings; of such searches through several collections, one
 * runs at a time, so that requests cannot open many libraries at once.
 * @throws ProgramFault for an ID that is unknown, or while too many requests wait. NotReady. UnverifiedQuotation.
 */
export function openLookup(shelf: Shelf): Lookup {
  const inOne = createQueue({ atOnce: MOST_AT_ONCE, inAll: MOST_WAITING });
  const inSeveral = createQueue({ atOnce: 1, inAll: MOST_WAITING });
  return async ({ collection, id }: Wanted): Promise<Looked> => {
    if (!ID_PATTERN.test(id)) throw unknown();
    const places = await placesOf(shelf, collection);
    const queue = places.length > 1 ? inSeveral : inOne;
    return queue(() => searchAll(places, id));
  };
}

async function placesOf(shelf: Shelf, name?: string): Promise<readonly ServedCollection[]> {
  const places = name === undefined ? await shelf.list() : [(await shelf.get(name)) ?? []].flat();
  return places.filter(hasOpenPages);
}

/** Searches one collection after another: the first that has the passage, else the first in which it is gone. */
async function searchAll(places: readonly ServedCollection[], id: string): Promise<Looked> {
  let gone: Looked | undefined;
  let isReady = true;
  for (const { id: collection, use } of places) {
    const source = await use((library) => library.source(id)).catch(ifNotReady(undefined));
    if (source?.status === "found") return { source, collection };
    if (source?.status === "gone") gone ??= { source, collection };
    // An earlier generation may lack a passage that the active one has.
    if (!source || (source.status === "unknown" && source.stale)) isReady = false;
  }
  if (gone) return gone;
  throw isReady ? unknown() : new NotReady("a collection with pages is not ready");
}

const unknown = (): ProgramFault => new ProgramFault("no-passage", "There is no such passage.");
