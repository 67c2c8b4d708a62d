/** @module The collections of servers in the database of the settings, and their settings as those of any collection. */

import { join } from "node:path";
import type { CollectionSettings } from "../base/config/collections.ts";
import type { Config } from "../base/config/config.ts";
import type { DatabaseSettings } from "../base/config/database.ts";
import type { Quotas } from "../base/config/self-service.ts";
import type { SourceSettings } from "../base/config/sources.ts";
import {
  type GuildCollection,
  type GuildCollections,
  guildOf,
  newGuildCollection,
} from "../storage/guild-collections.ts";
import { databaseOf } from "./database.ts";

/** Opens the collections of servers; undefined where servers manage none. */
export const guildsOf = async ({
  quotas,
  database,
}: Pick<Config, "quotas" | "database">): Promise<GuildCollections | undefined> =>
  quotas && database && openGuilds(database);

/** Opens the collections of servers in a database; workers erase them. */
export async function openGuilds(settings: DatabaseSettings): Promise<GuildCollections> {
  const { openPostgresGuilds } = await import("../storage/postgres/guild-collections.ts");
  const { eraseElsewhere } = await import("../storage/postgres/guild-erase.ts");
  const { database } = await databaseOf(settings);
  return openPostgresGuilds({ database, erase: (id) => eraseElsewhere(database, id) });
}

const PAGE = 1_000;

/** Lists the IDs of all collections of servers. */
export async function guildIds(settings: DatabaseSettings): Promise<readonly string[]> {
  const guilds = await openGuilds(settings);
  const ids: string[] = [];
  for (;;) {
    const page = await guilds.page(ids.at(-1), PAGE);
    ids.push(...page.map(({ id }) => id));
    if (page.length < PAGE) return ids;
  }
}

/** Returns the collection of a server by its name, with the settings of a new one; undefined for another name. */
export function guildNamed(
  name: string | undefined,
  config: Pick<Config, "indexDir" | "quotas" | "database">,
): CollectionSettings | undefined {
  const guildId = guildOf(name ?? "");
  if (guildId === undefined || !config.database) return undefined;
  return guildSettings(newGuildCollection(guildId), config);
}

/** Begins the collection of a server that a call is about, so that a later erasure finds it. */
export async function ensureGuild({
  collection: { id },
  database,
}: Pick<Config, "database"> & { readonly collection: { readonly id: string } }): Promise<void> {
  const guildId = guildOf(id);
  if (guildId !== undefined && database) await (await openGuilds(database)).ensure(guildId);
}

/** Returns the folder of what a machine keeps of a collection: the copy of its repository. */
export const guildFolder = (indexDir: string, id: string): string =>
  join(guildsFolder(indexDir), id);

/** Returns the folder of those of all servers. */
export const guildsFolder = (indexDir: string): string => join(indexDir, "guilds");

/** Returns the settings of a server's collection. */
export function guildSettings(
  { id, guildId, settings }: GuildCollection,
  { indexDir, quotas }: Pick<Config, "indexDir" | "quotas">,
): CollectionSettings {
  const folder = guildFolder(indexDir, id);
  const { source, language, visibility, community } = settings;
  return {
    id,
    source: sourceIn(folder, source, quotas),
    indexDir: folder,
    language,
    mostPassages: quotas?.passages,
    audience: { isEveryone: false, servers: [guildId], channels: [], roles: [] },
    operators: [],
    visibility,
    hasPages: false,
    community,
  };
}

const DAY_SECONDS = 86_400;
const FETCH_SECONDS = 300;

function sourceIn(
  folder: string,
  source: GuildCollection["settings"]["source"],
  quotas: Quotas | undefined,
): SourceSettings {
  if (source.kind === "uploads") return source;
  return {
    ...source,
    copy: join(folder, "copy"),
    private: false,
    every: DAY_SECONDS,
    // A pack holds the files of one commit, compressed.
    limits: quotas && {
      bytes: quotas.bytes,
      seconds: FETCH_SECONDS,
      documents: quotas.documents,
    },
  };
}
