/** @module Keys of the digests of ballots in the database, one a day, made by the first process that needs it. */

import { randomBytes } from "node:crypto";
import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

export const BALLOT_STATEMENTS = {
  ensure: sql("ballot key")`
    insert into ballot_key (day, key) values ($1::date, $2)
    on conflict (day) do update set day = excluded.day returning key`,
  drop: sql("ballot drop")`delete from ballot_key where day < $1::date`,
} as const;

export const ballotKeysIn = (database: Pick<Database, "query">) => ({
  /** Returns the key of a day, in ISO 8601; creates it unless another process did. */
  async ensure(day: string): Promise<Uint8Array> {
    const values = [day, randomBytes(32)];
    const [row] = await database.query<{ key: Buffer }>(BALLOT_STATEMENTS.ensure, values);
    if (!row) throw new Error("no key of a ballot");
    return row.key;
  },
  /** Deletes the keys of before a day. */
  drop: (before: string) => database.query(BALLOT_STATEMENTS.drop, [before]),
});
