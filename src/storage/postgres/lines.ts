/** @module Lines of feedback in the database, each of a kind and a day. At most one of a collection has the kind `digest`. */

import { sql } from "./statement.ts";
import type { Session } from "./database.ts";

export interface Line {
  readonly kind: string;
  /** In ISO 8601. */
  readonly day: string;
  readonly record: string;
}

/** A line in the database. */
export interface HeldLine {
  readonly id: string;
  readonly record: string;
}

export const LINE_STATEMENTS = {
  add: sql("line add")`
    insert into feedback (collection, kind, day, record)
    select $1, line.kind, line.day, line.record
    from unnest($2::text[], $3::date[], $4::text[]) with ordinality as line (kind, day, record, number)
    order by line.number`,
  read: sql("line read")`
    select record from feedback where collection = $1 and day between $2::date and $3::date order by id`,
  hold: sql("line hold")`
    select id, record from feedback where collection = $1 and kind <> 'digest' order by id for update`,
  drop: sql("line drop")`delete from feedback where collection = $1 and id = any($2::bigint[])`,
  dropOld: sql("line drop old")`
    delete from feedback where collection = $1 and kind <> 'digest' and day < $2::date`,
  dropAll: sql("line drop all")`delete from feedback where collection = $1`,
  forget: sql("line forget")`
    delete from feedback
    where collection = $1 and kind <> 'digest'
      and ($2::date is null or day < $2::date) and ($3::text is null or kind = $3::text)
    returning id`,
  count: sql("line count")`
    select count(*)::integer as count from feedback where collection = $1 and kind <> 'digest'`,
  digest: sql("digest read")`select record from feedback where collection = $1 and kind = 'digest'`,
  addDigest: sql("digest add")`
    insert into feedback (collection, kind, day, record) values ($1, 'digest', $2::date, $3)
    on conflict do nothing
    returning id`,
  replaceDigest: sql("digest replace")`
    update feedback set day = $2::date, record = $3
    where collection = $1 and kind = 'digest' and record = $4
    returning id`,
} as const;

/** The lines of one collection. */
export const linesOf = (session: Session, collection: string) => ({
  /** Adds lines in their order. */
  add: (lines: readonly Line[]) =>
    session.query(LINE_STATEMENTS.add, [
      collection,
      lines.map(({ kind }) => kind),
      lines.map(({ day }) => day),
      lines.map(({ record }) => record),
    ]),
  /** Reads the lines of some days, inclusive. */
  read: (from: string, until: string) =>
    session.query<Pick<Line, "record">>(LINE_STATEMENTS.read, [collection, from, until]),
  /** Reads all lines but the mark of a report, and holds them until the end of the transaction. */
  hold: () => session.query<HeldLine>(LINE_STATEMENTS.hold, [collection]),
  drop: (ids: readonly string[]) => session.query(LINE_STATEMENTS.drop, [collection, ids]),
  /** Deletes lines of before a day. */
  dropOld: (before: string) => session.query(LINE_STATEMENTS.dropOld, [collection, before]),
  dropAll: () => session.query(LINE_STATEMENTS.dropAll, [collection]),
  /** Deletes lines of before a day and of a kind; returns their number. */
  forget: async (before: string | null, kind: string | null) =>
    (await session.query(LINE_STATEMENTS.forget, [collection, before, kind])).length,
  count: async () => {
    const [row] = await session.query<{ count: number }>(LINE_STATEMENTS.count, [collection]);
    return row?.count ?? 0;
  },
  digest: async () => {
    const [row] = await session.query<Pick<Line, "record">>(LINE_STATEMENTS.digest, [collection]);
    return row?.record;
  },
  /** Puts a mark in the place of the last one; returns false if that is no longer the last. */
  swapDigest: async (last: string | undefined, { day, record }: Omit<Line, "kind">) => {
    const changed = await (last === undefined
      ? session.query(LINE_STATEMENTS.addDigest, [collection, day, record])
      : session.query(LINE_STATEMENTS.replaceDigest, [collection, day, record, last]));
    return changed.length > 0;
  },
});
