/** @module The deletion of a server's collection: marked first, then each table, the mark itself last. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Release } from "../../base/lock.ts";
import { isTransient } from "../../base/errors.ts";
import { beingErased, newGuildCollection, guildOf } from "../guild-collections.ts";
import { type BuildLock, openBuildLock } from "./build-lock.ts";
import type { Database } from "./database.ts";
import type { Holder } from "./holder.ts";
import { remove, REMOVAL_STATEMENTS } from "./removal.ts";
import { countRemains } from "./remains.ts";
import { sql } from "./statement.ts";

/** Statements on tables that are not content. */
export const GUILD_ERASE_STATEMENTS = {
  mark: sql("guild mark")`insert into guild_collection (id, guild, settings, erasing)
    values ($1, $2, $3, now())
    on conflict (id) do update set erasing = coalesce(guild_collection.erasing, now())`,
  marked: sql("guild marked")`select id from guild_collection
    where erasing is not null order by erasing limit $1`,
  isMarked: sql("guild is marked")`select id from guild_collection
    where id = $1 and erasing is not null`,
  jobs: sql("job cancel")`delete from job where collection = $1`,
  works: sql("guild works")`delete from pending_work where collection = $1`,
  changes: sql("guild changes")`delete from guild_change where collection = $1`,
  builds: sql("guild builds")`delete from collection where id = $1`,
  unmark: sql("guild unmark")`delete from guild_collection where id = $1 and erasing is not null`,
} as const;

/** Statements on the content of one collection. */
export const ERASE_STATEMENTS = {
  generations: sql("erase generations")`select number from generation
    where collection = $1 order by number`,
  active: sql("erase active")`delete from active where collection = $1`,
  history: sql("erase history")`delete from history where collection = $1`,
  pins: sql("erase pins")`delete from pin where collection = $1`,
  feedback: sql("erase feedback")`delete from feedback where collection = $1`,
  uploads: sql("erase uploads")`delete from upload where collection = $1`,
  begun: sql("erase begun")`delete from build_count where collection = $1`,
} as const;

/** Times in milliseconds. */
export interface ErasePatience {
  /** After the mark: processes that found the collection before have ended their work, and builds that were cancelled. */
  readonly graceMs: number;
  /** The longest wait for a build to end, or for another process to delete. */
  readonly mostMs: number;
  readonly lookMs: number;
}

export const ERASE_PATIENCE: ErasePatience = { graceMs: 6_000, mostMs: 60_000, lookMs: 500 };

export interface EraseOptions {
  readonly database: Database;
  readonly holder: Holder;
  readonly patience?: ErasePatience;
}

/** Has a collection found no more, and cancels its jobs: their workers notice that, and end their builds. */
export async function markErased(database: Database, id: string): Promise<void> {
  const { guildId, settings } = newGuildCollection(guildOf(id) ?? throwForeign(id));
  await database.query(GUILD_ERASE_STATEMENTS.mark, [id, guildId, JSON.stringify(settings)]);
  await database.query(GUILD_ERASE_STATEMENTS.jobs, [id]);
}

const throwForeign = (id: string): never => {
  throw new Error(`${id} is not the collection of a server`);
};

/** Lists the collections that are marked, the earliest first. */
export async function listMarked(database: Database, most: number): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(GUILD_ERASE_STATEMENTS.marked, [most]);
  return rows.map(({ id }) => id);
}

/**
 * Marks a collection, and waits until another process has deleted it.
 * @throws UserError (transient) if none does in time; it stays marked.
 */
export async function eraseElsewhere(
  database: Database,
  id: string,
  { mostMs, lookMs } = ERASE_PATIENCE,
): Promise<void> {
  await markErased(database, id);
  const end = performance.now() + mostMs;
  while (await isMarked(database, id)) {
    if (performance.now() > end) throw beingErased(id);
    await sleep(lookMs);
  }
}

/** Marks a collection, and deletes everything of it in this process. Throws as `eraseMarked` does. */
export async function eraseHere(options: EraseOptions, id: string): Promise<void> {
  await markErased(options.database, id);
  await eraseMarked(options, id);
}

/**
 * Deletes everything of a collection that is marked, unless another process does. A call that was killed is completed by the
 * next one; a collection that began again after another one's end has no mark, and is left.
 * @returns whether it was deleted.
 * @throws UserError (transient) if a build does not end in time. Error if a table is left that has rows of it.
 */
export async function eraseMarked(options: EraseOptions, id: string): Promise<boolean> {
  const { database, holder, patience = ERASE_PATIENCE } = options;
  const release = await holder.tryLock(`erase ${id}`, "exclusive");
  if (!release) return false;
  try {
    if (!(await isMarked(database, id))) return false;
    await sleep(patience.graceMs);
    await eraseUnderLock(options, id, patience);
    return true;
  } finally {
    release();
  }
}

const isMarked = async (database: Database, id: string): Promise<boolean> =>
  (await database.query(GUILD_ERASE_STATEMENTS.isMarked, [id])).length > 0;

async function eraseUnderLock(
  { database, holder }: EraseOptions,
  id: string,
  patience: ErasePatience,
): Promise<void> {
  const lock = openBuildLock(database, holder, id);
  const release = await takeInTime(lock, patience);
  try {
    await deleteContent(database, lock, id);
    await requireNothing(database, id);
    await database.query(GUILD_ERASE_STATEMENTS.unmark, [id]);
  } finally {
    release();
  }
}

async function takeInTime(lock: BuildLock, { mostMs, lookMs }: ErasePatience): Promise<Release> {
  const end = performance.now() + mostMs;
  for (;;) {
    try {
      return await lock.take();
    } catch (error) {
      if (!isTransient(error) || performance.now() > end) throw error;
      await sleep(lookMs);
    }
  }
}

/** Deletes generations also where processes have them open: these find no rows, and answer nothing. */
async function deleteContent(database: Database, lock: BuildLock, id: string): Promise<void> {
  const { generations, ...others } = ERASE_STATEMENTS;
  for (const { number } of await database.query<{ number: string }>(generations, [id]))
    await remove({ database, lock }, { collection: id, number });
  const { jobs, works, changes, builds } = GUILD_ERASE_STATEMENTS;
  await lock.change(async (session) => {
    for (const statement of [
      REMOVAL_STATEMENTS.blobs,
      ...Object.values(others),
      jobs,
      works,
      changes,
      builds,
    ])
      await session.query(statement, [id]);
  });
}

/** The row that marks it. */
const MARK = "guild_collection";

async function requireNothing(database: Database, id: string): Promise<void> {
  const { [MARK]: _, ...left } = await countRemains(database, id);
  if (Object.keys(left).length > 0)
    throw new Error(`${id} still has rows: ${JSON.stringify(left)}`);
}
