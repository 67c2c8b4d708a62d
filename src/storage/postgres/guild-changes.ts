/** @module The last change of a server's documents, in the database, so that any replica can undo it. */

import type { Change, KeptChanges } from "../kept-changes.ts";
import type { Database } from "./database.ts";
import { lockGuild } from "./guild-lock.ts";
import { sql } from "./statement.ts";

/** Statements on a table that is not content. Each addition also removes all changes whose time is over; none waits for another. */
export const GUILD_CHANGE_STATEMENTS = {
  last: sql("guild change last")`select id, kind, path, content, sidecar, after from guild_change
    where collection = $1 and at > now() - interval '1 day'`,
  push: sql("guild change push")`with old as (
      delete from guild_change where collection in (
        select collection from guild_change
        where at < now() - interval '1 day' and collection <> $1 for update skip locked))
    insert into guild_change (collection, id, kind, path, content, sidecar, after)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (collection) do update set id = excluded.id, kind = excluded.kind,
      path = excluded.path, content = excluded.content, sidecar = excluded.sidecar,
      after = excluded.after, at = now()`,
  drop: sql("guild change drop")`delete from guild_change where collection = $1 and id = $2`,
} as const;

interface ChangeRow extends Change {
  readonly content: Buffer | null;
  readonly sidecar: Buffer | null;
  readonly after: string;
}

export const postgresChanges = (database: Database, collection: string): KeptChanges => ({
  async last() {
    const [row] = await database.query<ChangeRow>(GUILD_CHANGE_STATEMENTS.last, [collection]);
    if (!row) return undefined;
    const { content, sidecar, ...change } = row;
    return {
      ...change,
      before: { content: content ?? undefined, sidecar: sidecar ?? undefined },
    };
  },
  push: ({ id, kind, path, before: { content = null, sidecar = null }, after }) =>
    database.transaction(async (session) => {
      await lockGuild(session, collection);
      const values = [collection, id, kind, path, content, sidecar, after];
      await session.query(GUILD_CHANGE_STATEMENTS.push, values);
    }),
  async drop(id) {
    await database.query(GUILD_CHANGE_STATEMENTS.drop, [collection, id]);
  },
});
