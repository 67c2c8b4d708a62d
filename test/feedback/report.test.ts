/** @module What feedback comes to, over a real library of two documents. */

import fc from "fast-check";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { groupQuestions } from "../../src/feedback/questions.ts";
import { dayOf, type FeedbackRecord, MOST, pruneRecords } from "../../src/feedback/records.ts";
import { reportFeedback } from "../../src/feedback/report.ts";
import { openFeedback } from "../../src/feedback/store.ts";
import { CollectionId, DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { createLog } from "../../src/base/log.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeWith } from "../support/library.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

async function scene() {
  const place = await placeWith({ "harbour.md": HARBOUR, "orchard.md": ORCHARD });
  await buildAt(place);
  const library = await openAt(place);
  const dir = await temporaryFolder();
  const log = createLog("silent");
  const store = await openFeedback({ dir, days: 90, keepsQuestions: true, log });
  onTestFinished(() => store.close());
  const idOf = async (heading: string): Promise<string> =>
    (await library.complete(heading, 1))[0]?.id ?? "";
  const feedback = store.for(library.id);
  return { place, library, dir, store, feedback, idOf };
}

const reportOf = (dir: string, library: Library) => reportFeedback({ dir, days: 90, library });

const OTHER = CollectionId.parse("other");
const ballot = (messageId: string) => ({ userId: "1200000000000000077", messageId });

describe("the report", () => {
  it("tells documents by use, passages voted down with reasons, and what was asked in vain", async () => {
    const { library, dir, store, feedback, idOf } = await scene();
    const [hours, ships, trees] = await Promise.all(["Hours", "Ships", "Trees"].map(idOf));
    if (!hours || !ships || !trees) throw new Error("expected three passages");
    feedback.shown([hours, ships]);
    feedback.shown([hours, trees]);
    await feedback.vote({ passageIds: [hours], verdict: "up", ballot: ballot("1") });
    for (const [message, reason] of [
      ["2", "outdated"],
      ["3", "outdated"],
      ["4", undefined],
    ] as const)
      await feedback.vote({
        passageIds: [ships, trees],
        verdict: "down",
        ...(reason && { reason }),
        ballot: ballot(message),
      });
    for (const [question, heading] of [
      ["Who owns these goats?", undefined],
      ["Who owns this?", undefined],
      ["Where is the lighthouse?", "Ships"],
      ["where is the LIGHTHOUSE?", "Ships"],
      ["Lighthouse: where?", "Ships"],
    ] as const)
      await feedback.unanswered(question, { heading });
    await store.close();

    const report = await reportOf(dir, library);
    expect(report.votes).toEqual({ up: 1, down: 3 });
    expect(report.documents).toEqual([
      { path: "harbour.md", title: "The harbour", shown: 3, up: 1, down: 3 },
      { path: "orchard.md", title: "The orchard", shown: 1, up: 0, down: 3 },
    ]);
    expect(report.disliked.map(({ id }) => id).toSorted()).toEqual([ships, trees].toSorted());
    expect(report.disliked).toContainEqual({
      id: ships,
      status: "current",
      path: "harbour.md",
      title: "The harbour",
      headings: expect.arrayContaining(["Ships"]),
      line: expect.any(Number),
      up: 0,
      down: 3,
      reasons: { elsewhere: 0, incomplete: 0, outdated: 2, other: 0 },
    });
    const last = report.until;
    expect(report.unanswered).toEqual({
      questions: 5,
      groups: [
        {
          heading: "Ships",
          asked: 3,
          last,
          questions: ["Lighthouse: where?", "where is the LIGHTHOUSE?"],
        },
        { heading: null, asked: 2, last, questions: ["Who owns this?", "Who owns these goats?"] },
      ],
    });
  });

  it("knows of passages that are gone, and of IDs that never were", async () => {
    const { place, library, dir, feedback, idOf } = await scene();
    const trees = await idOf("Trees");
    await feedback.vote({
      passageIds: [trees, "zzzzzzzzzzzz"],
      verdict: "down",
      ballot: ballot("1"),
    });
    await writeFiles(place.seedsDir, {
      "orchard.md":
        "# Goats\n\nThe goats have eaten all that stood in the orchard, the fence too.\n",
    });
    await buildAt(place);
    await library.refresh();
    const { disliked } = await reportOf(dir, library);
    expect(disliked).toEqual([
      expect.objectContaining({ id: trees, status: "gone", path: "orchard.md", down: 1 }),
      expect.objectContaining({ id: "zzzzzzzzzzzz", status: "unknown", path: null, down: 1 }),
    ]);
  });

  it("is of one collection; a record that names none is of the default one", async () => {
    const { library, dir, store, feedback, idOf } = await scene();
    const hours = await idOf("Hours");
    const other = store.for(OTHER);
    const old = { kind: "shown", day: dayOf(new Date()), times: { [hours]: 5 } };
    await appendFile(join(dir, "feedback.jsonl"), `${JSON.stringify(old)}\n`);
    for (const [keeper, verdict] of [
      [feedback, "up"],
      [other, "down"],
    ] as const) {
      keeper.shown([hours]);
      await keeper.vote({ passageIds: [hours], verdict, ballot: ballot(verdict) });
      await keeper.unanswered(`Who voted ${verdict}?`);
    }
    await store.close();
    const report = await reportOf(dir, library);
    expect(report.votes).toEqual({ up: 1, down: 0 });
    expect(report.documents).toMatchObject([{ path: "harbour.md", shown: 6 }]);
    expect(report.unanswered.questions).toBe(1);
    const theirs = await reportFeedback({ dir, days: 90, library: { ...library, id: OTHER } });
    expect(theirs).toMatchObject({ votes: { up: 0, down: 1 }, documents: [{ shown: 1 }] });
  });

  it("is empty where nothing was kept, and looks no further back than asked", async () => {
    const { library, dir } = await scene();
    const [nothing, old] = [
      await temporaryFolder(),
      { kind: "question", day: "2020-01-01", text: "Old?" },
    ];
    await writeFile(join(dir, "feedback.jsonl"), `${JSON.stringify(old)}\nbroken\n`);
    const empty = { votes: { up: 0, down: 0 }, documents: [], disliked: [] };
    expect(await reportOf(nothing, library)).toMatchObject({ ...empty, damaged: 0 });
    expect(await reportOf(dir, library)).toMatchObject({
      ...empty,
      unanswered: { questions: 0, groups: [] },
      damaged: 1,
    });
  });
});

const day = fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-03");
const id = fc.constantFrom("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc");
const COLLECTIONS = ["rules", "guides"].map((name) => CollectionId.parse(name));
const collection = fc.constantFrom(...COLLECTIONS);
const record: fc.Arbitrary<FeedbackRecord> = fc.oneof(
  fc.record({ kind: fc.constant("question" as const), day, collection, text: fc.string() }),
  fc.record({
    kind: fc.constant("shown" as const),
    day,
    collection,
    times: fc.dictionary(id, fc.integer({ min: 1, max: 9 })),
  }),
  fc.record({
    kind: fc.constant("vote" as const),
    day,
    collection,
    ballot: fc.constantFrom("0", "1", "2").map((digit) => digit.repeat(32)),
    passages: fc.array(id),
    verdict: fc.constantFrom("up" as const, "down" as const),
  }),
);
const counts = (records: readonly FeedbackRecord[], since: string) =>
  records.reduce(
    (sum, each) =>
      each.kind === "shown" && each.day >= since
        ? sum + Object.values(each.times).reduce((a, b) => a + b, 0)
        : sum,
    0,
  );

describe("tidying", () => {
  it("loses no count and no last vote, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(record), day, (entries, since) => {
        const tidied = pruneRecords(entries, since);
        for (const collection of COLLECTIONS) {
          const isOf = (one: FeedbackRecord): boolean => one.collection === collection;
          expect(counts(tidied.filter(isOf), since)).toBe(counts(entries.filter(isOf), since));
        }
        expect(tidied.every((each) => each.day >= since)).toBe(true);
        const votes = entries.filter((each) => each.kind === "vote" && each.day >= since);
        for (const last of new Map(
          votes.map((vote) => [vote.kind === "vote" && vote.ballot, vote]),
        ).values())
          expect(tidied).toContainEqual(last);
        expect(pruneRecords(tidied, since)).toEqual(tidied);
      }),
    );
  });

  it("keeps no more than so many, the latest", () => {
    const questions = Array.from({ length: MOST.questions + 3 }, (_, at) => ({
      kind: "question" as const,
      day: "2026-01-01",
      collection: DEFAULT_COLLECTION,
      text: `${at}`,
    }));
    const tidied = pruneRecords(questions, "2026-01-01");
    expect(tidied).toHaveLength(MOST.questions);
    expect(tidied[0]).toMatchObject({ text: "3" });
  });
});

describe("grouping", () => {
  const question = (text: string, day: string, heading?: string) =>
    ({
      kind: "question",
      day,
      collection: DEFAULT_COLLECTION,
      text,
      ...(heading === undefined ? {} : { heading }),
    }) as const;

  it("puts the heading asked near most often first, and what is near none last", () => {
    const groups = groupQuestions([
      question("Who?", "2026-01-01"),
      question("When?", "2026-01-03", "Hours"),
      question("Where?", "2026-01-02", "Ships"),
      question("What?", "2026-01-01"),
      question("How long?", "2026-01-02", "Ships"),
      question("Why?", "2026-01-01"),
    ]);
    expect(groups.map(({ heading, asked, last }) => [heading, asked, last])).toEqual([
      ["Ships", 2, "2026-01-02"],
      ["Hours", 1, "2026-01-03"],
      [null, 3, "2026-01-01"],
    ]);
  });
});
