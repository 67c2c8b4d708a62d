/** @module The option `--collection`, and the collection that it names. */

import { parseArgs } from "node:util";
import type { CollectionSettings } from "../base/config/collections.ts";
import type { Config } from "../base/config/config.ts";
import { messageOf, UserError } from "../base/errors.ts";

/** Returns the collection of a name, or the only one. @throws UserError that lists the names. */
export function chooseCollection(
  { collections }: Pick<Config, "collections">,
  name?: string,
): CollectionSettings {
  const [first, ...others] = collections;
  const found = collections.find(({ id }) => id === name);
  if (found) return found;
  if (name === undefined && others.length === 0) return first;
  throw new UserError(
    {
      expected: `--collection with one of: ${collections.map(({ id }) => id).join(", ")}`,
      found: name ?? "none",
      remedy: "Name one of these.",
    },
    { exitCode: 2 },
  );
}

/** Reads the option of an entry that has no other. @throws UserError with the remedy if there are others. */
export function readCollectionOption(remedy: string): string | undefined {
  try {
    return parseArgs({ options: { collection: { type: "string" } } }).values.collection;
  } catch (error) {
    const found = messageOf(error);
    throw new UserError({ expected: "no option but --collection", found, remedy }, { exitCode: 2 });
  }
}
