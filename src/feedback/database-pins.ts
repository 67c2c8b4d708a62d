/** @module Pins in a database; processes see each other's with the next question. */

import { messageOf, UserError } from "../base/errors.ts";
import type { CollectionId } from "../collection/collections.ts";
import { MOST_PINS, type Pin, PinRefused, type PinStore } from "../collection/pins.ts";
import { beingErased } from "../storage/guild-collections.ts";
import type { Database } from "../storage/postgres/database.ts";
import { isErased } from "../storage/postgres/guild-lock.ts";
import { pinsOf } from "../storage/postgres/pins.ts";

const NONE: readonly Pin[] = [];

/** Opens the pins of a collection; the list is read again when its version has changed. */
export function openDatabasePins(database: Database, collection: CollectionId): PinStore {
  const rows = pinsOf(database, collection);
  let last = { version: "", pins: NONE };
  return {
    list: () =>
      withRemedy(async () => {
        const version = await rows.version();
        if (version !== last.version) last = { version, pins: await rows.list() };
        return last.pins;
      }),
    add: (pin) =>
      withRemedy(async () => {
        if (await isErased(database, collection)) throw beingErased(collection);
        if (!(await rows.add(pin, MOST_PINS))) throw new PinRefused("full");
      }),
    remove: (id) => withRemedy(() => rows.remove(id)),
    replace: (pins) => withRemedy(() => rows.replace(pins)),
  };
}

/** Runs a piece of work. @throws UserError instead of other errors of the database, whose messages hold no value of a statement. */
const withRemedy = <Result>(work: () => Promise<Result>): Promise<Result> =>
  work().catch((cause: unknown) => {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      {
        expected: "to read and write the pins in the database",
        found: messageOf(cause),
        remedy: "Look at the log of the database.",
      },
      { cause },
    );
  });
