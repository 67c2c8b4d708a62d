/** @module Pins in a database; processes see each other's with the next question. */

import { systemCode, UserError } from "../base/errors.ts";
import type { CollectionId } from "../collection/collections.ts";
import { MOST_PINS, type Pin, PinRefused, type PinStore } from "../collection/pins.ts";
import type { Database } from "../storage/postgres/database.ts";
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
        if (!(await rows.add(pin, MOST_PINS))) throw new PinRefused("full");
      }),
    remove: (id) => withRemedy(() => rows.remove(id)),
    replace: (pins) => withRemedy(() => rows.replace(pins)),
  };
}

/** Runs a piece of work. @throws UserError that explains an error of the database, its cause. */
const withRemedy = <Result>(work: () => Promise<Result>): Promise<Result> =>
  work().catch((cause: unknown) => {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      {
        expected: "to read and write the pins in the database",
        found: `an error of it (${systemCode(cause) ?? "no code"})`,
        remedy: "Check that PostgreSQL runs and can be reached: npm run footnote -- doctor.",
      },
      { cause },
    );
  });
