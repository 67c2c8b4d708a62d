/** @module The records that are kept: counts, bounds, and fairness between collections. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMUNITY_EVENTS } from "../../src/base/observation.ts";
import { CollectionId, DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { journalText } from "../../src/base/journal.ts";
import { MOST, MOST_A_DAY, MOST_BYTES, pruneRecords } from "../../src/feedback/pruning.ts";
import { type CountRecord, type FeedbackRecord } from "../../src/feedback/records.ts";

const DAYS = ["2026-01-01", "2026-01-02", "2026-01-03"] as const;
const day = fc.constantFrom(...DAYS);
const id = fc.constantFrom("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc");
const COLLECTIONS = ["rules", "guides"].map((name) => CollectionId.parse(name));
const collection = fc.constantFrom(...COLLECTIONS);
const count = fc.integer({ min: 1, max: 9 });
const record: fc.Arbitrary<FeedbackRecord> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("question" as const),
      day,
      collection,
      text: fc.string(),
      passage: id,
      from: fc.constant("post" as const),
    },
    { requiredKeys: ["kind", "day", "collection", "text"] },
  ),
  fc.record({
    kind: fc.constantFrom("shown" as const, "silent" as const),
    day,
    collection,
    times: fc.dictionary(id, count),
  }),
  fc.record({
    kind: fc.constant("events" as const),
    day,
    collection,
    times: fc.dictionary(fc.constantFrom(...COMMUNITY_EVENTS), count),
  }),
  fc.record({
    kind: fc.constant("vote" as const),
    day,
    collection,
    ballot: fc.constantFrom("0", "1", "2").map((digit) => digit.repeat(32)),
    passages: fc.array(id),
    verdict: fc.constantFrom("up" as const, "down" as const),
  }),
  fc.record({
    kind: fc.constant("digest" as const),
    day,
    collection,
    week: day,
    isDone: fc.boolean(),
  }),
);

/** The sum of each count, by kind, collection, day and name. */
function countsOf(records: readonly FeedbackRecord[], since: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of records)
    if ("times" in one && one.day >= since)
      for (const [name, times] of Object.entries(one.times)) {
        const key = [one.kind, one.collection, one.day, name].join(" ");
        counts[key] = (counts[key] ?? 0) + times;
      }
  return counts;
}

describe("pruning", () => {
  it("loses no count and no last vote, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(record), day, (entries, since) => {
        const pruned = pruneRecords(entries, since);
        expect(countsOf(pruned, since)).toEqual(countsOf(entries, since));
        expect(pruned.every((each) => each.kind === "digest" || each.day >= since)).toBe(true);
        const isQuestion = (each: FeedbackRecord): boolean =>
          each.kind === "question" && each.day >= since;
        expect(pruned.filter(isQuestion)).toHaveLength(entries.filter(isQuestion).length);
        const votes = entries.filter((each) => each.kind === "vote" && each.day >= since);
        for (const last of new Map(
          votes.map((vote) => [vote.kind === "vote" && vote.ballot, vote]),
        ).values())
          expect(pruned).toContainEqual(last);
        expect(pruneRecords(pruned, since)).toEqual(pruned);
      }),
    );
  });

  it("keeps the last mark of a weekly report of each collection, however old", () => {
    fc.assert(
      fc.property(fc.array(record), (entries) => {
        const pruned = pruneRecords(entries, "2027-01-01");
        const marks = COLLECTIONS.flatMap(
          (own) => entries.findLast((one) => one.kind === "digest" && one.collection === own) ?? [],
        );
        expect(pruned).toHaveLength(marks.length);
        expect(pruned).toEqual(expect.arrayContaining(marks));
      }),
    );
  });

  it("keeps no more than so many questions, the latest", () => {
    const questions = Array.from({ length: MOST.questions + 3 }, (_, at) => ({
      kind: "question" as const,
      day: "2026-01-01",
      collection: DEFAULT_COLLECTION,
      text: `${at}`,
    }));
    const pruned = pruneRecords(questions, "2026-01-01");
    expect(pruned).toHaveLength(MOST.questions);
    expect(pruned[0]).toMatchObject({ text: "3" });
  });
});

/** An ID of a passage for each number. */
const idAt = (at: number): string =>
  at
    .toString(32)
    .padStart(12, "0")
    .replace(/[0189]/g, (digit) => "wxyz".charAt("0189".indexOf(digit)));

