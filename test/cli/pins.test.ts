/** @module Pins at the terminal: the answer, their evaluation, the doctor, and the deletion of feedback. */

import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_COLLECTION } from "../../src/collection/collections.ts";
import { openPins } from "../../src/feedback/pins.ts";
import { pinOf } from "../contract/pins.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { footnote } from "../support/terminal.ts";

const QUESTION = "Where shall large vessels stay before arrival?";

async function prepared() {
  const folder = await temporaryFolder();
  const env = {
    SEEDS_DIR: await folderWith({ "a.md": HARBOUR, "b.md": ORCHARD }),
    INDEX_DIR: join(folder, "index"),
    FEEDBACK_DIR: join(folder, "feedback"),
  };
  const call = (...args: string[]) => footnote(args, { env });
  await call("index");
  const { stdout } = await call(
    "ask",
    "Nobody may pick fruit before the feast",
    "--always",
    "--json",
  );
  const found: unknown = JSON.parse(stdout);
  const [, passage = ""] = /"id":"([a-z2-7]{12})"/.exec(JSON.stringify(found)) ?? [];
  const pins = openPins(env.FEEDBACK_DIR, DEFAULT_COLLECTION);
  return { call, folder, file: join(env.FEEDBACK_DIR, "pins.jsonl"), passage, pins };
}

describe("pins at the terminal", { timeout: 60_000 }, () => {
  it("are shown by ask, measured by eval, and leave the exact ranking alone", async () => {
    const { call, folder, passage, pins } = await prepared();
    const exact = await call("ask", QUESTION, "--always", "--json");
    await pins.add(pinOf(1, { question: QUESTION, passage }));
    const shown = await call("ask", QUESTION);
    expect(shown.stdout).toContain("Chosen by the moderators");
    const json: unknown = JSON.parse((await call("ask", QUESTION, "--top", "1", "--json")).stdout);
    expect(json).toMatchObject({
      outcome: "found",
      confidence: null,
      answers: [{ rank: 1, isPinned: true, citation: { id: passage } }],
    });
    expect((await call("ask", QUESTION, "--always", "--json")).stdout).toBe(exact.stdout);
    const questions = join(folder, "questions.jsonl");
    await writeFile(questions, `${JSON.stringify({ question: QUESTION, gold: ["the pilot"] })}\n`);
    const measured = await call("eval", questions, "--pins", "--json");
    expect(JSON.parse(measured.stdout)).toMatchObject({
      pins: 1,
      first: { with: 1 },
      questions: 1,
      falseMatches: [{ question: QUESTION, shown: passage }],
    });
    const read = await call("eval", "--pins");
    expect(read).toMatchObject({ code: 0, stderr: "" });
    expect(read.stdout).toMatch(/pins +1\nfirst +1 of them, without pins [01] /);
    expect(await call("eval")).toMatchObject({ code: 2, stderr: expect.stringMatching(/--pins/) });
  });

  it("are checked by the doctor, and stay when feedback is deleted", async () => {
    const { call, file, passage, pins } = await prepared();
    expect((await call("doctor")).stdout).not.toMatch(/pins/);
    await pins.add(pinOf(1, { question: QUESTION, passage }));
    expect((await call("doctor")).stdout).toMatch(/ok +pins +1 pin, all used/);
    await pins.add(pinOf(2, { question: "Who rings?", passage: "a".repeat(12) }));
    await appendFile(file, '{"id":');
    const { stdout } = await call("doctor");
    expect(stdout).toMatch(/warning +feedback [^\n]*1 pin can't be read/);
    expect(stdout).toMatch(/Who rings\? \(its passage a{12} is gone\)/);
    const forgotten = await call("forget", "--all");
    expect(forgotten.stdout).toBe(
      "0 records deleted, 0 left. Pins stay (2); /pins removes them.\n",
    );
    expect(await pins.list()).toHaveLength(2);
  });
});
