/** @module The places of the page: each collection has an address, which begins those of its views. */

import type { ServedCollection } from "../../collection/collections.ts";

export interface Place {
  readonly collection: ServedCollection;
  /** The path of its channel; ends with a slash. */
  readonly address: string;
}

/** The place of a view, among all places. */
export interface Surroundings {
  readonly place: Place;
  readonly places: readonly Place[];
}

/** Returns the place of each collection: the root where there is one only. */
export const placesOf = (collections: readonly ServedCollection[]): Place[] =>
  collections.map((collection) => ({
    collection,
    address: collections.length === 1 ? "/" : `/c/${collection.id}/`,
  }));

/** Returns the surroundings of a path; those of the first place where it is in none. */
export function surroundingsOf(path: string, places: readonly Place[]): Surroundings {
  const place = places.find(({ address }) => path.startsWith(address)) ?? places[0];
  if (!place) throw new Error("no collection");
  return { place, places };
}
