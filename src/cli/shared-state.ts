/** @module State that replicas share: in the database, or else in the memory of the only process. */

import { type OpenRate, rateInMemory } from "../base/bounded-rate.ts";
import type { Config } from "../base/config/config.ts";
import { boundedClaims, type Claims, openMemoryClaims } from "../storage/claims.ts";
import { type IdentifyTurns, openMemoryTurns } from "../storage/identify-turns.ts";
import { openMemoryPending } from "../storage/memory-pending.ts";
import type { PendingWorks } from "../storage/pending.ts";
import type { RatesOptions } from "../storage/postgres/rates.ts";
import { databaseOf } from "./database.ts";

type Place = Pick<Config, "database">;

export interface SharedState {
  readonly pending: PendingWorks;
  readonly openRate: OpenRate;
  readonly claims: Claims;
  readonly turns: IdentifyTurns;
}

/** Opens the state of a bot. Modules for PostgreSQL are loaded only for a database. */
export async function openSharedState(
  { database: settings }: Place,
  options: Omit<RatesOptions, "database">,
): Promise<SharedState> {
  if (!settings)
    return {
      pending: openMemoryPending(),
      openRate: rateInMemory,
      claims: openMemoryClaims(),
      turns: openMemoryTurns(),
    };
  const { openDatabasePending } = await import("../storage/postgres/pending.ts");
  const { openDatabaseClaims } = await import("../storage/postgres/claims.ts");
  const { openDatabaseTurns } = await import("../storage/postgres/identify-turns.ts");
  const { openDatabaseRates } = await import("../storage/postgres/rates.ts");
  const { database } = await databaseOf(settings);
  return {
    pending: openDatabasePending(database),
    openRate: openDatabaseRates({ ...options, database }),
    claims: boundedClaims(openDatabaseClaims(database), options.log),
    turns: openDatabaseTurns(database),
  };
}
