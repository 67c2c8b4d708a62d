/** @module Rates in a database: shared, hidden, swept, and replaced by memory while it does not answer. */

import { randomUUID } from "node:crypto";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Observation } from "../../../src/base/observation.ts";
import type { Database, Value } from "../../../src/storage/postgres/database.ts";
import { openDatabaseRates } from "../../../src/storage/postgres/rates.ts";
import { sql, type Statement } from "../../../src/storage/postgres/statement.ts";
import { describeRate } from "../../contract/rate.ts";
import { sharedDatabase } from "../../support/postgres.ts";
import { sharedRealDatabase } from "../../support/real-postgres.ts";

const MINUTE = { times: 1, seconds: 60 };
const KEYS = sql("test rates")`select key from rate_limit where key like $1 || '%'`;

/** Opens the rates of one replica, and what it observed and logged. */
function replicaOn(database: Pick<Database, "query">, patience = 60_000) {
  const observed: Observation[] = [];
  const logged: unknown[] = [];
  const openRate = openDatabaseRates({
    database,
    secret: "the token",
    patience,
    observe: (seen) => observed.push(seen),
    log: { warn: (...line: unknown[]) => void logged.push(line) },
  });
  return { openRate, observed, logged };
}

describe.each([
  ["PGlite", () => sharedDatabase],
  ["a real server", sharedRealDatabase],
] as const)("in %s", (kind, databaseOf) => {
  const openDatabase = databaseOf();

  describeRate(kind, async (rate, context) => {
    const { openRate } = replicaOn(await openDatabase(context));
    return openRate(randomUUID(), rate);
  });

  it("counts the uses of all replicas together, and hides whose they are", async (context) => {
    const database = await openDatabase(context);
    const [name, member] = [randomUUID(), "123456789012345678"];
    const [one, two] = [replicaOn(database), replicaOn(database)].map(({ openRate }) =>
      openRate(name, MINUTE),
    );
    expect(await one?.take(member)).toBe(0);
    expect(await two?.take(member)).toBeGreaterThan(0);
    const keys = await database.query<{ key: string }>(KEYS, [name]);
    expect(keys).toHaveLength(1);
    expect(keys[0]?.key).not.toContain(member);
  });
});

/** Returns a database that answers every statement alike. */
const asking = (
  answer: (statement: Statement, values: readonly Value[]) => Promise<readonly object[]>,
) => {
  const query: unknown = answer;
  return { query: query as Database["query"] };
};

describe("the rates of a database", () => {
  it("make no statement for a use that is known to be refused", async () => {
    const expire = String(Date.now() + 60_000);
    const query = vi.fn(async (_: Statement, [keys]: readonly Value[]) => [
      { key: [keys].flat()[0], points: 2, expire },
    ]);
    const rate = replicaOn(asking(query)).openRate("name", MINUTE);
    expect(await rate.take("a")).toBeGreaterThan(0);
    expect(await rate.waitOf("a")).toBeGreaterThan(0);
    expect(query).toHaveBeenCalledTimes(1);
  });

  it("are one statement for all limits of a use, and for uses at the same time", async () => {
    const calls: (readonly Value[])[] = [];
    const { openRate } = replicaOn(asking(async (_, values) => (calls.push(values), [])));
    const rates = ["one", "two"].map((name) => openRate(name, MINUTE));
    await Promise.all(["a", "b"].flatMap((key) => rates.map((rate) => rate.take(key))));
    expect(calls).toHaveLength(1);
    expect(new Set([calls[0]?.[0]].flat()).size).toBe(4);
  });

  it.each([
    ["fails", () => Promise.reject(new Error("the host is away"))],
    ["hangs", () => new Promise<never>(() => {})],
  ])("are counted in memory while it %s, with a pause, a metric and one line", async (_, fail) => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const query = vi.fn(fail);
    const { openRate, observed, logged } = replicaOn(asking(query), 10);
    const rate = openRate("name", MINUTE);
    expect(await rate.take("a")).toBe(0);
    expect(await rate.waitOf("a")).toBeGreaterThan(0);
    expect(await rate.take("a")).toBeGreaterThan(0);
    expect(query).toHaveBeenCalledTimes(1);
    expect(observed).toEqual([{ kind: "rate fallback" }, { kind: "rate fallback" }]);
    vi.advanceTimersByTime(1_000);
    await rate.giveBack("b");
    expect(query).toHaveBeenCalledTimes(2);
    expect(logged).toHaveLength(1);
  });

  it("removes the expired rows of all with one timer of a process", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const texts: string[] = [];
    const { openRate } = replicaOn(asking(async ({ text }) => (texts.push(text), [])));
    for (const name of ["one", "two"]) openRate(name, MINUTE);
    await vi.advanceTimersByTimeAsync(301_000);
    expect(texts).toEqual(['DELETE FROM "rate_limit" WHERE expire < $1']);
  });
});
