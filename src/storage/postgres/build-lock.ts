/** @module The lock of builds of a collection, which fences every change that its holder makes. */

import type { Release } from "../../base/lock.ts";
import { UserError } from "../../base/errors.ts";
import { alreadyLocked } from "../store.ts";
import type { Database, Session } from "./database.ts";
import type { Holder } from "./holder.ts";
import { sql } from "./statement.ts";

export const LOCK_STATEMENTS = {
  begin: sql("build begin")`insert into collection (id) values ($1)
    on conflict (id) do update set builds = collection.builds + 1 returning builds`,
  require: sql("build require")`select from collection where id = $1 and builds = $2 for share`,
  exists: sql("build exists")`select from collection where id = $1`,
} as const;

export interface BuildLock {
  /** @throws UserError if another process holds it. */
  take(): Promise<Release>;
  /** Checks whether a build is running; undefined if there was never one. */
  isTaken(): Promise<boolean | undefined>;
  /**
   * Runs a change in a transaction, while no other process can begin a build. The number of builds shows whether one has
   * begun since this process took the lock, after its connection was lost.
   * @throws UserError if one has.
   */
  change<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
}

/** Opens the lock of a collection. */
export function openBuildLock(database: Database, holder: Holder, collection: string): BuildLock {
  const key = `build ${collection}`;
  let build: string | undefined;
  return {
    async take() {
      const release = await holder.tryLock(key, "exclusive");
      if (!release) throw alreadyLocked();
      try {
        const rows = await database.query<{ builds: string }>(LOCK_STATEMENTS.begin, [collection]);
        build = rows[0]?.builds;
      } catch (error) {
        release();
        throw error;
      }
      return () => {
        build = undefined;
        release();
      };
    },
    async isTaken() {
      const known = await database.query(LOCK_STATEMENTS.exists, [collection]);
      return known.length === 0 ? undefined : holder.isLocked(key);
    },
    change: (work) =>
      database.transaction(
        async (session) => {
          if (build === undefined) throw new Error(`a change of ${collection} without its lock`);
          const own = await session.query(LOCK_STATEMENTS.require, [collection, build]);
          if (own.length === 0) throw lockLost(collection);
          return work(session);
        },
        { isLong: true },
      ),
  };
}

const lockLost = (collection: string): UserError =>
  new UserError(
    {
      expected: `to be the only build of the collection ${collection}`,
      found: "another one, which began while this one had no connection to the database",
      remedy: "Wait until it is done. This build has changed nothing.",
    },
    { isTransient: true },
  );
