/** @module A database as it is after a fault: the index of its collection, and the remains that no build may leave. */

import type { DatabaseSettings } from "../../../src/base/config/database.ts";
import { openFolder } from "../../../src/sources/folder.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { openDatabase } from "../../../src/storage/postgres/database.ts";
import { openHolder } from "../../../src/storage/postgres/holder.ts";
import { openPostgresStore } from "../../../src/storage/postgres/store.ts";
import type { Store } from "../../../src/storage/store.ts";
import type { Buildable } from "../../support/building.ts";
import { breachesOf } from "../judge.ts";
import { lookAt } from "../look.ts";
import type { Quotation, View } from "../protocol.ts";
import type { Site } from "./site.ts";

/** The only collection of a process without a file of collections. */
export const COLLECTION = "default";

/** Uses the collection as another process does. */
export async function withPlace<Result>(
  settings: DatabaseSettings,
  { ground, embedder, edition }: Pick<Site, "ground" | "embedder" | "edition">,
  work: (place: Buildable & { readonly store: Store }) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(settings);
  const holder = openHolder(() => openConnection(settings));
  const store = openPostgresStore({ database, holder, collection: COLLECTION, edition });
  try {
    return await work({ source: openFolder(ground.seedsDir), store, embedder });
  } finally {
    await holder.close();
    await database.close();
  }
}

/** Looks at an index that must serve one of these revisions as files do; returns its breaches, too. */
export async function inspect(
  settings: DatabaseSettings,
  site: Pick<Site, "ground" | "embedder" | "edition" | "expected">,
  revisions: readonly number[],
): Promise<{ readonly view: View; readonly breaches: readonly string[] }> {
  const view = await withPlace(settings, site, (place) => lookAt(place));
  const breaches = breachesOf(site.ground, view, revisions);
  const isAsFiles = revisions.some((one) => isSame(site.expected(one).all, view.quotations ?? []));
  return { view, breaches: isAsFiles ? breaches : [...breaches, "other answers than from files"] };
}

export const isSame = (one: readonly Quotation[], other: readonly Quotation[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Runs a statement of the harness on a connection of its own. */
export async function ask<Row extends object>(
  settings: DatabaseSettings,
  text: string,
): Promise<readonly Row[]> {
  const client = await openConnection(settings);
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const ORPHANS = ["passage", "posting", "word", "document"].map(
  (table) => `select 'rows of ${table} without a generation' as found where exists (
    select from ${table} as own where not exists (select from generation
      where generation.collection = own.collection and generation.number = own.generation))`,
);

const REMAINS = [
  "select 'a staged generation, ' || number as found from generation where id is null",
  ...ORPHANS,
  `select 'a text without a reference' from blob where not exists (select from document
    where document.collection = blob.collection and document.blob = blob.sha256)`,
  `select 'the table ' || tablename from pg_tables where schemaname = 'footnote_large'
    and not exists (select from generation where large_table = 'footnote_large.' || tablename)`,
  `select 'an active generation that is not sealed' from active join generation
    on generation.collection = active.collection and number = active.generation where id is null or digest is null`,
  `select count(*) || ' generations of one version' from generation group by collection, model having count(*) > 2`,
  `select 'a transaction that is idle' from pg_stat_activity where state like 'idle in transaction%'
    and state_change < now() - interval '5 s'`,
  `select 'an exclusive lock' from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock'
    and not exists (select from job where state = 'running')`,
].join("\nunion all ");

/** Lists the remains that no build may leave, once no job runs. */
export async function remainsOf(settings: DatabaseSettings): Promise<readonly string[]> {
  return (await ask<{ found: string }>(settings, REMAINS)).map(({ found }) => `left: ${found}`);
}
