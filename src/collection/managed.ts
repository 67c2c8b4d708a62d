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
  /** Looks the collection of a guild up again, and returns it as it serves now. */
  readonly reopen: (guildId: string) => Promise<ServedCollection>;
}

/** Returns what those who manage a server can do with its collection, which is created by the first change. */
export const managedBy = (
  { id, guildId, settings }: GuildCollection,
  { guilds, quotas, reopen }: ManagedOptions,
): Managed => ({
  guildId,
  settings,
  quotas,
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
