/** @module The work of a worker on collections that servers manage: their jobs, and its care for them. */

import { readdir, rm } from "node:fs/promises";
import type { Config } from "../base/config/config.ts";
import { isAbsent, UserError } from "../base/errors.ts";
import { type Care, type CareOptions, guildCare } from "../jobs/guild-care.ts";
import type { WorkCollection } from "../jobs/perform.ts";
import {
  type GuildCollection,
  type GuildCollections,
  guildOf,
} from "../storage/guild-collections.ts";
import { databaseOf } from "./database.ts";
import { guildFolder, guildSettings, guildsFolder, guildsOf } from "./guilds.ts";
import { workOn } from "./work-on.ts";
import type { WorkingOptions } from "./working.ts";

export interface GuildWork {
  /** Finds a collection by its ID; undefined for an ID of another kind. @throws UserError if it was deleted. */
  readonly find: (id: string) => Promise<WorkCollection | undefined>;
  readonly close: () => void;
}

/** Milliseconds between two looks. */
const EVERY = { erase: 2_000, sync: 600_000, sweep: 3_600_000 } as const;

/** Begins the work; undefined where servers manage nothing. */
export async function startGuildWork(
  config: Config,
  options: Pick<WorkingOptions, "queue" | "log">,
): Promise<GuildWork | undefined> {
  const guilds = await guildsOf(config);
  if (!guilds || !config.database) return undefined;
  const workOnGuild = async (found: GuildCollection): Promise<WorkCollection> =>
    fetching(await workOn(guildSettings(found, config), config, options.log));
  const isUnbuilt = async (found: GuildCollection): Promise<boolean> =>
    found.settings.source.kind === "uploads" &&
    (await guilds.uploads(found.id).list()).length > 0 &&
    (await (await workOnGuild(found)).store.active()) === undefined;
  const care = await careFor(config, guilds, { ...options, isUnbuilt });
  const timers = (["erase", "sync", "sweep"] as const).map((name) => {
    void care[name]();
    return setInterval(() => void care[name](), EVERY[name]).unref();
  });
  return {
    async find(id) {
      if (guildOf(id) === undefined) return undefined;
      const found = await guilds.get(id);
      if (!found) throw deleted(id);
      return workOnGuild(found);
    },
    close: () => timers.forEach((timer) => clearInterval(timer)),
  };
}

/** Fetches before each build: the copy of another machine may be a later one. */
const fetching = ({ source, build, ...work }: WorkCollection): WorkCollection => ({
  ...work,
  source,
  async build(request) {
    await source.sync?.(request.signal);
    return build(request);
  },
});

const deleted = (id: string): UserError =>
  new UserError({
    expected: `the collection ${id}`,
    found: "that it was deleted",
    remedy: "Nothing is to be done.",
  });

async function careFor(
  config: Config,
  guilds: GuildCollections,
  { queue, log, isUnbuilt }: Pick<WorkingOptions, "queue" | "log"> & Pick<CareOptions, "isUnbuilt">,
): Promise<Care> {
  const { database: settings, discord, indexDir } = config;
  if (!settings) throw new Error("servers without a database");
  const place = await databaseOf(settings);
  const { holder, database } = place;
  const { eraseMarked, listMarked, markErased } =
    await import("../storage/postgres/guild-erase.ts");
  const dropFolder = (id: string) =>
    rm(guildFolder(indexDir, id), { recursive: true, force: true });
  return guildCare({
    guilds,
    queue,
    log,
    isUnbuilt,
    isMember: discord && (await memberCheck(discord, log)),
    erasing: {
      marked: () => listMarked(database, MARKED_AT_ONCE),
      mark: (id) => markErased(database, id),
      async erase(id) {
        await dropFolder(id);
        return eraseMarked(place, id);
      },
      async tidy() {
        for (const id of await foldersIn(indexDir))
          if (!(await guilds.get(id))) await dropFolder(id);
      },
    },
    async exclusively(work) {
      const release = await holder.tryLock("guild sweep", "exclusive");
      if (release) await work().finally(release);
    },
  });
}

const MARKED_AT_ONCE = 100;

/** Lists the collections of which this machine keeps something. */
const foldersIn = (indexDir: string): Promise<readonly string[]> =>
  readdir(guildsFolder(indexDir)).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });

/** Loads the packages of Discord only now. */
async function memberCheck(
  discord: NonNullable<Config["discord"]>,
  log: WorkingOptions["log"],
): Promise<(guildId: string) => Promise<boolean>> {
  const { createRest } = await import("../discord/rest.ts");
  const { membershipBy } = await import("../discord/membership.ts");
  const { TIMING } = await import("../discord/timing.ts");
  return membershipBy(createRest(discord, TIMING, log));
}
