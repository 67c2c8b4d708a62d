/** @module The contract of turns to identify, in memory and in a database. */

import { openMemoryTurns } from "../../src/storage/identify-turns.ts";
import { openDatabaseTurns } from "../../src/storage/postgres/identify-turns.ts";
import { describeTurns } from "../contract/identify-turns.ts";
import { sharedDatabase } from "../support/postgres.ts";

describeTurns("in memory", async () => {
  const turns = openMemoryTurns();
  return () => turns;
});

describeTurns("in PGlite", async () => {
  const database = await sharedDatabase();
  return () => openDatabaseTurns(database);
});
