/** @module Placing: the collection that a use is about, and the caller's rights in it. */

import type { RefusalReason } from "../base/observation.ts";
import { isNamed as namesPlace } from "../collection/audience.ts";
import type { Collections, ServedCollection } from "../collection/collections.ts";
import { decode, tagOf } from "../reply/action.ts";
import { type Message, message } from "../reply/message.ts";
import { wordsFor } from "../reply/words/words.ts";
import { COLLECTION_OPTION } from "./command.ts";
import type { Post, Use } from "./action.ts";
import type { Caller } from "./caller.ts";

/** Work that may not be done; the message is shown at once and privately. */
export interface Refusal {
  readonly refusal: Message;
  readonly reason: RefusalReason;
  /** The name of a known command. */
  readonly name?: string;
}

/** A use, with the caller's rights in the collection that it is about. */
export interface PlacedUse<Placed extends Use | Post = Use | Post> {
  readonly use: Placed;
  readonly collection: ServedCollection;
  /** Whether it serves the place or was named; or is assumed, for an operator where none serves. */
  readonly by: "place" | "name" | "assumption";
}

type Finder = Pick<Collections, "for" | "list" | "own">;

/**
 * Finds the collection that a use is about: the one that an operator names, or else the one that serves the place. A caller
 * who does not operate a collection gets the same refusal for it as for one that does not exist.
 * @param isOperating whether it changes or lists what only operators may: for those who manage a server, in its own collection.
 */
export async function placeUse<Placed extends Use | Post>(
  use: Placed,
  collections: Finder,
  isOperating = false,
): Promise<PlacedUse<Placed> | Refusal> {
  const [serving, all] = [await collections.for(use), await collections.list()];
  const isNamed = namedBy(use);
  const { manager, everyCollection } = use.rights;
  const mayBeOwn = isNamed !== undefined || (isOperating && manager);
  const own = mayBeOwn && use.guildId !== null ? await collections.own?.(use.guildId) : undefined;
  const named = isNamed && [...all, own ?? []].flat().find(({ id }) => isNamed(id));
  const isOperator = everyCollection === true;
  if (named && (isOperator || named === serving || named === own || isDesk(named, use)))
    return { ...placedIn(use, named), by: "name" };
  const { notHere, noSuchCollection } = wordsFor(use.locale).refusals;
  if (isNamed) return { refusal: message(noSuchCollection), reason: "no collection" };
  if (own && isOperating && isChangedByManagers(serving, use))
    return { ...placedIn(use, own), by: "place" };
  if (serving) return { ...placedIn(use, serving), by: "place" };
  const [first, ...others] = all;
  // Only a use that addresses the bot may be about a collection that does not serve its place.
  if (!isOperator || !first || "text" in use)
    return { refusal: message(notHere), reason: "no collection" };
  return { ...placedIn(use, first), by: others.length === 0 ? "place" : "assumption" };
}

/** Whether those who manage a server change its own collection in a place, also before that serves there. */
const isChangedByManagers = (serving: ServedCollection | undefined, use: Use | Post): boolean =>
  use.rights.everyCollection !== true &&
  (!serving || (!isOperatorOf(serving, use) && !namesPlace(serving.audience, use)));

/** Returns a test for the ID that an option or the tag of a component names; undefined if none is named. */
function namedBy(use: Use | Post): ((id: string) => boolean) | undefined {
  const [option, tag] =
    "customId" in use
      ? [undefined, decode(use.customId)?.collection]
      : ["options" in use ? use.options[COLLECTION_OPTION] : undefined, undefined];
  if (tag !== undefined) return (id) => tagOf(id) === tag;
  return typeof option === "string" ? (id) => id === option : undefined;
}

const placedIn = <Placed extends Use | Post>(use: Placed, collection: ServedCollection) => ({
  use: isOperatorOf(collection, use) ? { ...use, rights: { ...use.rights, operator: true } } : use,
  collection,
});

/** Whether a use comes from the operators' channel of a collection, which may be in a place that the collection does not serve. */
export const isDesk = ({ community }: ServedCollection, { channelId }: Caller): boolean =>
  channelId !== null && community.desk?.channelId === channelId;

/** Whether a caller operates a collection: by the settings, or as one who manages the server whose own it is. */
const isOperatorOf = (
  { operators, managed }: ServedCollection,
  { userId, guildId, rights }: Caller,
): boolean =>
  guildId !== null &&
  (operators.includes(userId) || (rights.manager === true && managed?.guildId === guildId));
