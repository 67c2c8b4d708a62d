/** @module A store in PostgreSQL: rows of a collection, one of whose generations is active for each edition. */

import { damaged, type GenerationId, type Store } from "../store.ts";
import type { Snapshot } from "../../search/snapshot.ts";
import { openBuildLock } from "./build-lock.ts";
import type { Database } from "./database.ts";
import { postgresExamples } from "./examples.ts";
import {
  activeGeneration,
  describeGeneration,
  listGenerations,
  requireGeneration,
  type Scope,
  stamper,
} from "./generations.ts";
import { postgresHistory } from "./history.ts";
import type { Holder } from "./holder.ts";
import { MOST_COMMON, tableOf } from "./large.ts";
import { activate, publish } from "./publish.ts";
import { generationKey, prune, remove, removeUnsealed } from "./removal.ts";
import { openPostgresSnapshot } from "./snapshot.ts";
import { openStage } from "./stage.ts";
import { faultsOf, soundPassages } from "./verify.ts";

export interface PostgresStoreOptions {
  readonly database: Database;
  /** The locks of this process. */
  readonly holder: Holder;
  readonly collection: string;
  /** The models and versions of this program (see `editionOf`). */
  readonly edition: string;
  /** The most passages of a generation in the common table. */
  readonly mostCommon?: number;
}

/**
 * Opens the store of a collection, which need not exist yet. Two versions of this program can run side by side, as each
 * lists and serves the generations of its own edition.
 */
export function openPostgresStore(options: PostgresStoreOptions): Store {
  const { database, holder, collection, edition, mostCommon = MOST_COMMON } = options;
  const location = `the collection ${collection} of the database`;
  const scope: Scope = { database, collection, edition, location };
  const lock = openBuildLock(database, holder, collection);
  const removal = { database, holder, lock, collection };
  const open = (id: GenerationId): Promise<Snapshot> => openGeneration(scope, holder, id);
  return {
    location,
    record: "active generation",
    active: () => activeGeneration(scope),
    stamp: stamper(scope),
    list: () => listGenerations(scope),
    describe: (id) => describeGeneration(scope, id),
    open,
    salvage: (id) => soundPassages(scope, id),
    verify: (id) => faultsOf(scope, id),
    async lock() {
      const release = await lock.take();
      await removeUnsealed(removal).catch((error: unknown) => {
        release();
        throw error;
      });
      return release;
    },
    isLocked: () => lock.isTaken(),
    stage: (recipe, counts) =>
      openStage(
        {
          lock,
          collection,
          mostCommon,
          publish: (place, id) => publish(scope, removal, place, id),
          open,
          remove: (place) => remove(removal, place),
        },
        recipe,
        counts,
      ),
    onActivate: (listener) =>
      holder.listen((changed) => {
        if (changed === undefined || changed === collection) listener();
      }),
    activate: (id, activation) => activate(scope, removal, id, activation),
    prune: (keep, of = "own") => prune(removal, keep, of === "own" ? edition : null),
    history: postgresHistory(database, collection),
    examples: postgresExamples(database, collection),
  };
}

/** Opens a generation under a shared lock, so that it is kept while it is open. Rows are checked by `verify` alone. */
async function openGeneration(scope: Scope, holder: Holder, id: GenerationId): Promise<Snapshot> {
  const { database, collection, location } = scope;
  const { number } = await requireGeneration(scope, id);
  const release = await holder.tryLock(generationKey({ collection, number }), "shared");
  if (!release) throw damaged(location, `generation ${id}, which is being removed`);
  try {
    const row = await requireGeneration(scope, id);
    if (row.number !== number) throw damaged(location, `generation ${id}, which was replaced`);
    const examples = postgresExamples(database, collection);
    const stored = { database, location, collection, row, table: tableOf(row), examples };
    return openPostgresSnapshot({ ...stored, close: release });
  } catch (error) {
    release();
    throw error;
  }
}
