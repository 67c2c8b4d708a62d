/** @module The removal of generations; only for the process that holds the lock of builds. */

import type { GenerationId } from "../store.ts";
import type { BuildLock } from "./build-lock.ts";
import type { Database } from "./database.ts";
import type { Holder } from "./holder.ts";
import { LARGE_SCRIPTS, largeTable } from "./large.ts";
import type { Place } from "./rows.ts";
import { sql, type Statement } from "./statement.ts";

/** Rows are deleted in batches, in the order of their keys: a statement is short, however many there are. */
export const REMOVAL_STATEMENTS = {
  unsealed: sql("removal unsealed")`select number, id from generation
    where collection = $1 and id is null order by number`,
  others: sql("removal others")`select number, id from generation
    where collection = $1 and id is not null and not id = any ($2::text[])
      and ($3::text is null or model = $3 or created < now() - interval '30 days') order by number`,
  deactivate: sql(
    "removal deactivate",
  )`delete from active where collection = $1 and generation = $2`,
  mark: sql("removal mark")`update generation set id = null
    where collection = $1 and number = $2 and id is not null`,
  table: sql(
    "removal table",
  )`select large_table from generation where collection = $1 and number = $2`,
  passages: sql("removal passages")`delete from passage where collection = $1 and generation = $2
    and row in (select row from passage where collection = $1 and generation = $2 order by row limit 1000)
    returning row`,
  postings: sql("removal postings")`delete from posting where collection = $1 and generation = $2
    and term in (select term from posting where collection = $1 and generation = $2 order by term limit 5000)
    returning number`,
  words: sql("removal words")`delete from word where collection = $1 and generation = $2`,
  documents: sql(
    "removal documents",
  )`delete from document where collection = $1 and generation = $2`,
  generation: sql("removal generation")`delete from generation
    where collection = $1 and number = $2 and id is null`,
  blobs: sql("removal blobs")`delete from blob where collection = $1 and not exists (
    select from document where document.collection = $1 and document.blob = blob.sha256)`,
} as const;

export interface RemovalOptions {
  readonly database: Database;
  readonly holder: Holder;
  readonly lock: BuildLock;
  readonly collection: string;
}

interface Listed {
  readonly number: string;
  readonly id: GenerationId | null;
}

/** Returns the key of the lock that those share who have a generation open. */
export const generationKey = ({ collection, number }: Place): string =>
  `generation ${number} ${collection}`;

/** Removes the remains of killed builds and of removals, unless a process has them open. */
export async function removeUnsealed(options: RemovalOptions): Promise<void> {
  const { database, collection } = options;
  for (const row of await database.query<Listed>(REMOVAL_STATEMENTS.unsealed, [collection]))
    await removeUnlessOpen(options, row);
}

/**
 * Removes all generations but these and those that a process has open, and all texts without a reference; returns the IDs
 * of those kept open. Those of other editions, which another version of this program may serve or return to, are left for
 * 30 days. Only the holder of the lock adds references to texts, so none can be added to a text that is being removed.
 * @param edition null: those of all editions.
 */
export async function prune(
  options: RemovalOptions,
  keep: readonly GenerationId[],
  edition: string | null,
): Promise<readonly GenerationId[]> {
  const { database, lock, collection } = options;
  await removeUnsealed(options);
  const values = [collection, keep, edition];
  const held: GenerationId[] = [];
  for (const row of await database.query<Listed>(REMOVAL_STATEMENTS.others, values))
    if (!(await removeUnlessOpen(options, row)) && row.id !== null) held.push(row.id);
  await lock.change((session) => session.query(REMOVAL_STATEMENTS.blobs, [collection]));
  return held;
}

/** Removes a generation; false if a process has it open. */
async function removeUnlessOpen(options: RemovalOptions, { number }: Listed): Promise<boolean> {
  const place = { collection: options.collection, number };
  const release = await options.holder.tryLock(generationKey(place), "exclusive");
  if (!release) return false;
  try {
    await remove(options, place);
    return true;
  } finally {
    release();
  }
}

/** Removes a generation that no process has open. A removal that is killed is completed by the next holder of the lock. */
export async function remove(
  { database, lock }: Pick<RemovalOptions, "database" | "lock">,
  place: Place,
): Promise<void> {
  const values = [place.collection, place.number];
  await lock.change(async (session) => {
    await session.query(REMOVAL_STATEMENTS.deactivate, values);
    await session.query(REMOVAL_STATEMENTS.mark, values);
  });
  const [row] = await database.query<{ large_table: string | null }>(
    REMOVAL_STATEMENTS.table,
    values,
  );
  if (row?.large_table) await database.script(LARGE_SCRIPTS.drop(largeTable(place.number)));
  await deleteAll(database, REMOVAL_STATEMENTS.passages, values);
  await deleteAll(database, REMOVAL_STATEMENTS.postings, values);
  await lock.change(async (session) => {
    await session.query(REMOVAL_STATEMENTS.words, values);
    await session.query(REMOVAL_STATEMENTS.documents, values);
    await session.query(REMOVAL_STATEMENTS.generation, values);
  });
}

/** Repeats a statement that deletes a batch until none is left. */
async function deleteAll(
  database: Database,
  statement: Statement,
  values: readonly string[],
): Promise<void> {
  while ((await database.query(statement, values)).length > 0);
}
