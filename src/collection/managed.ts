/** @module The part of a collection that those who manage its server change: its settings, within quotas, and its end. */

import type { Quotas } from "../base/config/self-service.ts";
import type {
  GuildCollection,
  GuildCollections,
  GuildSettings,
  Usage,
} from "../storage/guild-collections.ts";
import type { ServedCollection } from "./collections.ts";

/** A collection that a server manages. */
export interface Managed {
  readonly guildId: string;
  readonly settings: GuildSettings;
  readonly quotas: Quotas;
  /** Whether posts can be answered in channels and forums that the server chooses. */
  readonly readsPosts: boolean;
  readonly usage: () => Promise<Usage>;
  /** Changes the settings; returns the collection as it serves with them. @throws UserError if they can't be used. */
  readonly configure: (
    change: (settings: GuildSettings) => GuildSettings,
  ) => Promise<ServedCollection>;
  /** Deletes everything of the collection; returns the number of rows that are left, by table. */
  readonly erase: () => Promise<Readonly<Record<string, number>>>;
}

interface ManagedOptions {
  readonly guilds: GuildCollections;
  readonly quotas: Quotas;
  readonly readsPosts?: boolean | undefined;
  /** Looks the collection of a guild up again, and returns it as it serves now. */
  readonly reopen: (guildId: string) => Promise<ServedCollection>;
}

/** Returns what those who manage a server can do with its collection, which is created by the first change. */
export const managedBy = (
  { id, guildId, settings }: GuildCollection,
  { guilds, quotas, reopen, readsPosts = false }: ManagedOptions,
): Managed => ({
  guildId,
  settings,
  quotas,
  readsPosts,
  usage: () => guilds.usage(id),
  async configure(change) {
    await guilds.ensure(guildId);
    await guilds.configure(id, change);
    return reopen(guildId);
  },
  async erase() {
    await guilds.erase(id);
    await reopen(guildId);
    return guilds.remains(id);
  },
});
