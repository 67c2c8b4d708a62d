/** @module Records of feedback in files: one journal of all collections, which share its bounds. */

import type { CollectionId } from "../collection/collections.ts";
import { keysInMemory } from "./ballots.ts";
import { appendRecords, readDigests, readRecords, rewriteRecords } from "./journal.ts";
import { openPins, readPins } from "./pins.ts";
import { lastDigest, MOST_BYTES, pruneRecords } from "./pruning.ts";
import type { Days, ForgetOptions, Forgotten, RecordStore } from "./record-store.ts";
import type { DigestRecord, FeedbackRecord } from "./records.ts";

/** Opens the records in a folder, which need not exist yet. Each rewriting deletes lines that can't be read. */
export const openFileRecords = (dir: string): RecordStore => ({
  location: `${dir} (FEEDBACK_DIR)`,
  ballots: keysInMemory(),
  append: async (records) => (await appendRecords(dir, records)) > MOST_BYTES,
  read: async (collection, days) => {
    const { entries, damaged } = await readRecords(dir);
    return { entries: entries.filter((one) => isOf(one, collection, days)), damaged };
  },
  async count() {
    const { entries, damaged } = await readRecords(dir);
    return { records: entries.length, damaged, damagedPins: (await readPins(dir)).damaged };
  },
  prune: async (since) =>
    (await rewriteRecords(dir, (records) => pruneRecords(records, since))).damaged,
  forget: (options) => forgetIn(dir, options),
  async replace(collection, records) {
    await rewriteRecords(dir, (all) => [
      ...all.filter((one) => !isOf(one, collection)),
      ...records,
    ]);
  },
  digest: async (collection) => digestOf(await readDigests(dir), collection),
  changeDigest: (collection, change) => changeDigestIn(dir, collection, change),
  pins: (collection) => openPins(dir, collection),
});

const isOf = (record: FeedbackRecord, collection: CollectionId, days?: Days): boolean =>
  record.collection === collection &&
  (days === undefined || (record.day >= days.from && record.day <= days.until));

async function forgetIn(dir: string, { before, questionsOnly }: ForgetOptions): Promise<Forgotten> {
  let [deleted, left] = [0, 0];
  const { damaged } = await rewriteRecords(dir, (all) => {
    const kept = all.filter(
      ({ kind, day }) =>
        kind === "digest" ||
        (before !== undefined && day >= before) ||
        (questionsOnly && kind !== "question"),
    );
    deleted = all.length - kept.length;
    left = kept.filter(({ kind }) => kind !== "digest").length;
    return kept;
  });
  return { deleted: deleted + damaged, left };
}

async function changeDigestIn(
  dir: string,
  collection: CollectionId,
  change: (last: DigestRecord | undefined) => DigestRecord | undefined,
): Promise<boolean> {
  let next: DigestRecord | undefined;
  await rewriteRecords(dir, (all) => {
    next = change(digestOf(all, collection));
    const isOther = (one: FeedbackRecord): boolean =>
      one.kind !== "digest" || one.collection !== collection;
    return next ? [...all.filter(isOther), next] : all;
  });
  return next !== undefined;
}

const digestOf = (
  records: readonly FeedbackRecord[],
  collection: CollectionId,
): DigestRecord | undefined => lastDigest(records.filter((one) => one.collection === collection));
