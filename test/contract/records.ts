/** @module The contract of stores of feedback records: order, days, bounds, deletion and marks, alike for every kind. */

import fc from "fast-check";
import { describe, expect, it, type TestContext } from "vitest";
import { CollectionId } from "../../src/collection/collections.ts";
import { openDigestMarks } from "../../src/feedback/digest.ts";
import { MOST } from "../../src/feedback/pruning.ts";
import type { RecordStore } from "../../src/feedback/record-store.ts";
import type {
  CountRecord,
  FeedbackRecord,
  QuestionRecord,
  VoteRecord,
} from "../../src/feedback/records.ts";
import { pinOf } from "./pins.ts";

/** An empty place for the records of two collections; each `open` is as of another process. */
export interface RecordScene {
  readonly collections: readonly [CollectionId, CollectionId];
  readonly open: () => Promise<RecordStore>;
  /** Adds a line of a kind that no version knows. */
  readonly damage: (collection: CollectionId, day: string) => Promise<void>;
}

const DAYS = ["2026-03-01", "2026-03-02", "2026-03-03"] as const;
const [FIRST, SECOND, THIRD] = DAYS;
const [ONE, TWO] = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"] as const;
const MONDAY = { week: "2026-03-02", day: "2026-03-02" };
const TUESDAY = { week: "2026-03-02", day: "2026-03-03" };

const question = (
  collection: CollectionId,
  day: string,
  text = "Where is the key?",
): QuestionRecord => ({ kind: "question", day, collection, text });
const vote = (
  collection: CollectionId,
  day: string,
  change: Partial<VoteRecord> = {},
): VoteRecord => ({
  kind: "vote",
  day,
  collection,
  ballot: "0".repeat(32),
  passages: [ONE, TWO],
  verdict: "up",
  ...change,
});
const shown = (
  collection: CollectionId,
  day: string,
  times: Readonly<Record<string, number>>,
): CountRecord => ({ kind: "shown", day, collection, times: { ...times } });

