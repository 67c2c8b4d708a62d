/** @module How a process serves the collections that servers manage: within quotas, built by workers. */

import type { Config } from "../base/config/config.ts";
import type { Quotas } from "../base/config/self-service.ts";
import { UserError, userText } from "../base/errors.ts";
import { createLimit } from "../base/single-flight.ts";
import { openReader } from "../build/reader/bounded.ts";
import type { GuildServing } from "../collection/guilds.ts";
import type { CollectionOptions } from "../collection/lazy-collection.ts";
import { createSync, type PerformSync, type ScheduledSync } from "../collection/sync.ts";
import { openDownloads } from "../intake/download.ts";
import { type Intake, openIntake } from "../intake/intake.ts";
import { uploadsPlace } from "../intake/place.ts";
import { syncByJobs } from "../jobs/follow.ts";
import {
  beingErased,
  type GuildCollection,
  type GuildCollections,
  QuotaReached,
} from "../storage/guild-collections.ts";
import type { JobQueue } from "../storage/jobs.ts";
import { guildSettings, guildsOf } from "./guilds.ts";
import { faultsOf } from "./in-sync.ts";
import { openingOf, type Planned, planner, servedAs } from "./planning.ts";
import type { ServingOptions } from "./serving.ts";

interface Parts extends ServingOptions {
  readonly config: Config;
  readonly guilds: GuildCollections;
  readonly quotas: Quotas;
  readonly queue: JobQueue;
}

/** Returns how the collections of servers are served; undefined where servers manage none. */
export async function guildServing(
  config: Config,
  { queue, ...options }: ServingOptions,
): Promise<GuildServing | undefined> {
  const guilds = await guildsOf(config);
  const { quotas } = config;
  if (!guilds || !quotas || !queue) return undefined;
  const parts = { ...options, config, guilds, quotas, queue };
  const plan = planner(config, parts);
  return {
    guilds,
    quotas,
    readsPosts: config.discord?.readsServers,
    plan: async ({ collection }) =>
      optionsOf(collection, await plan(guildSettings(collection, config)), parts),
  };
}

function optionsOf(collection: GuildCollection, planned: Planned, parts: Parts): CollectionOptions {
  const { guilds, quotas } = parts;
  const { id, settings } = collection;
  const { start } = planned;
  const guarded: Planned = {
    ...planned,
    start: {
      ...start,
      async build(request) {
        if (!(await guilds.get(id))) throw beingErased(id);
        return start.build(request);
      },
    },
  };
  const admit = async (): Promise<void> => {
    const fault = await guilds.countBuild(id, quotas);
    if (fault) throw new QuotaReached(fault);
  };
  const sync = settings.source.kind === "git" ? syncOf(guarded, admit, parts) : undefined;
  return {
    ...servedAs(guarded),
    admit,
    sync,
    intake: settings.source.kind === "uploads" ? intakeOf(collection, parts) : undefined,
    faults: () => faultsOf(sync),
    open: openingOf(guarded, {
      mend: () => mend(guarded),
      // Another edition may have built it, so that documents are the sign of something to serve.
      store: { list: async () => ((await hasDocuments(collection, guilds)) ? [id] : []) },
    }),
  };
}

const hasDocuments = async (
  { id, settings }: GuildCollection,
  guilds: GuildCollections,
): Promise<boolean> =>
  (await guilds.get(id)) !== undefined &&
  (settings.source.kind === "git" || (await guilds.uploads(id).list()).length > 0);

/** Builds what is damaged, or was never built by this version; a failure leaves it as it is. */
async function mend({ start: { build, log, onProgress } }: Planned): Promise<void> {
  await build({ full: false, onProgress }).catch((error: unknown) => {
    if (!(error instanceof UserError)) log.error({ err: error }, FAILED);
    else log.warn({ why: error.message }, FAILED);
  });
}

const FAILED = "the collection of a server could not be built";

/** Returns the syncs that members start; workers keep the schedule. */
function syncOf(
  { settings, start }: Planned,
  admit: () => Promise<void>,
  { queue, observe }: Parts,
): ScheduledSync {
  const byJobs = syncByJobs({ queue, collection: settings.id });
  const perform: PerformSync = async (options) => {
    try {
      await admit();
      return await byJobs(options);
    } catch (error) {
      return { outcome: "failed", step: "fetch", why: userText(error), origin: undefined };
    }
  };
  const { source, build: rebuild, log } = start;
  const { run, state } = createSync({ source, rebuild, log, observe, perform });
  return { run, state: () => ({ ...state(), next: undefined }) };
}

/** Previews of all servers in this process: each takes a process of its own, which may need much memory. */
const previews = createLimit(2);

const intakeOf = (
  { id, guildId }: GuildCollection,
  { config, guilds, quotas, embedder }: Parts,
): Intake => {
  const uploads = guilds.uploads(id);
  const maxPassages = Math.min(config.maxPassages, quotas.passages);
  return openIntake({
    place: uploadsPlace({ uploads, quotas, ensure: () => guilds.ensure(guildId) }),
    kept: uploads.changes,
    openReader: () => openReader({ embedder, maxPassages }),
    turns: previews,
    hasSamples: false,
    mayBeEmpty: true,
    downloads: openDownloads({ api: config.discord?.api }),
  });
};
