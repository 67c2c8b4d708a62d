/** @module Ballots: one digest of a member's votes on a reply, by any replica, until its key is deleted. */

import { describe, expect, it, onTestFinished } from "vitest";
import { CollectionId } from "../../src/collection/collections.ts";
import { createBallotDigest, keysByDay, keysInMemory } from "../../src/feedback/ballots.ts";
import { openDatabaseRecords } from "../../src/feedback/database-records.ts";
import type { Vote } from "../../src/feedback/feedback.ts";
import { openFeedback } from "../../src/feedback/store.ts";
import { createLog } from "../../src/base/log.ts";
import { ballotKeysIn } from "../../src/storage/postgres/ballot-keys.ts";
import { sql } from "../../src/storage/postgres/statement.ts";
import { snowflake } from "../fake-discord/ids.ts";
import { freshCollection, sharedDatabase } from "../support/postgres.ts";

const PASSAGE = "bcdefghjkmnp";
const MEMBER = "1200000000000000077";
const KEYS = sql("test ballots")`select day::text from ballot_key where day = $1::date`;

const onDay = (day: string): Date => new Date(`${day}T12:00:00Z`);
const ballotOn = (day: string): Vote["ballot"] => ({
  userId: MEMBER,
  messageId: snowflake(onDay(day).getTime()),
});

/** Opens the digests of a replica on a day; each call of a test has days of its own. */
const replicaOn = async (day: string) => {
  const keys = keysByDay(ballotKeysIn(await sharedDatabase()), () => onDay(day));
  return { digest: createBallotDigest(keys), prune: () => keys.prune() };
};

describe("the digest of a ballot", () => {
  it("is the same in one process, and no other's", async () => {
    const [one, other] = [createBallotDigest(keysInMemory()), createBallotDigest(keysInMemory())];
    const ballot = ballotOn("2026-02-03");
    expect(await one(ballot)).toBe(await one(ballot));
    expect(await one({ ...ballot, userId: "1200000000000000078" })).not.toBe(await one(ballot));
    expect(await other(ballot)).not.toBe(await one(ballot));
  });

  it("is the same in all replicas, for a reply of the last days", async () => {
    const [one, other] = [await replicaOn("2031-01-09"), await replicaOn("2031-01-10")];
    for (const ballot of [ballotOn("2031-01-04"), ballotOn("2031-01-09")])
      expect(await one.digest(ballot)).toBe(await other.digest(ballot));
  });

  it("is a replica's own for other replies: old ones, those of tomorrow, and those without a day", async () => {
    const [one, other] = [await replicaOn("2032-01-09"), await replicaOn("2032-01-09")];
    const ballots = [ballotOn("2032-01-01"), ballotOn("2032-01-10")];
    for (const ballot of [...ballots, { userId: MEMBER, messageId: "local-1" }]) {
      expect(await one.digest(ballot)).toBe(await one.digest(ballot));
      expect(await one.digest(ballot)).not.toBe(await other.digest(ballot));
    }
  });

  it("has a key that is deleted after the last days", async () => {
    const database = await sharedDatabase();
    const first = await replicaOn("2039-01-01");
    const ballot = ballotOn("2039-01-01");
    const before = await first.digest(ballot);
    await (await replicaOn("2039-01-08")).prune();
    expect(await database.query(KEYS, ["2039-01-01"])).toHaveLength(1);
    await (await replicaOn("2039-01-09")).prune();
    expect(await database.query(KEYS, ["2039-01-01"])).toEqual([]);
    expect(await (await replicaOn("2039-01-01")).digest(ballot)).not.toBe(before);
  });
});

it("a second vote by another replica replaces the first, and the counts of both add up", async () => {
  const database = await sharedDatabase();
  const collection = CollectionId.parse(freshCollection());
  const replica = () => {
    const records = openDatabaseRecords({ database, collections: async () => [collection] });
    const store = openFeedback({
      records,
      days: 90,
      keepsQuestions: false,
      log: createLog("silent"),
    });
    onTestFinished(() => store.close());
    return { records, store, feedback: store.for(collection) };
  };
  const [one, two] = [replica(), replica()];
  const ballot = { userId: MEMBER, messageId: snowflake(Date.now()) };
  await one.feedback.vote({ passageIds: [PASSAGE], verdict: "down", ballot });
  await two.feedback.vote({ passageIds: [PASSAGE], verdict: "up", ballot });
  for (const { feedback, store } of [one, two]) {
    feedback.shown([PASSAGE]);
    await store.flush();
  }
  await two.records.prune("2000-01-01");
  const { entries } = await one.records.read(collection);
  expect(entries.filter(({ kind }) => kind === "vote")).toMatchObject([{ verdict: "up" }]);
  expect(entries.filter(({ kind }) => kind === "shown")).toMatchObject([
    { times: { [PASSAGE]: 2 } },
  ]);
});
