/** @module The lock of a server's collection, held until the end of a transaction. */

import { beingErased, guildOf } from "../guild-collections.ts";
import type { Session } from "./database.ts";
import { type Statement, sql } from "./statement.ts";

export const GUILD_LOCK_STATEMENTS = {
  lock: sql("guild lock")`select settings from guild_collection
    where id = $1 and erasing is null for update`,
  look: sql("guild look")`select settings from guild_collection where id = $1 and erasing is null`,
} as const;

/**
 * Waits until no other transaction has the lock, and takes it; returns the settings.
 * @throws UserError if the collection is not there, or is being deleted.
 */
export const lockGuild = (session: Session, id: string): Promise<string> =>
  settingsOf(session, GUILD_LOCK_STATEMENTS.lock, id);

/** Throws as `lockGuild` does, without the lock. */
export const requireGuild = (session: Pick<Session, "query">, id: string): Promise<string> =>
  settingsOf(session, GUILD_LOCK_STATEMENTS.look, id);

/** Whether a collection is that of a server, and is not there or is being deleted: nothing may be added to it then. */
export const isErased = async (session: Pick<Session, "query">, id: string): Promise<boolean> =>
  guildOf(id) !== undefined && (await session.query(GUILD_LOCK_STATEMENTS.look, [id])).length === 0;

async function settingsOf(
  session: Pick<Session, "query">,
  statement: Statement,
  id: string,
): Promise<string> {
  const [row] = await session.query<{ settings: string }>(statement, [id]);
  if (!row) throw beingErased(id);
  return row.settings;
}
