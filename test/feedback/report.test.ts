/** @module What feedback comes to, over a real library of two documents. */

import fc from "fast-check";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Entry } from "../../src/feedback/entry.ts";
import { groupByLikeness, middleOf } from "../../src/feedback/group.ts";
import { reportFeedback } from "../../src/feedback/report.ts";
import { openFeedback } from "../../src/feedback/store.ts";
import { MOST, tidy } from "../../src/feedback/tidy.ts";
import type { Library } from "../../src/collection/library.ts";
import { createLog } from "../../src/base/log.ts";
import { normalise } from "../../src/model/vector.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, type Place, placeWith } from "../support/library.ts";
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
  return { place, library, dir, store, idOf };
}

const reportOf = (dir: string, library: Library, { embedder }: Place) =>
  reportFeedback({ dir, days: 90, library, embedder });

const ballot = (messageId: string) => ({ userId: "1200000000000000077", messageId });

describe("the report", () => {
  it("tells documents by use, passages voted down with reasons, and what was asked in vain", async () => {
    const { place, library, dir, store, idOf } = await scene();
    const [hours, ships, trees] = await Promise.all(["Hours", "Ships", "Trees"].map(idOf));
    if (!hours || !ships || !trees) throw new Error("expected three passages");
    store.shown([hours, ships]);
    store.shown([hours, trees]);
    await store.vote({ passageIds: [hours], verdict: "up", ballot: ballot("1") });
    for (const [message, reason] of [
      ["2", "outdated"],
      ["3", "outdated"],
      ["4", undefined],
    ] as const)
      await store.vote({
        passageIds: [ships, trees],
        verdict: "down",
        ...(reason && { reason }),
        ballot: ballot(message),
      });
    for (const question of [
      "Where is the lighthouse?",
      "where is the LIGHTHOUSE?",
      "Lighthouse: where?",
      "Who owns these goats?",
    ])
      await store.unanswered(question);
    await store.close();

    const report = await reportOf(dir, library, place);
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
    expect(report.unanswered).toMatchObject({ questions: 4, leftOut: 0 });
    expect(report.unanswered.groups.map(({ asked, questions }) => [asked, questions])).toEqual([
      [3, ["Lighthouse: where?", "where is the LIGHTHOUSE?"]],
      [1, ["Who owns these goats?"]],
    ]);
  });

  it("knows of passages that are gone, and of IDs that never were", async () => {
    const { place, library, dir, store, idOf } = await scene();
    const trees = await idOf("Trees");
    await store.vote({ passageIds: [trees, "zzzzzzzzzzzz"], verdict: "down", ballot: ballot("1") });
    await writeFiles(place.seedsDir, {
      "orchard.md":
        "# Goats\n\nThe goats have eaten all that stood in the orchard, the fence too.\n",
    });
    await buildAt(place);
    await library.refresh();
    const { disliked } = await reportOf(dir, library, place);
    expect(disliked).toEqual([
      expect.objectContaining({ id: trees, status: "gone", path: "orchard.md", down: 1 }),
      expect.objectContaining({ id: "zzzzzzzzzzzz", status: "unknown", path: null, down: 1 }),
    ]);
  });

  it("is empty where nothing was kept, and looks no further back than asked", async () => {
    const { place, library, dir } = await scene();
    const [nothing, old] = [
      await temporaryFolder(),
      { kind: "question", day: "2020-01-01", text: "Old?" },
    ];
    await writeFile(join(dir, "feedback.jsonl"), `${JSON.stringify(old)}\nbroken\n`);
    const empty = { votes: { up: 0, down: 0 }, documents: [], disliked: [] };
    expect(await reportOf(nothing, library, place)).toMatchObject({ ...empty, damaged: 0 });
    expect(await reportOf(dir, library, place)).toMatchObject({
      ...empty,
      unanswered: { questions: 0, groups: [], leftOut: 0 },
      damaged: 1,
    });
  });
});

const day = fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-03");
const id = fc.constantFrom("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc");
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ kind: fc.constant("question" as const), day, text: fc.string() }),
  fc.record({
    kind: fc.constant("shown" as const),
    day,
    times: fc.dictionary(id, fc.integer({ min: 1, max: 9 })),
  }),
  fc.record({
    kind: fc.constant("vote" as const),
    day,
    ballot: fc.constantFrom("0", "1", "2").map((digit) => digit.repeat(32)),
    passages: fc.array(id),
    verdict: fc.constantFrom("up" as const, "down" as const),
  }),
);
const counts = (entries: readonly Entry[], since: string) =>
  entries.reduce(
    (sum, each) =>
      each.kind === "shown" && each.day >= since
        ? sum + Object.values(each.times).reduce((a, b) => a + b, 0)
        : sum,
    0,
  );

describe("tidying", () => {
  it("loses no count and no last vote, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(entry), day, (entries, since) => {
        const tidied = tidy(entries, since);
        expect(counts(tidied, since)).toBe(counts(entries, since));
        expect(tidied.every((each) => each.day >= since)).toBe(true);
        const votes = entries.filter((each) => each.kind === "vote" && each.day >= since);
        for (const last of new Map(
          votes.map((vote) => [vote.kind === "vote" && vote.ballot, vote]),
        ).values())
          expect(tidied).toContainEqual(last);
        expect(tidy(tidied, since)).toEqual(tidied);
      }),
    );
  });

  it("keeps no more than so many, the latest", () => {
    const questions = Array.from({ length: MOST.questions + 3 }, (_, at) => ({
      kind: "question" as const,
      day: "2026-01-01",
      text: `${at}`,
    }));
    const tidied = tidy(questions, "2026-01-01");
    expect(tidied).toHaveLength(MOST.questions);
    expect(tidied[0]).toMatchObject({ text: "3" });
  });
});

describe("grouping", () => {
  const vector = fc
    .array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 })
    .map(([a = 0, b = 0, c = 0, d = 0]) => normalise(Float32Array.of(a, b, c, d + 0.5)));
  const cosine = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
  const average = (vectors: readonly Float32Array[], a: readonly number[], b: readonly number[]) =>
    a
      .flatMap((x) => b.map((y) => cosine(vectors[x] ?? vector0, vectors[y] ?? vector0)))
      .reduce((sum, x) => sum + x, 0) /
    (a.length * b.length);
  const vector0 = new Float32Array(4);

  it("puts every row into one group, and leaves no two groups that are near enough", () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 12 }), (vectors) => {
        const groups = groupByLikeness(vectors, 0.5);
        expect(groups.flat().toSorted((a, b) => a - b)).toEqual(vectors.map((_, row) => row));
        for (const [at, a] of groups.entries()) {
          expect(a).toContain(middleOf(vectors, a));
          for (const b of groups.slice(at + 1))
            expect(average(vectors, a, b)).toBeLessThan(0.5 + 1e-6);
        }
      }),
    );
  });

  it("joins the like and not the unlike", () => {
    const rows = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0.9, 0.1, 0, 0],
      [0, 0, 1, 0],
      [1, 0.1, 0, 0],
    ];
    const vectors = rows.map((row) => normalise(Float32Array.from(row)));
    expect(groupByLikeness(vectors, 0.5)).toEqual([[0, 2, 4], [1], [3]]);
  });
});
