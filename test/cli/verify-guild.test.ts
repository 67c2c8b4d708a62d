/** @module `verify` of a server's collection: that nothing of one that was erased is kept. */

import { PassThrough } from "node:stream";
import { expect, inject, it } from "vitest";
import { eraseHere, markErased } from "../../src/storage/postgres/guild-erase.ts";
import { findGuild } from "../../src/cli/verify-guild.ts";
import { freshGuild } from "../contract/guild-collections.ts";
import { faultOf } from "../support/fault.ts";
import { guildsOn, NO_PATIENCE } from "../support/guilds.ts";
import { sharedDatabase } from "../support/postgres.ts";
import { sharedHolder } from "../support/postgres-store.ts";

const terminal = (
  database = `postgres://postgres@127.0.0.1:${inject("postgresPort")}/postgres`,
) => {
  const stdout = new PassThrough();
  const io = {
    stdin: new PassThrough(),
    stderr: new PassThrough(),
    stdout,
    environment: { DATABASE_URL: database },
  };
  return { io, printed: () => String(stdout.read()) };
};

it("proves that nothing of an erased or unknown server is kept, and counts what is", async () => {
  const database = await sharedDatabase();
  const guilds = guildsOn(database, sharedHolder());
  const guildId = freshGuild();
  const { io, printed } = terminal();
  const find = (json = false) => findGuild({ collection: `guild-${guildId}`, json }, io);
  expect(await find()).toBe("gone");
  expect(printed()).toMatch(/^nothing of guild-\d+ is kept/);
  const { id } = await guilds.ensure(guildId);
  expect(await find()).toMatchObject({ collection: { id, source: { kind: "uploads" } } });
  await markErased(database, id);
  expect(await faultOf(find)).toContain("guild_collection: 1 row");
  expect(printed()).toMatch(/^kept of guild-\d+:\n {2}guild_collection: 1 row\n$/);
  await eraseHere({ database, holder: sharedHolder(), patience: NO_PATIENCE }, id);
  expect(await find(true)).toBe("gone");
  expect(JSON.parse(printed())).toEqual({ collection: id, kept: {} });
});

it("leaves other names to the settings", async () => {
  const { io } = terminal();
  expect(await findGuild({ collection: "docs" }, io)).toBeUndefined();
  expect(await findGuild({}, io)).toBeUndefined();
  expect(await findGuild({ collection: "guild-1" }, terminal("").io)).toBeUndefined();
});
