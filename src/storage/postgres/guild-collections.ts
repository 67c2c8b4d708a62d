/** @module The collections that servers manage, in the database. */

import type { Quotas } from "../../base/config/self-service.ts";
import {
  beingErased,
  type GuildCollection,
  type GuildCollections,
  newGuildCollection,
  type QuotaFault,
} from "../guild-collections.ts";
import { checkedSettings, readGuildSettings } from "../guild-settings.ts";
import type { Database } from "./database.ts";
import { lockGuild } from "./guild-lock.ts";
import { postgresUploads, uploadTotals } from "./guild-uploads.ts";
import { countRemains } from "./remains.ts";
import { sql } from "./statement.ts";

/** Statements on one of the collections, or on a few of all, which are not content. */
export const GUILD_STATEMENTS = {
  find: sql("guild find")`select id, guild, settings, left_at from guild_collection
    where guild = $1 and erasing is null`,
  get: sql("guild get")`select id, guild, settings, left_at from guild_collection
    where id = $1 and erasing is null`,
  add: sql("guild add")`insert into guild_collection (id, guild, settings) values ($1, $2, $3)
    on conflict do nothing`,
  configure: sql("guild configure")`update guild_collection set settings = $2 where id = $1`,
  page: sql("guild page")`select id, guild, settings, left_at from guild_collection
    where id > $1 and erasing is null order by id limit $2`,
  leave: sql("guild leave")`update guild_collection set left_at = now()
    where guild = $1 and left_at is null and erasing is null`,
  /** Many are entered at once, with each start of a bot. */
  enter: sql("guild enter")`update guild_collection set left_at = null, seen = now()
    where guild = $1 and erasing is null
      and (left_at is not null or seen < now() - interval '1 hour')`,
  leftBefore: sql("guild left")`select id, guild, settings, left_at from guild_collection
    where left_at < $1 and erasing is null order by left_at limit $2`,
  unseenSince: sql("guild unseen")`select id, guild, settings, left_at from guild_collection
    where left_at is null and seen < $1 and erasing is null order by seen limit $2`,
  count: sql("guild count")`select count(*)::integer as all, count(left_at)::integer as left
    from guild_collection where erasing is null`,
} as const;

/** Statements on the content of one collection. */
export const GUILD_USE_STATEMENTS = {
  passages: sql("use passages")`select coalesce(
      max((generation.summary::jsonb #>> '{counts,passages}')::integer), 0) as passages
    from active join generation
      on generation.collection = active.collection and generation.number = active.generation
    where active.collection = $1`,
  builds: sql("use builds")`select number from build_count
    where collection = $1 and day = (now() at time zone 'utc')::date`,
  begin: sql("use begin")`insert into build_count (collection, day, number)
    values ($1, (now() at time zone 'utc')::date, 1)
    on conflict (collection) do update set
      number = case when build_count.day = excluded.day then build_count.number + 1 else 1 end,
      day = excluded.day
    where build_count.day <> excluded.day or build_count.number < $2
    returning number`,
} as const;

interface Row {
  readonly id: string;
  readonly guild: string;
  readonly settings: string;
  readonly left_at: Date | null;
}

const collectionOf = ({ id, guild, settings, left_at }: Row): GuildCollection => ({
  id,
  guildId: guild,
  settings: readGuildSettings(settings),
  leftAt: left_at ?? undefined,
});

interface GuildOptions {
  readonly database: Database;
  /** Deletes everything of a collection. */
  readonly erase: GuildCollections["erase"];
}

/** Opens the collections of servers. */
export function openPostgresGuilds({ database, erase }: GuildOptions): GuildCollections {
  const list = async (
    ...[statement, values]: Parameters<Database["query"]>
  ): Promise<readonly GuildCollection[]> =>
    (await database.query<Row>(statement, values)).map(collectionOf);
  const find = async (guildId: string): Promise<GuildCollection | undefined> =>
    (await list(GUILD_STATEMENTS.find, [guildId]))[0];
  return {
    find,
    get: async (id) => (await list(GUILD_STATEMENTS.get, [id]))[0],
    async ensure(guildId) {
      const { id, settings } = newGuildCollection(guildId);
      const found = await find(guildId);
      if (found) return found;
      await database.query(GUILD_STATEMENTS.add, [id, guildId, JSON.stringify(settings)]);
      return (await find(guildId)) ?? throwErased(id);
    },
    configure: (id, change) => configure(database, id, change),
    page: (after = "", most) => list(GUILD_STATEMENTS.page, [after, most]),
    leave: async (guildId) => void (await database.query(GUILD_STATEMENTS.leave, [guildId])),
    enter: async (guildId) => void (await database.query(GUILD_STATEMENTS.enter, [guildId])),
    leftBefore: (time, most) => list(GUILD_STATEMENTS.leftBefore, [time, most]),
    unseenSince: (time, most) => list(GUILD_STATEMENTS.unseenSince, [time, most]),
    async count() {
      const [row] = await database.query<{ all: number; left: number }>(GUILD_STATEMENTS.count, []);
      return row ?? { all: 0, left: 0 };
    },
    usage: (id) => usageOf(database, id),
    countBuild: (id, quotas) => countBuild(database, id, quotas),
    erase,
    remains: (id) => countRemains(database, id),
    uploads: (id) => postgresUploads(database, id),
  };
}

const throwErased = (id: string): never => {
  throw beingErased(id);
};

const configure = (
  database: Database,
  id: string,
  change: Parameters<GuildCollections["configure"]>[1],
): Promise<GuildCollection> =>
  database.transaction(async (session) => {
    const settings = checkedSettings(change(readGuildSettings(await lockGuild(session, id))));
    await session.query(GUILD_STATEMENTS.configure, [id, JSON.stringify(settings)]);
    const [row] = await session.query<Row>(GUILD_STATEMENTS.get, [id]);
    return row ? collectionOf(row) : throwErased(id);
  });

async function usageOf(database: Database, id: string): Promise<Quotas> {
  const [passages] = await database.query<{ passages: number }>(GUILD_USE_STATEMENTS.passages, [
    id,
  ]);
  const [builds] = await database.query<{ number: number }>(GUILD_USE_STATEMENTS.builds, [id]);
  return {
    ...(await uploadTotals(database, id)),
    passages: passages?.passages ?? 0,
    builds: builds?.number ?? 0,
  };
}

/** Counts under the lock of the collection, so that nothing is counted for one that is deleted. */
const countBuild = (
  database: Database,
  id: string,
  { builds: most }: Quotas,
): Promise<QuotaFault | undefined> =>
  database.transaction(async (session) => {
    await lockGuild(session, id);
    const begun = await session.query(GUILD_USE_STATEMENTS.begin, [id, most]);
    return begun.length > 0 ? undefined : { quota: "builds", used: most, most };
  });
