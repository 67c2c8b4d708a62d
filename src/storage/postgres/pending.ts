/** @module Works that wait in the database, so that any replica can confirm them. */

import { createHash } from "node:crypto";
import { shortId } from "../../base/short-id.ts";
import {
  type Owner,
  PENDING_LIMITS,
  type PendingLimits,
  type PendingWork,
  type PendingWorks,
} from "../pending.ts";
import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

/** Each addition also removes all works whose time is over, of any collection; none waits for another. */
export const PENDING_STATEMENTS = {
  keep: sql("pending keep")`
    with over as (
      select collection, id from pending_work where expires <= now() for update skip locked
    ), oldest as (
      select collection, id from pending_work where collection = $1 and kind = $3
      order by expires desc, id offset $7::int - 1 for update skip locked
    ), dropped as (
      delete from pending_work
      where (collection, id) in (select collection, id from over union select collection, id from oldest)
    )
    insert into pending_work (collection, id, kind, owner, work, bytes, expires)
    values ($1, $2, $3, $4, $5, $6, now() + $8::float8 * interval '1 ms')`,
  take: sql("pending take")`
    delete from pending_work
    where collection = $1 and id = $2 and owner = $3 and kind = any($4::text[]) and expires > now()
    returning kind, work as json, bytes`,
} as const;

interface WorkRow extends Pick<PendingWork, "kind" | "json"> {
  readonly bytes: Buffer | null;
}

/** Opens the works of all collections; the most is of each collection. */
export function openDatabasePending(
  database: Pick<Database, "query">,
  { most, milliseconds }: PendingLimits = PENDING_LIMITS,
): PendingWorks {
  return {
    async keep(owner, { kind, json, bytes = null }) {
      const id = shortId();
      const values = [owner.collection, id, kind, digestOf(id, owner), json, bytes];
      await database.query(PENDING_STATEMENTS.keep, [...values, most, milliseconds]);
      return id;
    },
    async take(id, owner, kinds) {
      const values = [owner.collection, id, digestOf(id, owner), kinds];
      const [row] = await database.query<WorkRow>(PENDING_STATEMENTS.take, values);
      return row && { ...row, bytes: row.bytes ?? undefined };
    },
  };
}

/** Returns the hash of an owner, which differs for each work. */
const digestOf = (id: string, { collection, userId }: Owner): Buffer =>
  createHash("sha256")
    .update(JSON.stringify([id, collection, userId]))
    .digest();
