/** @module `report` and `forget`, as an operator runs them. */

import { join } from "node:path";
import { expect, it } from "vitest";
import { DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { openPins } from "../../src/feedback/pins.ts";
import { openFeedback } from "../../src/feedback/store.ts";
import { createLog } from "../../src/base/log.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { footnote, jsonLines } from "../support/terminal.ts";

const vote = (id: string, messageId: string) =>
  ({
    passageIds: [id],
    verdict: "down",
    reason: "outdated",
    ballot: { userId: "1200000000000000777", messageId },
  }) as const;

it("tells what members need, and deletes it", { timeout: 120_000 }, async () => {
  const env = {
    SEEDS_DIR: await folderWith({ "harbour.md": HARBOUR, "orchard.md": ORCHARD }),
    INDEX_DIR: await temporaryFolder(),
    FEEDBACK_DIR: join(await temporaryFolder(), "feedback"),
  };
  await footnote(["index"], { env });
  const empty = await footnote(["report"], { env });
  expect(empty).toMatchObject({ code: 0, stderr: "" });
  expect(empty.stdout).toMatch(
    /0 votes up, 0 down[^]*none[^]*none[^]*none[^]*KEEP_UNANSWERED=true/,
  );

  const asked = await footnote(["ask", "--json", "When does the harbour open?"], { env });
  const id = /"id":"([a-z2-7]{12})"/.exec(asked.stdout)?.[1] ?? "";
  const log = createLog("silent");
  const store = openFeedback({
    records: openFileRecords(env.FEEDBACK_DIR),
    days: 90,
    keepsQuestions: true,
    log,
  });
  const feedback = store.for(DEFAULT_COLLECTION);
  feedback.shown([id]);
  await feedback.vote(vote(id, "1"));
  await feedback.vote(vote(id, "2"));
  for (const [question, heading] of [
    ["Is there a lighthouse?", "Shi\u001B[31mps"],
    ["where is the lighthouse", "Shi\u001B[31mps"],
    ["Can I rent a \u001B[31mbicycle?", undefined],
  ] as const)
    await feedback.unanswered(question, { heading });
  await feedback.unanswered("opening hours \u001B[31mplease", { passage: id, isPost: true });
  for (const event of ["spoke", "spoke", "silent", "removed", "person"] as const)
    feedback.note(event);
  await store.close();
  const pins = openPins(env.FEEDBACK_DIR, DEFAULT_COLLECTION);
  const pin = { question: "When is it open?", day: "2026-03-02" };
  await pins.add({ ...pin, id: "a", passage: id });
  await pins.add({ ...pin, id: "b", passage: "zzzzzzzzzzzz" });

  const { stdout } = await footnote(["report", "--days", "7"], { env });
  expect(stdout).toMatch(/ 1 {2}The harbour \(harbour\.md\), votes 0 up, 2 down/);
  expect(stdout).toContain(`2  ${id}  The harbour > `);
  expect(stdout).toContain("0 up, 2 down: outdated 2");
  expect(stdout).toMatch(
    /not answered \(4\), by .*\n {7}2 {2}Shi.*ps \(last[^]*lighthouse[^]* 1 {2}near no section.*\n +Can I rent a/,
  );
  expect(stdout).toMatch(/ 1 {2}The harbour > Hours \(last [\d-]+, 1 as posts\)\n +opening hours/);
  expect(stdout).toMatch(/2 answered, 1 not answered, 0 not searched\n +1 answers removed \(50 %/);
  expect(stdout).toMatch(/not answered, by the nearest section\n {7}1 {2}The harbour > Hours\n/);
  expect(stdout).toContain("1 passed on, 0 marked as answered");
  expect(stdout).toMatch(
    /no longer shown\n {2}b {2}When is it open\?\n +its passage is gone: zzzz/,
  );
  expect(stdout).not.toContain("\u001B");
  const [report] = jsonLines(await footnote(["report", "--json"], { env }));
  expect(report).toMatchObject({
    votes: { up: 0, down: 2 },
    documents: [{ path: "harbour.md", shown: 1 }],
    disliked: [{ id, reasons: { outdated: 2 } }],
    unanswered: { questions: 4, posts: 1 },
    posts: { answered: 2, silent: 1, removed: 1, removedShare: 0.5, sections: [{ silent: 1 }] },
    people: { asked: 1, answered: 0 },
    brokenPins: [{ id: "b", why: "gone", status: "unknown" }],
    damaged: 0,
  });

  expect(await footnote(["forget"], { env })).toMatchObject({ code: 2, stdout: "" });
  const questions = await footnote(["forget", "--all", "--questions"], { env });
  expect(questions.stdout).toBe("4 records deleted, 5 left. Pins stay (2); /pins removes them.\n");
  expect((await footnote(["forget", "--all"], { env })).stdout).toBe(
    "5 records deleted, 0 left. Pins stay (2); /pins removes them.\n",
  );
});
