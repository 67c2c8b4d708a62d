/** @module The collections that servers manage, in memory, for tests. */

import type { Quotas } from "../base/config/self-service.ts";
import { sha256 } from "../base/hash.ts";
import {
  type GuildCollection,
  type GuildCollections,
  guildOf,
  newGuildCollection,
  type QuotaFault,
  type UploadedFiles,
  type Uploads,
} from "./guild-collections.ts";

interface Row {
  collection: GuildCollection;
  seen: number;
  readonly files: Map<string, UploadedFiles>;
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
  const rowOf = (id: string): Row => {
    const guildId = guildOf(id);
    if (guildId === undefined) throw new Error(`${id} is the collection of no guild`);
    const made = { seen: now().getTime(), files: new Map(), builds: new Map() };
    const row = rows.get(id) ?? { ...made, collection: newGuildCollection(guildId) };
    rows.set(id, row);
    return row;
  };
  const change = (id: string, changes: Partial<GuildCollection>): GuildCollection => {
    const row = rowOf(id);
    return (row.collection = { ...row.collection, ...changes });
  };
  const get = async (id: string): Promise<GuildCollection | undefined> => rows.get(id)?.collection;
  const idOf = (guildId: string): string => newGuildCollection(guildId).id;
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
    ensure: async (guildId) => rowOf(idOf(guildId)).collection,
    configure: async (id, of) => change(id, { settings: of(rowOf(id).collection.settings) }),
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
    uploads: (id) => uploadsOf(() => rowOf(id).files),
  };
}

type Files = Map<string, UploadedFiles>;

const uploadsOf = (files: () => Files): Uploads => ({
  list: async () =>
    Array.from(files(), ([path, one]) => ({
      path,
      fingerprint: fingerprintOf(one),
      bytes: bytesOf(one),
    })),
  read: async (path) => files().get(path),
  async put(path, given, quotas) {
    const next = new Map(files()).set(path, given);
    const fault = findFault(files(), next, quotas);
    if (!fault) files().set(path, given);
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

/** Finds the quota that more documents or bytes than before exceed. */
function findFault(before: Files, after: Files, quotas: Quotas): QuotaFault | undefined {
  const [used, next] = [totalsOf(before), totalsOf(after)];
  const quota = (["documents", "bytes"] as const).find(
    (one) => next[one] > used[one] && next[one] > quotas[one],
  );
  return quota && { quota, used: used[quota], most: quotas[quota] };
}
