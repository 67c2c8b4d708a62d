/** @module The contract of claims, in memory and in databases, and a database that fails. */

import { describe, expect, it } from "vitest";
import { boundedClaims, type Claims, openMemoryClaims } from "../../src/storage/claims.ts";
import { openDatabaseClaims } from "../../src/storage/postgres/claims.ts";
import { sql } from "../../src/storage/postgres/statement.ts";
import { describeClaims } from "../contract/claims.ts";
import { snowflake } from "../fake-discord/ids.ts";
import { keptLog } from "../support/kept-log.ts";
import { sharedDatabase } from "../support/postgres.ts";

describeClaims("in memory", async () => {
  const claims = openMemoryClaims();
  return () => claims;
});

describeClaims("in PGlite", async () => {
  const database = await sharedDatabase();
  return () => openDatabaseClaims(database);
});

const COUNT = sql("test claims")`
  select count(*)::int as count from interaction_claim where id = any($1::bigint[])`;

it("old claims in a database are removed in small batches, and new ones are kept", async () => {
  const database = await sharedDatabase();
  const counted = async (ids: readonly string[]) =>
    (await database.query<{ count: number }>(COUNT, [ids]))[0]?.count;
  const old = Array.from({ length: 5 }, () => snowflake(Date.now() - 31 * 60_000));
  const [young, last] = [snowflake(Date.now() - 29 * 60_000), snowflake()];
  const claims = openDatabaseClaims(database);
  for (const id of [...old, young]) await claims.claim(id);
  await openDatabaseClaims(database, { keptMs: 30 * 60_000, everyMs: 0, batch: 2 }).claim(last);
  await expect.poll(() => counted(old), { timeout: 20_000 }).toBe(0);
  expect(await counted([young, last])).toBe(2);
});

describe("where a database", () => {
  const failing: Claims = { claim: () => Promise.reject(new Error("no connection")) };
  const silent: Claims = { claim: () => new Promise(() => {}) };

  it.each([
    ["fails", failing, "no connection"],
    ["is slow", silent, "the database did not answer in time"],
  ])("%s, what this process knows counts, and the log says so", async (_, shared, why) => {
    const { log, text } = keptLog();
    const claims = boundedClaims(shared, log, 5);
    const id = snowflake();
    expect(await claims.claim(id)).toBe(true);
    expect(await claims.claim(id)).toBe(false);
    expect(text()).toContain(why);
    expect(text()).toContain(id);
  });
});