const dayAt = (at: number): string =>
  new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);

/** Counts of many passages on each of some days. */
function busy(
  kind: "shown" | "silent",
  name: string,
  { days, passages }: { readonly days: number; readonly passages: number },
): CountRecord[] {
  const times = Object.fromEntries(
    Array.from({ length: passages }, (_, n) => [idAt(n), n + 1] as const),
  );
  const collection = CollectionId.parse(name);
  return Array.from({ length: days }, (_, at) => ({ kind, day: dayAt(at), collection, times }));
}

const ofCollection = (records: readonly FeedbackRecord[], name: string): FeedbackRecord[] =>
  records.filter((one) => one.collection === name);

describe("the bounds of counts", () => {
  it("are shared fairly: a busy collection loses its oldest days, a quiet one nothing", () => {
    const quiet = busy("silent", "quiet", { days: 5, passages: 20 });
    const records = [...quiet, ...busy("silent", "busy", { days: 60, passages: 900 })];
    const pruned = pruneRecords(records, "2026-01-01");
    expect(ofCollection(pruned, "quiet")).toHaveLength(quiet.length);
    expect(countsOf(ofCollection(pruned, "quiet"), "")).toEqual(countsOf(quiet, ""));
    const left = ofCollection(pruned, "busy");
    expect(left.length).toBeGreaterThan(30);
    expect(left.length).toBeLessThan(60);
    expect(left.at(-1)?.day).toBe(dayAt(59));
    expect(Object.keys(countsOf(pruned, "")).length).toBeLessThan(MOST.silent);
    expect(pruneRecords(pruned, "2026-01-01")).toEqual(pruned);
  });

  it("keep the greatest counts of a day", () => {
    const [pruned] = pruneRecords(busy("shown", "one", { days: 1, passages: MOST_A_DAY + 7 }), "");
    const times = pruned && "times" in pruned ? pruned.times : {};
    expect(Object.keys(times)).toHaveLength(MOST_A_DAY);
    expect(Math.min(...Object.values(times))).toBe(8);
  });

  it("leave each of a thousand collections some of its last day", () => {
    const records = Array.from({ length: 1_000 }, (_, at) =>
      busy("silent", `c${at}`, { days: 2, passages: 60 }),
    ).flat();
    const pruned = pruneRecords(records, "2026-01-01");
    expect(new Set(pruned.map((one) => one.collection)).size).toBe(1_000);
    expect(new Set(pruned.map((one) => one.day))).toEqual(new Set([dayAt(1)]));
  });

  it("keep the largest store below the size at which it is pruned at once", () => {
    const name = "c".repeat(64);
    const own = { collection: CollectionId.parse(name), day: "2026-01-01" };
    const passages = Array.from({ length: 10 }, (_, n) => idAt(n));
    const records: FeedbackRecord[] = [
      ...Array.from({ length: MOST.votes + 9 }, (_, at) => ({
        ...own,
        kind: "vote" as const,
        ballot: at.toString(16).padStart(32, "0"),
        passages,
        verdict: "down" as const,
        reason: "incomplete" as const,
      })),
      ...Array.from({ length: MOST.questions + 9 }, () => ({
        ...own,
        kind: "question" as const,
        text: "東".repeat(300),
        heading: "東".repeat(200),
        passage: idAt(1),
        from: "post" as const,
      })),
      ...busy("shown", name, { days: 366, passages: MOST_A_DAY }),
      ...busy("shown", "d".repeat(64), { days: 366, passages: MOST_A_DAY }),
      ...busy("silent", name, { days: 60, passages: MOST_A_DAY }),
      ...Array.from({ length: 30 }, (_, one) =>
        Array.from({ length: 366 }, (_day, at) => ({
          kind: "events" as const,
          day: dayAt(at),
          collection: CollectionId.parse(`${"c".repeat(60)}${one}`),
          times: Object.fromEntries(COMMUNITY_EVENTS.map((event) => [event, 99_999] as const)),
        })),
      ).flat(),
    ];
    const pruned = pruneRecords(records, "2026-01-01");
    expect(Buffer.byteLength(journalText(pruned))).toBeLessThan(MOST_BYTES);
  });
});
