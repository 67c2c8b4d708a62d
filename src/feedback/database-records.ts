/** @module Records of feedback in a database: rows of one collection each, whose bounds hold for each collection. */

import { parseJournal } from "../base/journal.ts";
import type { CollectionId } from "../collection/collections.ts";
import { ballotKeysIn } from "../storage/postgres/ballot-keys.ts";
import type { Database } from "../storage/postgres/database.ts";
import { isErased } from "../storage/postgres/guild-lock.ts";
import { type HeldLine, type Line, linesOf } from "../storage/postgres/lines.ts";
import { keysByDay } from "./ballots.ts";
import { openDatabasePins } from "./database-pins.ts";
import { byCollection, lastDigest, MOST_BYTES, pruneRecords } from "./pruning.ts";
import type { RecordStore } from "./record-store.ts";
import { type DigestRecord, FeedbackRecord } from "./records.ts";

export interface DatabasePlace {
  readonly database: Database;
  /** Lists the collections to count, to prune and to delete from. */
  readonly collections: () => Promise<readonly CollectionId[]>;
}

const ALL_DAYS = { from: "0001-01-01", until: "9999-12-31" };

/** Opens the records in a database. A row that can't be read may be of a newer version: it stays until its day is too old. */
export function openDatabaseRecords({ database, collections }: DatabasePlace): RecordStore {
  const isGrown = createGrowth();
  const linesIn = (collection: CollectionId) => linesOf(database, collection);
  const read: RecordStore["read"] = async (collection, { from, until } = ALL_DAYS) => {
    const rows = await linesIn(collection).read(from, until);
    return parseJournal(rows.map(({ record }) => record).join("\n"), FeedbackRecord);
  };
  return {
    location: "the database",
    ballots: keysByDay(ballotKeysIn(database)),
    read,
    async append(records) {
      const grown: boolean[] = [];
      for (const [collection, own] of byCollection(records)) {
        // Counts are written a minute later: those of a server that was forgotten meanwhile would stay for ever.
        if (await isErased(database, collection)) continue;
        const lines = own.map(lineOf);
        await linesIn(collection).add(lines);
        grown.push(isGrown(collection, lines));
      }
      return grown.includes(true);
    },
    async count() {
      let [records, damaged] = [0, 0];
      for (const collection of await collections()) {
        const own = await read(collection);
        records += own.entries.length;
        damaged += own.damaged;
      }
      return { records, damaged, damagedPins: 0 };
    },
    async prune(since, signal) {
      let damaged = 0;
      for (const collection of await collections()) {
        if (signal?.aborted) break;
        damaged += await pruneOne(database, collection, since);
      }
      return damaged;
    },
    async forget({ before = null, questionsOnly }) {
      let [deleted, left] = [0, 0];
      for (const collection of await collections()) {
        const lines = linesIn(collection);
        deleted += await lines.forget(before, questionsOnly ? "question" : null);
        left += await lines.count();
      }
      return { deleted, left };
    },
    replace: (collection, records) => replaceOne(database, collection, records),
    digest: async (collection) => digestOf(await linesIn(collection).digest()),
    async changeDigest(collection, change) {
      const lines = linesIn(collection);
      // It ends as soon as no other process replaces the mark meanwhile.
      for (;;) {
        const last = await lines.digest();
        const next = change(digestOf(last));
        if (!next) return false;
        if (await lines.swapDigest(last, lineOf(next))) return true;
      }
    },
    pins: (collection) => openDatabasePins(database, collection),
  };
}

const lineOf = (record: FeedbackRecord): Line => ({
  kind: record.kind,
  day: record.day,
  record: JSON.stringify(record),
});

const digestOf = (line: string | undefined): DigestRecord | undefined =>
  lastDigest(parseJournal(line ?? "", FeedbackRecord).entries);

/** Returns a function that checks whether a collection has grown by more than the bound since it last said so. */
function createGrowth(): (collection: CollectionId, lines: readonly Line[]) => boolean {
  const added = new Map<CollectionId, number>();
  return (collection, lines) => {
    const size = lines.reduce((sum, { record }) => sum + record.length, added.get(collection) ?? 0);
    const isGrown = size > MOST_BYTES;
    added.set(collection, isGrown ? 0 : size);
    return isGrown;
  };
}

/** Prunes a collection. The rows are held, so that a second process waits, and then finds none of those that were replaced. */
const pruneOne = (database: Database, collection: CollectionId, since: string): Promise<number> =>
  database.transaction(async (session) => {
    const lines = linesOf(session, collection);
    await lines.dropOld(since);
    const rows = await lines.hold();
    const read = rows.flatMap(readRow);
    const { dropped, added } = changeOf(
      read,
      pruneRecords(
        read.map(({ record }) => record),
        since,
      ),
    );
    if (dropped.length > 0) await lines.drop(dropped);
    if (added.length > 0) await lines.add(added);
    return rows.length - read.length;
  });

interface ReadRow {
  readonly id: string;
  readonly record: FeedbackRecord;
}

const readRow = ({ id, record }: HeldLine): ReadRow[] =>
  parseJournal(record, FeedbackRecord).entries.map((entry) => ({ id, record: entry }));

/** Returns the rows to delete and the lines to add, so that the kept records remain; of equal rows the latest stay. */
function changeOf(rows: readonly ReadRow[], kept: readonly FeedbackRecord[]) {
  const missing = new Map<string, Line[]>();
  for (const line of kept.map(lineOf)) {
    const equal = missing.get(line.record) ?? [];
    equal.push(line);
    missing.set(line.record, equal);
  }
  const dropped = rows
    .toReversed()
    .filter(({ record }) => missing.get(JSON.stringify(record))?.pop() === undefined);
  return { dropped: dropped.map(({ id }) => id), added: [...missing.values()].flat() };
}

/** Replaces the records of a collection; of the marks of reports, which may be several in a file, the last counts. */
const replaceOne = (
  database: Database,
  collection: CollectionId,
  records: readonly FeedbackRecord[],
): Promise<void> =>
  database.transaction(async (session) => {
    const lines = linesOf(session, collection);
    const mark = lastDigest(records);
    const kept = records.filter((record) => record.kind !== "digest" || record === mark);
    await lines.dropAll();
    if (kept.length > 0) await lines.add(kept.map(lineOf));
  });
