/** @module The care of a worker for collections that servers manage: daily syncs, servers that were left, erasures. */

import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { singleFlight } from "../base/single-flight.ts";
import { BuildPolicy } from "../build/summary.ts";
import type { GuildCollection, GuildCollections } from "../storage/guild-collections.ts";
import type { JobQueue } from "../storage/jobs.ts";
import { NO_POLICY } from "./schedule.ts";

export interface CareOptions {
  readonly guilds: Pick<
    GuildCollections,
    "page" | "enter" | "leave" | "leftBefore" | "unseenSince"
  >;
  readonly queue: Pick<JobQueue, "enqueue" | "enqueueDue">;
  /** Checks whether a collection has documents, and nothing that this version of the program built. */
  readonly isUnbuilt: (collection: GuildCollection) => Promise<boolean>;
  readonly erasing: Erasing;
  /** Asks Discord whether the bot is in a guild; undefined where it gives no answer. Absent without Discord. */
  readonly isMember?: ((guildId: string) => Promise<boolean | undefined>) | undefined;
  /** Runs a work unless another process runs one now. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>;
  readonly log: Pick<Log, "info" | "warn">;
  readonly now?: () => Date;
  /** Milliseconds between two requests to Discord. */
  readonly pauseMs?: number;
}

/** The erasures of a worker. */
export interface Erasing {
  /** Lists the collections that are to be erased. */
  readonly marked: () => Promise<readonly string[]>;
  /** Marks a collection. */
  readonly mark: (id: string) => Promise<void>;
  /** Deletes everything of a marked collection; returns whether it did, and no other process. */
  readonly erase: (id: string) => Promise<boolean>;
  /** Deletes what this machine keeps of collections that are gone. */
  readonly tidy: () => Promise<void>;
}

export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** The collections of one look at the schedule, whose next looks go on from there. */
const SYNCED_AT_ONCE = 200;
/** The guilds about which Discord is asked in one sweep. */
const ASKED_AT_ONCE = 500;
const PAUSE_MS = 1_000;

export interface Care {
  /** Erases the collections that are marked. */
  readonly erase: () => Promise<void>;
  /** Adds the syncs of some repositories that are due, and the builds after an update of the program. */
  readonly sync: () => Promise<void>;
  /** Looks for guilds that were left, and for collections that were left long ago. */
  readonly sweep: () => Promise<void>;
}

/** Returns the parts of the care; none of them rejects, and each runs once at a time. */
export function guildCare(options: CareOptions): Care {
  return {
    erase: caring(() => eraseAll(options), options),
    sync: caring(syncer(options), options),
    sweep: caring(() => sweep(options), options),
  };
}

const caring = (work: () => Promise<void>, { log }: CareOptions): (() => Promise<void>) =>
  singleFlight(() =>
    work().catch((error: unknown) =>
      log.warn({ why: messageOf(error) }, "the collections of servers could not be cared for"),
    ),
  );

async function eraseAll({ erasing, log }: CareOptions): Promise<void> {
  for (const id of await erasing.marked())
    try {
      if (await erasing.erase(id)) log.info({ collection: id }, "a collection was erased");
    } catch (error) {
      log.warn({ collection: id, why: messageOf(error) }, "a collection could not be erased yet");
    }
}

/** Returns a function that looks at the next of all collections, so that their jobs are spread. */
function syncer(options: CareOptions): () => Promise<void> {
  const { guilds, queue } = options;
  const buildNew = builder(options);
  let after: string | undefined;
  return async () => {
    const page = await guilds.page(after, SYNCED_AT_ONCE);
    after = page.length < SYNCED_AT_ONCE ? undefined : page.at(-1)?.id;
    const present = page.filter(({ leftAt }) => !leftAt);
    for (const one of present) await buildNew(one);
    const due = present
      .filter(({ settings }) => settings.source.kind === "git")
      .map(({ id: collection }) => ({
        collection,
        kind: "sync" as const,
        policy: NO_POLICY,
        everyMs: DAY_MS,
      }));
    if (due.length > 0) await queue.enqueueDue(due);
  };
}

const BUILD = JSON.stringify(BuildPolicy.parse({}));

/** Returns a function that builds what another version of the program built last; once, as the documents may be at fault. */
function builder({ queue, isUnbuilt }: CareOptions): (one: GuildCollection) => Promise<void> {
  const tried = new Set<string>();
  return async (one) => {
    if (tried.has(one.id) || !(await isUnbuilt(one))) return;
    tried.add(one.id);
    await queue.enqueue({ collection: one.id, kind: "build", policy: BUILD });
  };
}

async function sweep(options: CareOptions): Promise<void> {
  const { erasing, exclusively } = options;
  await erasing.tidy();
  await exclusively(async () => {
    await findLeft(options);
    await markOld(options);
  });
}

/** Asks Discord about the guilds that were not seen for a day, those first that were not seen the longest. */
async function findLeft(options: CareOptions): Promise<void> {
  const { guilds, isMember, log, now = () => new Date() } = options;
  if (!isMember) return;
  const since = new Date(now().getTime() - DAY_MS);
  for (const { guildId, id } of await guilds.unseenSince(since, ASKED_AT_ONCE)) {
    const isThere = await ask(guildId, options);
    if (isThere) await guilds.enter(guildId);
    if (isThere !== false) continue;
    await guilds.leave(guildId);
    log.info({ collection: id, days: KEPT_DAYS }, "the bot left a server; its collection is kept");
  }
}

/** Has the collections erased whose guild was left long ago, unless the bot is there again. */
async function markOld(options: CareOptions): Promise<void> {
  const { guilds, erasing, log, now = () => new Date() } = options;
  const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS);
  for (const collection of await guilds.leftBefore(before, ASKED_AT_ONCE)) {
    const isThere = await hasReturned(collection, options);
    if (isThere === undefined) continue;
    if (isThere) {
      await guilds.enter(collection.guildId);
      continue;
    }
    await erasing.mark(collection.id);
    const { id, leftAt } = collection;
    log.info(
      { collection: id, leftAt: leftAt?.toISOString() },
      "the bot left a server long ago; its collection is erased",
    );
  }
}

const hasReturned = async (
  { guildId }: GuildCollection,
  options: CareOptions,
): Promise<boolean | undefined> => (options.isMember ? ask(guildId, options) : false);

async function ask(
  guildId: string,
  { isMember, pauseMs = PAUSE_MS }: CareOptions,
): Promise<boolean | undefined> {
  const found = await isMember?.(guildId).catch(() => undefined);
  await sleep(pauseMs);
  return found;
}