/** Describes a kind of store. */
export function describeRecords(
  kind: string,
  prepare: (context: TestContext) => Promise<RecordScene>,
): void {
  const opened = async (context: TestContext) => {
    const scene = await prepare(context);
    const [own, other] = scene.collections;
    return { ...scene, own, other, records: await scene.open() };
  };
  const entriesOf = async (records: RecordStore, collection: CollectionId) =>
    (await records.read(collection)).entries;

  describe(`records of the kind: ${kind}`, () => {
    it("has none at first", async (context) => {
      const { records, own } = await opened(context);
      expect(await records.read(own)).toEqual({ entries: [], damaged: 0 });
      expect(await records.count()).toEqual({ records: 0, damaged: 0, damagedPins: 0 });
      expect(await records.digest(own)).toBeUndefined();
    });

    it("reads the records of a collection in the order in which they were added", async (context) => {
      const { records, own, other, open } = await opened(context);
      const all = [
        vote(own, SECOND, { verdict: "down", reason: "other" }),
        question(other, FIRST),
        question(own, FIRST),
        shown(own, SECOND, { [ONE]: 2 }),
      ];
      expect(await records.append(all)).toBe(false);
      await records.append([vote(own, FIRST)]);
      const again = await open();
      expect(await entriesOf(again, own)).toEqual([all[0], all[2], all[3], vote(own, FIRST)]);
      expect(await entriesOf(again, other)).toEqual([all[1]]);
      expect(await again.count()).toMatchObject({ records: 5 });
    });

    it("reads any text as it was", async (context) => {
      const { records, own } = await opened(context);
      const texts = fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(texts, async (some) => {
          const all = some.map((text) => question(own, FIRST, text));
          await records.replace(own, all);
          expect(await entriesOf(records, own)).toEqual(all);
        }),
        { numRuns: 10 },
      );
    });

    it("reads some days, the first and the last included", async (context) => {
      const { records, own } = await opened(context);
      await records.append(DAYS.map((day) => question(own, day)));
      const read = async (from: string, until: string): Promise<string[]> =>
        (await records.read(own, { from, until })).entries.map(({ day }) => day);
      expect(await read(FIRST, SECOND)).toEqual([FIRST, SECOND]);
      expect(await read(THIRD, THIRD)).toEqual([THIRD]);
      expect(await read("2026-03-04", "2026-03-05")).toEqual([]);
    });

    it("keeps all that processes add at once", async (context) => {
      const { own, open } = await opened(context);
      const texts = Array.from({ length: 20 }, (_, at) => `question ${at}`);
      const add = async (text: string): Promise<boolean> =>
        (await open()).append([question(own, FIRST, text)]);
      await Promise.all(texts.map(add));
      const kept = await entriesOf(await open(), own);
      expect(
        kept.map((record) => (record.kind === "question" ? record.text : "")).toSorted(),
      ).toEqual(texts.toSorted());
    });

    it("counts lines that can't be read", async (context) => {
      const { records, own, damage } = await opened(context);
      await records.append([question(own, FIRST)]);
      await damage(own, FIRST);
      expect(await records.read(own)).toEqual({ entries: [question(own, FIRST)], damaged: 1 });
      expect(await records.count()).toEqual({ records: 1, damaged: 1, damagedPins: 0 });
      expect(await records.prune(FIRST)).toBe(1);
      await records.prune(SECOND);
      expect(await records.read(own)).toEqual({ entries: [], damaged: 0 });
    });

    it("replaces the records of one collection", async (context) => {
      const { records, own, other } = await opened(context);
      await records.append([question(own, FIRST), question(other, FIRST)]);
      const mark = { kind: "digest", collection: own, ...MONDAY, isDone: true } as const;
      const next = [mark, vote(own, THIRD), question(own, SECOND)];
      await records.replace(own, next);
      expect(await entriesOf(records, own)).toEqual(next);
      expect(await records.digest(own)).toEqual(mark);
      expect(await entriesOf(records, other)).toEqual([question(other, FIRST)]);
      await records.replace(own, []);
      expect(await entriesOf(records, own)).toEqual([]);
      expect(await records.digest(own)).toBeUndefined();
    });

    describe("pruned", () => {
      it("drops old records, adds up the counts of a day, and keeps the last vote of a ballot", async (context) => {
        const { records, own, other } = await opened(context);
        await records.append([
          question(own, FIRST),
          vote(own, SECOND),
          shown(own, SECOND, { [ONE]: 2 }),
          vote(own, SECOND, { ballot: "1".repeat(32) }),
          shown(own, SECOND, { [ONE]: 1, [TWO]: 4 }),
          question(own, SECOND),
          vote(own, THIRD, { verdict: "down" }),
          question(other, FIRST),
          shown(other, THIRD, { [ONE]: 1 }),
        ]);
        expect(await records.prune(SECOND)).toBe(0);
        const kept = await entriesOf(records, own);
        expect(kept.filter(({ kind: one }) => one === "shown")).toEqual([
          shown(own, SECOND, { [ONE]: 3, [TWO]: 4 }),
        ]);
        expect(kept.filter(({ kind: one }) => one !== "shown").toSorted(byKind)).toEqual([
          question(own, SECOND),
          vote(own, SECOND, { ballot: "1".repeat(32) }),
          vote(own, THIRD, { verdict: "down" }),
        ]);
        expect(await entriesOf(records, other)).toEqual([shown(other, THIRD, { [ONE]: 1 })]);
      });

      it("changes nothing the second time", async (context) => {
        const { records, own } = await opened(context);
        const twice = [question(own, FIRST), question(own, FIRST), vote(own, FIRST)];
        await records.append([...twice, shown(own, FIRST, { [TWO]: 1 }), ...twice]);
        await records.prune(FIRST);
        const first = await entriesOf(records, own);
        expect(first).toHaveLength(6);
        await records.prune(FIRST);
        expect(await entriesOf(records, own)).toEqual(first);
      });

      it("keeps the latest of too many, and those of others", async (context) => {
        const { records, own, other } = await opened(context);
        const texts = Array.from({ length: MOST.questions + 3 }, (_, at) => `question ${at % 7}`);
        await records.append([
          question(other, FIRST),
          ...texts.map((text) => question(own, FIRST, text)),
        ]);
        await records.prune(FIRST);
        const kept = await entriesOf(records, own);
        expect(kept.length).toBeGreaterThanOrEqual(MOST.questions - 1);
        expect(kept.length).toBeLessThanOrEqual(MOST.questions);
        expect(kept).toEqual(texts.slice(-kept.length).map((text) => question(own, FIRST, text)));
        expect(await entriesOf(records, other)).toEqual([question(other, FIRST)]);
      });

      it("counts nothing twice and loses nothing while others prune and add", async (context) => {
        const { own, open } = await opened(context);
        const [adding, pruning, other] = await Promise.all([open(), open(), open()]);
        const rounds = Array.from({ length: 5 }, (_, at) => [
          adding.append([shown(own, FIRST, { [ONE]: 1 }), question(own, FIRST, `question ${at}`)]),
          pruning.prune(FIRST),
          other.prune(FIRST),
        ]);
        await Promise.all(rounds.flat());
        const records = await open();
        await records.prune(FIRST);
        const kept = await entriesOf(records, own);
        expect(kept.filter(({ kind: one }) => one === "shown")).toEqual([
          shown(own, FIRST, { [ONE]: 5 }),
        ]);
        expect(kept.filter(({ kind: one }) => one === "question")).toHaveLength(5);
      });
    });

    describe("forgotten", () => {
      const filled = async (context: TestContext) => {
        const scene = await opened(context);
        const { records, own, other } = scene;
        await records.append([
          question(own, FIRST),
          vote(own, FIRST),
          question(own, SECOND),
          shown(other, SECOND, { [ONE]: 1 }),
        ]);
        await openDigestMarks(records).claim(own, MONDAY);
        return scene;
      };
      const kindsOf = async ({ records, own, other }: Awaited<ReturnType<typeof opened>>) =>
        [...(await entriesOf(records, own)), ...(await entriesOf(records, other))]
          .map(({ kind: one, day }) => `${one} ${day}`)
          .toSorted();
      const mark = `digest ${MONDAY.day}`;

      it("deletes everything but the marks", async (context) => {
        const scene = await filled(context);
        expect(await scene.records.forget({ questionsOnly: false })).toEqual({
          deleted: 4,
          left: 0,
        });
        expect(await kindsOf(scene)).toEqual([mark]);
      });

      it("deletes questions alone", async (context) => {
        const scene = await filled(context);
        expect(await scene.records.forget({ questionsOnly: true })).toEqual({
          deleted: 2,
          left: 2,
        });
        expect(await kindsOf(scene)).toEqual([mark, `shown ${SECOND}`, `vote ${FIRST}`]);
      });

      it("deletes records of before a day", async (context) => {
        const scene = await filled(context);
        expect(await scene.records.forget({ before: SECOND, questionsOnly: false })).toEqual({
          deleted: 2,
          left: 2,
        });
        expect(await kindsOf(scene)).toEqual([mark, `question ${SECOND}`, `shown ${SECOND}`]);
      });
    });

    describe("the marks of weekly reports", () => {
      it("let one process of many send a report", async (context) => {
        const { own, open } = await opened(context);
        const claimOf = async (at: typeof MONDAY): Promise<boolean[]> => {
          const processes = await Promise.all(Array.from({ length: 4 }, open));
          return Promise.all(processes.map((records) => openDigestMarks(records).claim(own, at)));
        };
        expect((await claimOf(MONDAY)).filter(Boolean)).toHaveLength(1);
        expect((await claimOf(MONDAY)).filter(Boolean)).toHaveLength(0);
        expect((await claimOf(TUESDAY)).filter(Boolean)).toHaveLength(1);
      });

      it("are of one collection, seen by other processes, and outlive pruning", async (context) => {
        const { records, own, other, open } = await opened(context);
        const marks = openDigestMarks(records);
        await marks.finish(own, MONDAY);
        await records.prune("2027-01-01");
        const there = openDigestMarks(await open());
        expect(await there.isDue(own, TUESDAY)).toBe(false);
        expect(await there.claim(own, TUESDAY)).toBe(false);
        expect(await there.claim(other, MONDAY)).toBe(true);
        expect(await there.isDue(own, TUESDAY)).toBe(false);
        expect(await there.isDue(own, { week: "2026-03-09", day: "2026-03-09" })).toBe(true);
      });
    });

    describe("pins", () => {
      it("are of one collection, and seen by other processes", async (context) => {
        const { own, other, open } = await opened(context);
        const [here, there] = [(await open()).pins(own), (await open()).pins(own)];
        await here.add(pinOf(1));
        await here.add(pinOf(2));
        expect(await there.list()).toEqual([pinOf(1), pinOf(2)]);
        await here.remove(pinOf(1).id);
        await here.add(pinOf(3));
        expect(await there.list()).toEqual([pinOf(2), pinOf(3)]);
        await here.replace([pinOf(2, { question: "Who may enter?" }), pinOf(3)]);
        expect(await there.list()).toEqual([pinOf(2, { question: "Who may enter?" }), pinOf(3)]);
        expect(await (await open()).pins(other).list()).toEqual([]);
      });

      it("stay when all records are deleted, and are no records", async (context) => {
        const { records, own } = await opened(context);
        await records.pins(own).add(pinOf(1));
        await records.append([question(own, FIRST)]);
        await records.forget({ questionsOnly: false });
        await records.prune("2027-01-01");
        await records.replace(own, []);
        expect(await records.pins(own).list()).toEqual([pinOf(1)]);
        expect(await records.count()).toMatchObject({ records: 0 });
      });
    });
  });
}

const byKind = (one: FeedbackRecord, other: FeedbackRecord): number =>
  one.kind.localeCompare(other.kind);
