/** @module Pins in the database. */

import { sql } from "./statement.ts";
import type { Database, Session } from "./database.ts";

export interface PinRow {
  readonly id: string;
  readonly question: string;
  readonly passage: string;
  /** In ISO 8601. */
  readonly day: string;
}

export const PIN_STATEMENTS = {
  version: sql("pin version")`
    select string_agg(position::text, ' ' order by position) as version from pin where collection = $1`,
  list: sql("pin list")`
    select id, question, passage, to_char(day, 'YYYY-MM-DD') as day
    from pin where collection = $1 order by position`,
  lock: sql("pin lock")`select pg_advisory_xact_lock(hashtextextended('pin ' || $1::text, 0))`,
  count: sql("pin count")`select count(*)::integer as count from pin where collection = $1`,
  add: sql("pin add")`
    insert into pin (collection, id, question, passage, day)
    select $1, added.id, added.question, added.passage, added.day
    from unnest($2::text[], $3::text[], $4::text[], $5::date[])
      with ordinality as added (id, question, passage, day, number)
    order by added.number`,
  remove: sql("pin remove")`delete from pin where collection = $1 and id = $2 returning id`,
  removeAll: sql("pin remove all")`delete from pin where collection = $1`,
} as const;

/** The pins of one collection. A position is used once, so that the positions of a list are its version. */
export const pinsOf = (database: Database, collection: string) => ({
  /** Returns a text that changes with the list. */
  async version(): Promise<string> {
    const rows = await database.query<{ version: string | null }>(PIN_STATEMENTS.version, [
      collection,
    ]);
    return rows[0]?.version ?? "";
  },
  /** Lists the pins in the order in which they were added. */
  list: () => database.query<PinRow>(PIN_STATEMENTS.list, [collection]),
  /** Adds a pin unless there are `most`; returns whether it did. */
  add: (pin: PinRow, most: number) =>
    database.transaction(async (session) => {
      await session.query(PIN_STATEMENTS.lock, [collection]);
      const [row] = await session.query<{ count: number }>(PIN_STATEMENTS.count, [collection]);
      const isFull = (row?.count ?? 0) >= most;
      if (!isFull) await insert(session, collection, [pin]);
      return !isFull;
    }),
  /** Removes a pin; returns whether there was one. */
  remove: async (id: string) =>
    (await database.query(PIN_STATEMENTS.remove, [collection, id])).length > 0,
  replace: (pins: readonly PinRow[]) =>
    database.transaction(async (session) => {
      await session.query(PIN_STATEMENTS.lock, [collection]);
      await session.query(PIN_STATEMENTS.removeAll, [collection]);
      await insert(session, collection, pins);
    }),
});

const insert = (session: Session, collection: string, pins: readonly PinRow[]) =>
  session.query(PIN_STATEMENTS.add, [
    collection,
    pins.map(({ id }) => id),
    pins.map(({ question }) => question),
    pins.map(({ passage }) => passage),
    pins.map(({ day }) => day),
  ]);
