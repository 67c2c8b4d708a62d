/** @module The collections of servers in a database, deleted by this process without patience. */

import type { GuildCollections } from "../../src/storage/guild-collections.ts";
import type { Database } from "../../src/storage/postgres/database.ts";
import { openPostgresGuilds } from "../../src/storage/postgres/guild-collections.ts";
import { eraseHere } from "../../src/storage/postgres/guild-erase.ts";
import type { Holder } from "../../src/storage/postgres/holder.ts";

export const NO_PATIENCE = { graceMs: 0, mostMs: 5_000, lookMs: 10 };

export const guildsOn = (database: Database, holder: Holder): GuildCollections =>
  openPostgresGuilds({
    database,
    erase: (id) => eraseHere({ database, holder, patience: NO_PATIENCE }, id),
  });
