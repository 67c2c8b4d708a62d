/** @module Claims of interactions in the database, so that one replica answers each. */

import type { Claims } from "../claims.ts";
import type { Database } from "./database.ts";
import { sql } from "./statement.ts";

/** An ID begins with the milliseconds since the first moment of 2015, so that old ones are at the start of the key. */
export const CLAIM_STATEMENTS = {
  add: sql("claim add")`
    insert into interaction_claim (id) values ($1::bigint) on conflict do nothing returning id::text`,
  removeOld: sql("claim remove old")`
    delete from interaction_claim where id in (
      select id from interaction_claim
      where id < ((extract(epoch from now()) * 1000 - $1::float8 - 1420070400000)::bigint << 22)
      order by id limit $2::int for update skip locked)
    returning id::text`,
} as const;

export interface ClaimLimits {
  /** For which claims are kept: Discord accepts an answer for half of it. */
  readonly keptMs: number;
  /** Between two removals of old claims by one process. */
  readonly everyMs: number;
  /** The most claims that one statement removes. */
  readonly batch: number;
}

const LIMITS: ClaimLimits = { keptMs: 30 * 60_000, everyMs: 60_000, batch: 500 };

/** Opens the claims of all replicas. Old ones are removed beside the next claims. */
export function openDatabaseClaims(
  database: Pick<Database, "query">,
  { keptMs, everyMs, batch }: ClaimLimits = LIMITS,
): Claims {
  let due = performance.now() + everyMs;
  const removeOld = async (): Promise<void> => {
    const removed = await database.query(CLAIM_STATEMENTS.removeOld, [keptMs, batch]);
    if (removed.length === batch) await removeOld();
  };
  return {
    async claim(id) {
      const added = await database.query(CLAIM_STATEMENTS.add, [id]);
      if (performance.now() >= due) {
        due = performance.now() + everyMs;
        // What fails now is removed later.
        void removeOld().catch(() => {});
      }
      return added.length > 0;
    },
  };
}
