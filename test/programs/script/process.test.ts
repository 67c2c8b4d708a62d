/** @module The script for others as a program: what it reads, prints and exits with. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { PROJECT } from "../../../src/base/project.ts";
import { answerOf, citedIn } from "../../support/cited.ts";
import { cutText } from "../../support/cutting.ts";
import { folderWith } from "../../support/temporary.ts";

const RULES = "# Rules\n\nNobody <!-- \u001b[31m not true --> speaks.\n";
const { document, passages } = cutText(RULES, "club/rules.md");
const ANSWER = JSON.stringify(answerOf(citedIn(document, passages)));
const ALTERED = ANSWER.replace("Nobody", "Somebody");

/** Runs the script in a folder with the rules, an answer, and an altered one. */
async function run(args: readonly string[], input = "") {
  const cwd = await folderWith({
    "documents/club/rules.md": RULES,
    "answer.json": `\uFEFF${ANSWER}`,
    "altered.json": ALTERED,
    "other.json": '{"answer": 1}',
  });
  const script = join(PROJECT, "docs/verify.mjs");
  const child = spawn(process.execPath, [script, ...args], { cwd, env: {} });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => void child.on("close", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, code };
}

const FILE = "documents/club/rules.md";

it("accepts an answer that holds, from a file and from standard input", async () => {
  const runs = [
    await run(["answer.json", "--folder", "documents"]),
    await run(["--file", FILE], ANSWER),
  ];
  for (const { code, stderr, stdout } of runs) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Holds: quotation 1, "club\/rules\.md", ID "[a-z2-7]{12}"\.\n/);
    expect(stdout).toContain("  excerpt: The excerpt is the text between the offsets.\n");
    expect(stdout).toContain('It replaces "<!-- \\u001b[31m not true -->".');
    expect(stdout).toMatch(/\n1 of 1 citations hold\.\n$/);
  }
});

it("refuses an answer that differs, and says in what", async () => {
  const plain = await run(["altered.json", "--folder", "documents"]);
  expect(plain.code).toBe(1);
  expect(plain.stdout).toContain("DOES NOT HOLD: quotation 1");
  expect(plain.stdout).toMatch(
    / {2}excerpt: The excerpt is another text\.\n0 of 1 citations hold\.\n$/,
  );
  const { code, stdout } = await run(["--json", "--file", FILE], ALTERED);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    holds: false,
    citations: [{ place: "quotation 1", path: "club/rules.md", holds: false }],
  });
});

it.each([
  ["no documents", ["answer.json"], ""],
  ["a file and a folder", ["answer.json", "--file", FILE, "--folder", "documents"], ""],
  ["two answers", ["answer.json", "answer.json", "--file", FILE], ""],
  ["an unknown option", ["answer.json", "--files", FILE], ""],
  ["a folder that is not there", ["answer.json", "--folder", "missing"], ""],
  ["a file that is not there", ["answer.json", "--file", "missing.md"], ""],
  ["an answer that is not there", ["missing.json", "--file", FILE], ""],
  ["other JSON", ["other.json", "--file", FILE], ""],
  ["no JSON", ["--file", FILE], "Holds"],
  ["nothing", ["--file", FILE], ""],
  ["an answer of more than 10 MB", ["--file", FILE], `${ANSWER}${" ".repeat(10_000_000)}`],
  [
    "JSON that is nested deeply",
    ["--file", FILE],
    `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`,
  ],
])("says that the call is wrong with %s", async (_, args, input) => {
  const { code, stdout, stderr } = await run(args, input);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^[^\n]{10,}\n$/);
  expect(stderr).not.toContain("    at ");
});

it("checks the citation of a verification, which has no excerpt, by its ID", async () => {
  const { citation } = citedIn(document, passages)[0] ?? {};
  const verified = JSON.stringify({ verdict: "holds", citation });
  const { code, stdout } = await run(["--file", FILE], verified);
  expect(stdout).toContain("Holds: quotation 1");
  expect(code).toBe(0);
  const other = JSON.stringify({ verdict: "holds", citation: { ...citation, id: "aaaaaaaaaaaa" } });
  expect((await run(["--file", FILE], other)).stdout).toContain("The ID is that of another path");
});

it("says how to call it", async () => {
  const { code, stdout } = await run(["--help"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^Usage: node/) });
});
