/** @module The contract of the collections of servers, in memory and in PostgreSQL. */

import { describe, expect, it } from "vitest";
import { openMemoryGuilds } from "../../src/storage/memory-guild-collections.ts";
import { describeGuilds, freshGuild } from "../contract/guild-collections.ts";
import { sql } from "../../src/storage/postgres/statement.ts";
import { guildsOn } from "../support/guilds.ts";
import { sharedDatabase } from "../support/postgres.ts";
import { realPlace, sharedHolder } from "../support/postgres-store.ts";
import { hasServer } from "../support/real-postgres.ts";

const NO_FILES = { content: undefined, sidecar: undefined };
const MAKE_OLD = sql("test change old")`
  update guild_change set at = now() - interval '2 days' where collection = $1`;
const HOLD = sql("test change hold")`
  select id from guild_change where collection = $1 for update`;

const memory = openMemoryGuilds();
describeGuilds("memory", async () => memory);
describeGuilds("PGlite", async () => guildsOn(await sharedDatabase(), sharedHolder()));

describe.skipIf(!hasServer())("on a server", () => {
  const place = realPlace();
  describeGuilds("PostgreSQL", async () => guildsOn(place().database, place().locks));

  it("a change waits for no old one of another server, so that no two wait for each other", async () => {
    const { database, locks } = place();
    const guilds = guildsOn(database, locks);
    const change = { id: "a", kind: "added", path: "a.md", before: NO_FILES, after: "s" } as const;
    const push = (id: string) => guilds.uploads(id).changes.push(change);
    const [one, other] = [await guilds.ensure(freshGuild()), await guilds.ensure(freshGuild())];
    await push(other.id);
    await database.query(MAKE_OLD, [other.id]);
    await database.transaction(async (session) => {
      await session.query(HOLD, [other.id]);
      await push(one.id);
    });
    await push(one.id);
    expect(await guilds.remains(other.id)).toEqual({ guild_collection: 1 });
  });
});
