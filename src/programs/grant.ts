/** @module The rights of a program: the collections that it may ask, and how often. */

import type { Rate } from "../base/config/rate.ts";
import type { Collections, ServedCollection } from "../collection/collections.ts";
import { ProgramFault } from "./fault.ts";

export interface Grant {
  /** Names the program, for the log. */
  readonly name: string;
  /** The IDs of collections; `all` for the operator of this machine alone. */
  readonly collections: readonly string[] | "all";
  /** Unlimited without one. */
  readonly rate?: Rate | undefined;
}

/** The collections of a process, by their IDs: where they are asked in Discord does not matter to programs. */
export type Shelf = Pick<Collections, "get" | "list">;

/** Whether anyone may read the pages of a collection. */
export const hasOpenPages = ({
  hasPages,
  isPrivate,
}: Pick<ServedCollection, "hasPages" | "isPrivate">): boolean => hasPages && !isPrivate;

/** Lists the collections of a grant that are served, in the order of the settings. */
export async function grantedOf(grant: Grant, shelf: Shelf): Promise<readonly ServedCollection[]> {
  const all = await shelf.list();
  const { collections } = grant;
  return collections === "all" ? all : all.filter(({ id }) => collections.includes(id));
}

/**
 * Returns the collection of a name, or the only one of the grant.
 * @throws ProgramFault if the grant has none of that name, or several and none is named.
 */
export async function chooseGranted(
  grant: Grant,
  shelf: Shelf,
  name: string | undefined,
): Promise<ServedCollection> {
  const granted = await grantedOf(grant, shelf);
  const [only, ...others] = granted;
  const found = name === undefined && others.length === 0 ? only : granted.find(isNamed(name));
  if (found) return found;
  const names = granted.map(({ id }) => id).join(", ") || "none";
  throw new ProgramFault(name === undefined ? "collection-needed" : "no-collection", {
    expected: `one of your collections: ${names}`,
    found: name === undefined ? "none named" : "another name",
    remedy: "Name one of these as collection.",
  });
}

const isNamed =
  (name: string | undefined) =>
  ({ id }: ServedCollection): boolean =>
    id === name;
