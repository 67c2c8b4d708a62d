/** @module What feedback comes to, over a real library of two documents. */

import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { groupQuestions } from "../../src/feedback/questions.ts";
import { dayOf, type QuestionRecord } from "../../src/feedback/records.ts";
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
  const store = openFeedback({
    records: openFileRecords(dir),
    days: 90,
    keepsQuestions: true,
    log,
  });
  onTestFinished(() => store.close());
  const idOf = async (heading: string): Promise<string> =>
    (await library.complete(heading, 1))[0]?.id ?? "";
  const feedback = store.for(library.id);
  return { place, library, dir, store, feedback, idOf };
}

const reportOf = (dir: string, library: Library) =>
  reportFeedback({ records: openFileRecords(dir), days: 90, library });

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
      posts: 0,
      groups: [
        {
          heading: "Ships",
          section: null,
          asked: 3,
          posts: 0,
          last,
          questions: ["Lighthouse: where?", "where is the LIGHTHOUSE?"],
        },
        {
          heading: null,
          section: null,
          asked: 2,
          posts: 0,
          last,
          questions: ["Who owns this?", "Who owns these goats?"],
        },
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
    const theirs = await reportFeedback({
      records: openFileRecords(dir),
      days: 90,
      library: { ...library, id: OTHER },
    });
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

describe("the report on posts, people and pins", () => {
  const QUESTION = { heading: "an old name of the section" };

  it("groups questions by the present section of their passages, posts apart", async () => {
    const { place, library, dir, store, feedback, idOf } = await scene();
    const [ships, hours] = await Promise.all(["Ships", "Hours"].map(idOf));
    if (!ships || !hours) throw new Error("expected two passages");
    await feedback.unanswered("Where is the lighthouse?", { ...QUESTION, passage: ships });
    await feedback.unanswered("is there a lighthouse", { passage: ships, isPost: true });
    await feedback.unanswered("May I sail?", { passage: ships, isPost: true });
    await feedback.unanswered("When is lunch?", { passage: hours });
    await feedback.unanswered("Who are you?", { heading: "Ships", passage: "zzzzzzzzzzzz" });
    await store.close();
    await writeFiles(place.seedsDir, {
      "harbour.md": HARBOUR.replace("## Ships", "## Ships and boats"),
    });
    await buildAt(place);
    await library.refresh();
    const { unanswered, posts } = await reportOf(dir, library);
    expect(unanswered).toMatchObject({ questions: 5, posts: 2 });
    expect(unanswered.groups).toMatchObject([
      {
        heading: "Ships and boats",
        section: {
          status: "current",
          path: "harbour.md",
          headings: ["Ships and boats"],
        },
        asked: 1,
        posts: 2,
        questions: ["May I sail?", "is there a lighthouse", "Where is the lighthouse?"],
      },
      { heading: "Ships", section: null, asked: 1, posts: 0, questions: ["Who are you?"] },
      { heading: "Hours", section: { id: hours }, asked: 1, posts: 0 },
    ]);
    expect(posts.sections).toEqual([
      { silent: 2, section: expect.objectContaining({ title: "The harbour", id: ships }) },
    ]);
  });

  it("groups the passages of one section, also one whose text has changed since", async () => {
    const { place, library, dir, store, feedback, idOf } = await scene();
    const before = await idOf("Ships");
    await feedback.unanswered("Where is the pilot?", { passage: before });
    await feedback.unanswered("pilot?", { passage: before, isPost: true });
    await writeFiles(place.seedsDir, {
      "harbour.md": HARBOUR.replace("a red boat", "a blue boat"),
    });
    await buildAt(place);
    await library.refresh();
    const after = await idOf("Ships");
    expect(after).not.toBe(before);
    await feedback.unanswered("Is the boat red?", { passage: after, isPost: true });
    await store.close();
    const section = { id: after, status: "current", path: "harbour.md", headings: ["Ships"] };
    const { unanswered, posts } = await reportOf(dir, library);
    expect(unanswered.groups).toMatchObject([{ section, asked: 1, posts: 2 }]);
    expect(posts.sections).toMatchObject([{ section, silent: 2 }]);
  });

  it("counts events, and the share of the answers that were removed", async () => {
    const { library, dir, store, feedback } = await scene();
    const { posts: none } = await reportOf(dir, library);
    expect(none).toMatchObject({ answered: 0, removed: 0, removedShare: null, sections: [] });
    for (const event of ["spoke", "spoke", "spoke", "spoke", "silent", "removed"] as const)
      feedback.note(event);
    for (const event of ["skipped", "skipped", "person", "person", "settled"] as const)
      feedback.note(event);
    store.for(OTHER).note("person");
    await store.close();
    const { posts, people } = await reportOf(dir, library);
    expect(posts).toMatchObject({ answered: 4, silent: 1, skipped: 2, removed: 1 });
    expect(posts.removedShare).toBe(0.25);
    expect(people).toEqual({ asked: 2, answered: 1 });
  });

  it("names broken pins with the last place of their passages, and no others", async () => {
    const { place, library, dir, idOf } = await scene();
    const [trees, hours] = await Promise.all(["Trees", "Hours"].map(idOf));
    if (!trees || !hours) throw new Error("expected two passages");
    await writeFiles(place.seedsDir, { "orchard.md": "# Goats\n\nThe goats have eaten it all.\n" });
    await buildAt(place);
    await library.refresh();
    const pin = { question: "Which trees?", day: "2026-03-02" };
    const pins = async () => [
      { ...pin, id: "a", passage: trees, status: "gone" as const },
      { ...pin, id: "b", passage: hours, status: "active" as const },
      { ...pin, id: "c", passage: hours, status: "contradicted" as const },
    ];
    const { brokenPins } = await reportFeedback({
      records: openFileRecords(dir),
      days: 7,
      library: { ...library, pins },
    });
    expect(brokenPins).toMatchObject([
      {
        id: "a",
        why: "gone",
        status: "gone",
        path: "orchard.md",
        headings: ["Trees"],
      },
      { id: "c", why: "contradicted", status: "current", path: "harbour.md", passage: hours },
    ]);
  });
});

describe("grouping", () => {
  const question = (text: string, day: string, heading?: string): QuestionRecord => ({
    kind: "question",
    day,
    collection: DEFAULT_COLLECTION,
    text,
    ...(heading === undefined ? {} : { heading }),
  });
  const unlocated = () => Promise.reject(new Error("no passage was recorded"));

  it("puts the heading asked near most often first, and what is near none last", async () => {
    const records = [
      question("Who?", "2026-01-01"),
      question("When?", "2026-01-03", "Hours"),
      question("Where?", "2026-01-02", "Ships"),
      question("What?", "2026-01-01"),
      question("How long?", "2026-01-02", "Ships"),
      question("Why?", "2026-01-01"),
    ];
    const groups = await groupQuestions(records, unlocated);
    expect(groups.map(({ heading, asked, last }) => [heading, asked, last])).toEqual([
      ["Ships", 2, "2026-01-02"],
      ["Hours", 1, "2026-01-03"],
      [null, 3, "2026-01-01"],
    ]);
  });
});
