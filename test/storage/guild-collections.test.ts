/** @module The contract of the collections of servers, in memory and in PostgreSQL. */

import { describe } from "vitest";
import { openMemoryGuilds } from "../../src/storage/memory-guild-collections.ts";
import { describeGuilds } from "../contract/guild-collections.ts";
import { guildsOn } from "../support/guilds.ts";
import { sharedDatabase } from "../support/postgres.ts";
import { realPlace, sharedHolder } from "../support/postgres-store.ts";
import { hasServer } from "../support/real-postgres.ts";

const memory = openMemoryGuilds();
describeGuilds("memory", async () => memory);
describeGuilds("PGlite", async () => guildsOn(await sharedDatabase(), sharedHolder()));

describe.skipIf(!hasServer())("on a server", () => {
  const place = realPlace();
  describeGuilds("PostgreSQL", async () => guildsOn(place().database, place().locks));
});
