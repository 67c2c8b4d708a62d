/** @module `report` and `forget`, as an operator runs them. */

import { join } from "node:path";
import { expect, it } from "vitest";
import { DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
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
  const store = await openFeedback({ dir: env.FEEDBACK_DIR, days: 90, keepsQuestions: true, log });
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
  await store.close();

  const { stdout } = await footnote(["report", "--days", "7"], { env });
  expect(stdout).toMatch(/ 1 {2}The harbour \(harbour\.md\), votes 0 up, 2 down/);
  expect(stdout).toContain(`2  ${id}  The harbour > `);
  expect(stdout).toContain("0 up, 2 down: outdated 2");
  expect(stdout).toMatch(
    /nothing \(3\), by .*\n {7}2 {2}Shi.*ps \(last[^]*lighthouse[^]* 1 {2}near no heading.*\n +Can I rent a/,
  );
  expect(stdout).not.toContain("\u001B");
  const [report] = jsonLines(await footnote(["report", "--json"], { env }));
  expect(report).toMatchObject({
    votes: { up: 0, down: 2 },
    documents: [{ path: "harbour.md", shown: 1 }],
    disliked: [{ id, reasons: { outdated: 2 } }],
    unanswered: { questions: 3 },
    damaged: 0,
  });

  expect(await footnote(["forget"], { env })).toMatchObject({ code: 2, stdout: "" });
  const questions = await footnote(["forget", "--all", "--questions"], { env });
  expect(questions.stdout).toBe("3 records deleted, 3 left.\n");
  expect((await footnote(["forget", "--all"], { env })).stdout).toBe(
    "3 records deleted, 0 left.\n",
  );
});
