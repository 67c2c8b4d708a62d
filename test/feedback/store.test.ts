/** @module The store of feedback: what it keeps, what it never does, and what it outlives. */

import { existsSync } from "node:fs";
import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { CollectionId, DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { openDigestMarks } from "../../src/feedback/digest.ts";
import type { Vote } from "../../src/feedback/feedback.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { openFeedbackRecords } from "../../src/feedback/open.ts";
import { readRecords } from "../../src/feedback/journal.ts";
import { openFeedback, type StoreOptions } from "../../src/feedback/store.ts";
import { createLog } from "../../src/base/log.ts";
import { DatabaseFault } from "../../src/storage/database-fault.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";

const [ONE, TWO] = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"];
const ALICE = "1200000000000000077";
const BOB = "1200000000000000088";
const REPLY = "1300000000000000099";

const vote = (change: Partial<Vote> = {}): Vote => ({
  passageIds: [ONE, TWO],
  verdict: "up",
  ballot: { userId: ALICE, messageId: REPLY },
  ...change,
});

async function openAt(dir: string, change: Partial<StoreOptions> = {}) {
  const lines: string[] = [];
  const log = createLog("info", [], (line) => void lines.push(line));
  const store = openFeedback({
    records: openFileRecords(dir),
    days: 90,
    keepsQuestions: false,
    log,
    ...change,
  });
  onTestFinished(() => store.close());
  await store.flush();
  return { store, feedback: store.for(DEFAULT_COLLECTION), log: () => lines.join("") };
}

const textOf = (dir: string): Promise<string> => readFile(join(dir, "feedback.jsonl"), "utf8");
const on = (day: string) => () => new Date(`${day}T12:00:00Z`);
const modeOf = async (path: string): Promise<string> =>
  ((await stat(path)).mode & 0o777).toString(8);

describe("the store of feedback", () => {
  it("keeps one vote for each member and reply, the last", async () => {
    const dir = join(await temporaryFolder(), "feedback");
    const { feedback } = await openAt(dir);
    await feedback.vote(vote());
    await feedback.vote(vote({ verdict: "down", reason: "outdated" }));
    await feedback.vote(vote({ ballot: { userId: BOB, messageId: REPLY } }));
    await feedback.vote(vote({ ballot: { userId: ALICE, messageId: "1300000000000000100" } }));
    await openAt(dir);
    expect((await readRecords(dir)).entries).toEqual([
      expect.objectContaining({ verdict: "down", reason: "outdated", passages: [ONE, TWO] }),
      expect.objectContaining({ verdict: "up" }),
      expect.objectContaining({ verdict: "up" }),
    ]);
  });

  it("writes down neither who voted nor on which message, nor a mark that lasts", async () => {
    const dir = await temporaryFolder();
    const { feedback } = await openAt(dir);
    await feedback.vote(vote());
    const other = await openAt(dir);
    await other.feedback.vote(vote());
    const text = await textOf(dir);
    expect(text).not.toMatch(new RegExp(`${ALICE}|${REPLY}`));
    expect(new Set(text.match(/"ballot":"\w+"/g)).size).toBe(2);
    expect(text.match(/"day":"[^"]*"/g)).toEqual(
      Array(2).fill(expect.stringMatching(/"\d{4}-\d\d-\d\d"$/)),
    );
  });

  it("keeps no question unless told to, and then without anyone's ID", async () => {
    const dir = await temporaryFolder();
    await (await openAt(dir)).feedback.unanswered("Where is the key?");
    expect(await textOf(dir)).toBe("");
    const { feedback } = await openAt(dir, { keepsQuestions: true });
    expect(feedback.keepsQuestions).toBe(true);
    await feedback.unanswered(
      `Did <@${ALICE}> or <@!${BOB}> or ${ALICE}\nleave </ask:${REPLY}> here?`,
      { heading: "Keys" },
    );
    expect((await readRecords(dir)).entries).toEqual([
      {
        kind: "question",
        day: expect.any(String),
        collection: "default",
        text: "Did … or … or … leave … here?",
        heading: "Keys",
      },
    ]);
  });

  it("keeps the nearest passage of a question, and whether it was a post", async () => {
    const dir = await temporaryFolder();
    const { feedback } = await openAt(dir, { keepsQuestions: true });
    await feedback.unanswered("Where is the key?", { passage: ONE });
    await feedback.unanswered("keys anyone", { passage: "no ID", isPost: true });
    const [asked, posted] = (await readRecords(dir)).entries;
    expect(asked).toMatchObject({ kind: "question", passage: ONE });
    expect(asked).not.toHaveProperty("from");
    expect(posted).toMatchObject({ kind: "question", from: "post" });
    expect(posted).not.toHaveProperty("passage");
  });

  it.each([true, false])(
    "counts posts without a reply by the nearest passage, texts kept: %s",
    async (keepsQuestions) => {
      const dir = await temporaryFolder();
      const { store, feedback } = await openAt(dir, { keepsQuestions, now: on("2026-03-01") });
      for (const passage of [ONE, ONE, TWO, "no ID", undefined])
        await feedback.unanswered(`My secret garden, <@${ALICE}>`, { passage, isPost: true });
      await feedback.unanswered("Where is the key?", { passage: ONE });
      await store.close();
      expect((await readRecords(dir)).entries.filter(({ kind }) => kind !== "question")).toEqual([
        { kind: "silent", day: "2026-03-01", collection: "default", times: { [ONE]: 2, [TWO]: 1 } },
      ]);
      expect((await textOf(dir)).includes("secret garden")).toBe(keepsQuestions);
      expect(await textOf(dir)).not.toContain(ALICE);
    },
  );

  it("counts events by day and collection, and writes ten thousand of them as one line each", async () => {
    const dir = await temporaryFolder();
    const { store, feedback } = await openAt(dir, { now: on("2026-03-01") });
    for (let times = 0; times < 10_000; times += 1) feedback.note("skipped");
    feedback.note("spoke");
    store.for(CollectionId.parse("guides")).note("person");
    await store.close();
    expect((await readRecords(dir)).entries).toEqual([
      {
        kind: "events",
        day: "2026-03-01",
        collection: "default",
        times: { skipped: 10_000, spoke: 1 },
      },
      { kind: "events", day: "2026-03-01", collection: "guides", times: { person: 1 } },
    ]);
  });

  it("reads records of earlier versions, and passes over kinds and events that it does not know", async () => {
    const old = '{"kind":"question","day":"2026-03-01","text":"Where?","heading":"Keys"}';
    const day = '"day":"2026-03-01"';
    const dir = await folderWith({
      "feedback.jsonl": `${old}\n{"kind":"moods",${day}}\n{"kind":"events",${day},"times":{"Alice":1}}\n`,
    });
    expect(await readRecords(dir)).toEqual({
      entries: [
        {
          kind: "question",
          day: "2026-03-01",
          collection: "default",
          text: "Where?",
          heading: "Keys",
        },
      ],
      damaged: 2,
    });
  });

  it("counts what was shown by day and passage", async () => {
    const dir = await temporaryFolder();
    const first = await openAt(dir, { now: on("2026-03-01") });
    first.feedback.shown([ONE, TWO]);
    first.feedback.shown([ONE, "no ID"]);
    await first.store.close();
    const second = await openAt(dir, { now: on("2026-03-01") });
    second.feedback.shown([TWO, TWO]);
    await second.store.close();
    await openAt(dir, { now: on("2026-03-02") });
    expect((await readRecords(dir)).entries).toEqual([
      { kind: "shown", day: "2026-03-01", collection: "default", times: { [ONE]: 2, [TWO]: 2 } },
    ]);
  });

  it("drops what is older than it may be, when it opens", async () => {
    const dir = await temporaryFolder();
    const { feedback } = await openAt(dir, { now: on("2026-03-01") });
    await feedback.vote(vote());
    await openAt(dir, { days: 2, now: on("2026-03-02") });
    expect((await readRecords(dir)).entries).toHaveLength(1);
    await openAt(dir, { days: 2, now: on("2026-03-03") });
    expect(await textOf(dir)).toBe("");
  });

  it("passes over damaged lines, says how many, and loses no vote to one that was cut short", async () => {
    const dir = await folderWith({
      "feedback.jsonl": '\0\0\n{"kind":"vote"}\n[]\n{"kind":"question","day":"today","text":"x"}\n',
    });
    const opened = await openAt(dir);
    expect(opened.log()).toContain('"damaged":4');
    await appendFile(join(dir, "feedback.jsonl"), '{"kind":"vote","day":"2026');
    await opened.feedback.vote(vote());
    expect(await readRecords(dir)).toMatchObject({ entries: [{ verdict: "up" }], damaged: 1 });
  });

  it("is for its owner alone, and follows no link", async () => {
    const root = await temporaryFolder();
    const dir = join(root, "feedback");
    await (await openAt(dir)).feedback.vote(vote());
    expect(await modeOf(dir)).toBe("700");
    expect(await readdir(dir)).toEqual(["feedback.jsonl", "lock"]);
    for (const name of ["feedback.jsonl", "lock"])
      expect(await modeOf(join(dir, name))).toBe("600");
    const other = join(root, "other");
    await mkdir(other);
    await writeFile(join(root, "victim"), "precious");
    await symlink(join(root, "victim"), join(other, "lock"));
    expect((await openAt(other)).log()).toContain("ELOOP");
    expect(await readFile(join(root, "victim"), "utf8")).toBe("precious");
  });

  // Nobody can create a file there.
  const forbidden = "/proc/self";
  it.skipIf(!existsSync(forbidden))("says in one sentence that it can't be written", async () => {
    const { store, log } = await openAt(forbidden);
    await store.close();
    expect(log()).toMatch(
      /^[^\n]*"msg":"votes are not kept: [^ ]* \(FEEDBACK_DIR\) can't be written[^\n]*\n$/,
    );
    expect(log()).not.toContain("old feedback");
  });

  it("never rejects: what can't be written is a line in the log without what it was", async () => {
    const root = await folderWith({ file: "" });
    const { store, feedback, log } = await openAt(join(root, "file"), { keepsQuestions: true });
    await feedback.vote(vote());
    await feedback.unanswered("Where is the secret garden?");
    feedback.shown([ONE]);
    await store.close();
    expect(log().match(/"code":"\w+"/g)).toHaveLength(4);
    expect(log()).toMatch(
      /a vote could not be recorded[^]*a question could not be recorded[^]*counts could not be recorded/,
    );
    expect(log()).not.toMatch(/secret garden|aaaa|12000000/);
  });

  it("never rejects while a database fails, and says why", async () => {
    const fault = new DatabaseFault("lost", { expected: "an answer", found: "none", remedy: "" });
    const fail = () => Promise.reject(fault);
    const database = {
      query: fail,
      load: fail,
      script: fail,
      transaction: fail,
      counts: fail,
      close: fail,
    };
    const collections = async () => [DEFAULT_COLLECTION];
    const records = await openFeedbackRecords({ database, collections });
    const { store, feedback, log } = await openAt("", { records });
    await feedback.vote(vote());
    feedback.shown([ONE]);
    await store.close();
    expect(log()).toMatch(
      /found none[^]*old feedback[^]*found none[^]*a vote could not be recorded[^]*found none[^]*counts could not be recorded/,
    );
  });

  it.skipIf(process.getuid?.() === 0)("says so where the folder is not its own", async () => {
    const dir = await temporaryFolder();
    await chmod(dir, 0o500);
    expect((await openAt(dir)).log()).toContain("EACCES");
  });
});

describe("forgetting", () => {
  async function filled(): Promise<string> {
    const dir = await temporaryFolder();
    for (const day of ["2026-03-01", "2026-03-02"]) {
      const { store, feedback } = await openAt(dir, { keepsQuestions: true, now: on(day) });
      await feedback.vote(vote());
      await feedback.unanswered("Where is the key?");
      await store.close();
    }
    return dir;
  }
  const kept = async (dir: string): Promise<string[]> =>
    (await readRecords(dir)).entries.map(({ kind, day }) => `${kind} ${day}`).toSorted();

  it("deletes everything, or what is of before a day, or questions alone", async () => {
    const dir = await filled();
    expect(
      await openFileRecords(dir).forget({ before: "2026-03-02", questionsOnly: true }),
    ).toEqual({
      deleted: 1,
      left: 3,
    });
    expect(await kept(dir)).toEqual(["question 2026-03-02", "vote 2026-03-01", "vote 2026-03-02"]);
    expect(
      await openFileRecords(dir).forget({ before: "2026-03-02", questionsOnly: false }),
    ).toMatchObject({
      left: 2,
    });
    expect(await kept(dir)).toEqual(["question 2026-03-02", "vote 2026-03-02"]);
    expect(await openFileRecords(dir).forget({ questionsOnly: true })).toEqual({
      deleted: 1,
      left: 1,
    });
    expect(await openFileRecords(dir).forget({ questionsOnly: false })).toEqual({
      deleted: 1,
      left: 0,
    });
    expect(await textOf(dir)).toBe("");
  });

  it("deletes counts of events and posts too, and leaves the marks of weekly reports uncounted", async () => {
    const dir = await temporaryFolder();
    const { store, feedback } = await openAt(dir, { now: on("2026-03-01") });
    feedback.note("silent");
    await feedback.unanswered("Where is the key?", { passage: ONE, isPost: true });
    await store.close();
    const at = { week: "2026-02-23", day: "2026-03-01" };
    await openDigestMarks(openFileRecords(dir)).claim(DEFAULT_COLLECTION, at);
    expect(await openFileRecords(dir).forget({ questionsOnly: true })).toEqual({
      deleted: 0,
      left: 2,
    });
    expect(await openFileRecords(dir).forget({ questionsOnly: false })).toEqual({
      deleted: 2,
      left: 0,
    });
    expect(await openDigestMarks(openFileRecords(dir)).isDue(DEFAULT_COLLECTION, at)).toBe(false);
  });

  it("takes nothing from a bot that goes on adding", async () => {
    const dir = await temporaryFolder();
    const { feedback } = await openAt(dir);
    const adding = Array.from({ length: 40 }, (_, at) =>
      feedback.vote(vote({ ballot: { userId: ALICE, messageId: `${at}` } })),
    );
    const deleting = Array.from({ length: 5 }, () =>
      openFileRecords(dir).forget({ before: "2020-01-01", questionsOnly: false }),
    );
    await Promise.all([...adding, ...deleting]);
    expect((await readRecords(dir)).entries).toHaveLength(40);
  });
});
