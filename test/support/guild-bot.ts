/** @module Our bot in a fake Discord, where servers manage documents of their own, in memory. */

import { onTestFinished } from "vitest";
import { abilitiesFor } from "../../commands/index.ts";
import { NO_COMMUNITY } from "../../src/base/config/collections.ts";
import type { Quotas } from "../../src/base/config/self-service.ts";
import { createLog } from "../../src/base/log.ts";
import type { Builder } from "../../src/build/in-child.ts";
import { openReader } from "../../src/build/reader/bounded.ts";
import {
  CollectionId,
  type Collections,
  openCollections,
} from "../../src/collection/collections.ts";
import type { LookedUp } from "../../src/collection/guild-lookup.ts";
import type { CollectionOptions } from "../../src/collection/lazy-collection.ts";
import { openLibrary } from "../../src/collection/library.ts";
import type { ScheduledSync, SyncResult } from "../../src/collection/sync.ts";
import { joinDiscord } from "../../src/discord/gateway.ts";
import type { Abilities } from "../../src/interactions/action.ts";
import { openDownloads } from "../../src/intake/download.ts";
import { openIntake } from "../../src/intake/intake.ts";
import { uploadsPlace } from "../../src/intake/place.ts";
import { openUploads } from "../../src/sources/uploads.ts";
import {
  type GuildCollections,
  type GuildSource,
  QuotaReached,
} from "../../src/storage/guild-collections.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { openMemoryGuilds } from "../../src/storage/memory-guild-collections.ts";
import type { Store } from "../../src/storage/store.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { partsFor } from "./bot.ts";
import { buildAt } from "./building.ts";
import { fakeEmbedder } from "./fake-embedder.ts";

/** More than a test needs. */
const QUOTAS: Quotas = { documents: 200, passages: 5_000, bytes: 50_000_000, builds: 1_000 };

export interface GuildParts {
  readonly guilds: GuildCollections;
  readonly collections: Collections;
  /** The repositories that were synced, in order. */
  readonly synced: GuildSource[];
}

interface GuildOptions extends Pick<Abilities, "listener"> {
  readonly quotas?: Partial<Quotas>;
  readonly fixed?: readonly CollectionOptions[];
  readonly api?: string;
  /** Whether servers choose channels in which posts are answered, which they do not by default. */
  readonly readsPosts?: boolean;
  /** Syncs a repository; without changes by default. */
  readonly sync?: () => Promise<SyncResult>;
}

/** Opens the collections of servers, which are built in this process; the test closes them. */
export function openGuilds(options: GuildOptions = {}): GuildParts {
  const { fixed = [], api, readsPosts = false, sync = async () => UNCHANGED } = options;
  const quotas = { ...QUOTAS, ...options.quotas };
  const stores = new Map<string, Store>();
  const synced: GuildSource[] = [];
  const memory = openMemoryGuilds();
  const guilds: GuildCollections = {
    ...memory,
    async erase(id) {
      stores.delete(id);
      await memory.erase(id);
    },
  };
  const plan = async ({ collection }: LookedUp): Promise<CollectionOptions> => {
    const { guildId, settings } = collection;
    const id = CollectionId.parse(collection.id);
    const uploads = guilds.uploads(id);
    const store = stores.get(id) ?? openMemoryStore();
    stores.set(id, store);
    const place = { source: openUploads(uploads), store, embedder: fakeEmbedder() };
    const build: Builder = (request) => buildAt(place, request);
    const intake = openIntake({
      place: uploadsPlace({ uploads, quotas, ensure: () => guilds.ensure(guildId) }),
      kept: uploads.changes,
      openReader: () => openReader(place),
      hasSamples: false,
      mayBeEmpty: true,
      downloads: openDownloads(api === undefined ? {} : { api }),
    });
    const run = (): Promise<SyncResult> => {
      synced.push(settings.source);
      return sync();
    };
    const isGit = settings.source.kind === "git";
    return {
      id,
      audience: { isEveryone: false, servers: [guildId], channels: [], roles: [] },
      isPrivate: settings.visibility === "private",
      hasPages: false,
      operators: [],
      community: settings.community ?? NO_COMMUNITY,
      sourceName: settings.source.kind === "git" ? settings.source.url : place.source.describe,
      faults: () => [],
      open: () => openLibrary({ ...place, id, build }),
      build,
      async admit() {
        const fault = await guilds.countBuild(id, quotas);
        if (fault) throw new QuotaReached(fault);
      },
      intake: isGit ? undefined : intake,
      sync: isGit ? { run, state: NO_STATE } : undefined,
    };
  };
  const collections = openCollections(fixed, {
    guilds: { guilds, quotas, plan, readsPosts, keepMs: 0 },
  });
  return { guilds, collections, synced };
}

const UNCHANGED: SyncResult = { outcome: "unchanged", origin: undefined, summary: undefined };

const NO_STATE: ScheduledSync["state"] = () => {
  throw new Error("not asked");
};

/** The bot, joined and registered, where servers manage documents. */
export async function guildBot(fake: FakeDiscord, options: GuildOptions = {}): Promise<GuildParts> {
  const parts = openGuilds({ api: fake.api, ...options });
  onTestFinished(() => parts.collections.close());
  const own = partsFor(fake, parts.collections, {
    settings: { hasSelfService: true, readsServers: options.readsPosts ?? false },
    timing: undefined,
    log: createLog("silent"),
    abilities: { ...abilitiesFor(true), ...(options.listener && { listener: options.listener }) },
  });
  const gateway = joinDiscord(own);
  onTestFinished(() => gateway.leave());
  await gateway.joined;
  return parts;
}
