/** @module The collections that servers manage, in memory, for tests. */

import { sha256 } from "../base/hash.ts";
import { checkedSettings } from "./guild-settings.ts";
import { type KeptChanges, memoryChanges, stampOf } from "./kept-changes.ts";
import {
  beingErased,
  findQuotaFault,
  guildCollectionId,
  type GuildCollection,
  type GuildCollections,
  newGuildCollection,
  OtherFiles,
  type UploadedFiles,
  type Uploads,
} from "./guild-collections.ts";

interface Row {
  collection: GuildCollection;
  seen: number;
  readonly files: Map<string, UploadedFiles>;
  readonly changes: KeptChanges;
  /** The builds of each day. */
  readonly builds: Map<string, number>;
}

interface MemoryOptions {
  readonly now?: () => Date;
  /** Returns the number of passages that serve. */
  readonly passagesOf?: (id: string) => number;
}

export function openMemoryGuilds(options: MemoryOptions = {}): GuildCollections {
  const { now = () => new Date(), passagesOf = () => 0 } = options;
  const rows = new Map<string, Row>();
  const today = (): string => now().toISOString().slice(0, 10);
  const all = (): readonly Row[] =>
    [...rows.values()].toSorted((a, b) => (a.collection.id < b.collection.id ? -1 : 1));
  const create = (guildId: string): Row => {
    const collection = newGuildCollection(guildId);
    const counts = { files: new Map(), builds: new Map(), changes: memoryChanges() };
    const made = { collection, seen: now().getTime(), ...counts };
    const row = rows.get(collection.id) ?? made;
    rows.set(collection.id, row);
    return row;
  };
  const rowOf = (id: string): Row => {
    const row = rows.get(id);
    if (!row) throw beingErased(id);
    return row;
  };
  const change = (id: string, changes: Partial<GuildCollection>): GuildCollection => {
    const row = rowOf(id);
    return (row.collection = { ...row.collection, ...changes });
  };
  const get = async (id: string): Promise<GuildCollection | undefined> => rows.get(id)?.collection;
  const idOf = guildCollectionId;
  const before = (
    timeOf: (row: Row) => number | undefined,
    time: Date,
    most: number,
  ): readonly GuildCollection[] =>
    all()
      .filter((row) => (timeOf(row) ?? Infinity) < time.getTime())
      .toSorted((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0))
      .slice(0, most)
      .map(({ collection }) => collection);
  return {
    find: (guildId) => get(idOf(guildId)),
    get,
    ensure: async (guildId) => create(guildId).collection,
    configure: async (id, of) =>
      change(id, { settings: checkedSettings(of(rowOf(id).collection.settings)) }),
    page: async (after = "", most) =>
      all()
        .map(({ collection }) => collection)
        .filter(({ id }) => id > after)
        .slice(0, most),
    async leave(guildId) {
      const found = rows.get(idOf(guildId));
      if (found) change(found.collection.id, { leftAt: found.collection.leftAt ?? now() });
    },
    async enter(guildId) {
      const found = rows.get(idOf(guildId));
      if (!found) return;
      found.seen = now().getTime();
      change(found.collection.id, { leftAt: undefined });
    },
    leftBefore: async (time, most) =>
      before(({ collection }) => collection.leftAt?.getTime(), time, most),
    unseenSince: async (time, most) =>
      before(({ collection, seen }) => (collection.leftAt ? undefined : seen), time, most),
    count: async () => ({
      all: rows.size,
      left: all().filter(({ collection }) => collection.leftAt).length,
    }),
    usage: async (id) => ({
      ...totalsOf(rows.get(id)?.files ?? new Map()),
      passages: passagesOf(id),
      builds: rows.get(id)?.builds.get(today()) ?? 0,
    }),
    async countBuild(id, quotas) {
      const { builds } = rowOf(id);
      const used = builds.get(today()) ?? 0;
      if (used >= quotas.builds) return { quota: "builds", used, most: quotas.builds };
      builds.set(today(), used + 1);
      return undefined;
    },
    erase: async (id) => void rows.delete(id),
    remains: async (id): Promise<Record<string, number>> =>
      rows.has(id) ? { guild_collection: 1 } : {},
    uploads: (id) => ({
      ...uploadsOf(
        () => rows.get(id)?.files ?? new Map(),
        () => rowOf(id).files,
      ),
      changes: {
        last: async () => rows.get(id)?.changes.last(),
        push: async (change) => rowOf(id).changes.push(change),
        drop: async (change) => rows.get(id)?.changes.drop(change),
      },
    }),
  };
}

type Files = Map<string, UploadedFiles>;

const uploadsOf = (files: () => Files, required: () => Files): Omit<Uploads, "changes"> => ({
  list: async () =>
    Array.from(required(), ([path, one]) => ({
      path,
      fingerprint: fingerprintOf(one),
      bytes: bytesOf(one),
    })),
  read: async (path) => files().get(path),
  async hashOf(path) {
    const found = files().get(path);
    return found && sha256(found.content);
  },
  async put(path, given, quotas, before) {
    const own = required();
    const there = own.get(path) ?? { content: undefined, sidecar: undefined };
    if (before !== undefined && stampOf(there) !== before) throw new OtherFiles();
    const next = new Map(own).set(path, given);
    const fault = findQuotaFault(totalsOf(own), totalsOf(next), quotas);
    if (!fault) own.set(path, given);
    return fault;
  },
  remove: async (path) => void files().delete(path),
});

const fingerprintOf = ({ content, sidecar }: UploadedFiles): string =>
  [content, sidecar].map((file) => file && sha256(file)).join(" ");

const bytesOf = ({ content, sidecar }: UploadedFiles): number =>
  content.length + (sidecar?.length ?? 0);

const totalsOf = (files: Files) => ({
  documents: files.size,
  bytes: [...files.values()].reduce((sum, one) => sum + bytesOf(one), 0),
});
