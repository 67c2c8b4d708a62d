import { spawnSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";
import { footnote, footnoteProcess, jsonLines, runEntry } from "../support/terminal.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll } from "vitest";

const Citation = z.object({
  id: z.string(),
  document: z.string(),
  path: z.string(),
  of: z.literal("file"),
  start: z.number(),
  end: z.number(),
  startLine: z.number(),
  endLine: z.number(),
  sha256: z.string(),
  current: z.boolean(),
  headings: z.array(z.string()),
});
const Answer = z.object({
  question: z.string(),
  outcome: z.enum(["found", "unsure", "nothing"]),
  confidence: z.number().nullable(),
  answers: z.array(
    z.object({
      rank: z.number(),
      score: z.number(),
      excerpt: z.string(),
      highlight: z.object({ start: z.number(), end: z.number() }).nullable(),
      citation: Citation,
      alsoReportedIn: z.array(Citation),
      differsFrom: z.array(z.object({ citation: Citation, excerpt: z.string(), what: z.string() })),
    }),
  ),
  nearest: z.array(z.string()),
  notice: z.enum(["greeting", "language", "short"]).optional(),
});

const FILES = { "harbour.md": HARBOUR, "notes/orchard.md": ORCHARD };
const root = mkdtempSync(join(tmpdir(), "footnote-"));
const [seeds, index] = [join(root, "seeds"), join(root, "index")];
const folders = ["--seeds", seeds, "--index", index];

beforeAll(async () => {
  await writeFiles(seeds, FILES);
  const built = await footnote(["index", ...folders, "--json"]);
  expect(built).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

describe("footnote index", { timeout: 60_000 }, () => {
  it("prints what it did as JSON, and its progress elsewhere", async () => {
    const own = ["--seeds", seeds, "--index", await temporaryFolder()];
    const run = await footnote(["index", ...own, "--json"]);
    expect(jsonLines(run)).toEqual([
      expect.objectContaining({
        documents: 2,
        passages: 4,
        sentences: 4,
        embedded: 8,
        reused: 0,
        refused: [],
        generation: expect.stringMatching(/^[0-9a-f]{32}$/),
        examples: { kept: expect.arrayContaining([expect.any(String)]), refused: [] },
      }),
    ]);
    expect(run.stderr).toContain("Embedding texts: 8 of 8");
    const again = await footnote(["index", ...own]);
    expect(again.stdout).toContain("no document has changed");
  });

  it("fails with 1 where there is nothing to read, or a seed is refused under --strict", async () => {
    const missing = await footnote([
      "index",
      "--seeds",
      join(root, "nowhere"),
      "--index",
      await temporaryFolder(),
    ]);
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toMatch(
      /Expected a folder of documents at .*nowhere; found none\. Create it/,
    );
    const folder = await folderWith({ "a.md": HARBOUR, "b.md": "" });
    const strict = await footnote([
      "index",
      "--strict",
      "--seeds",
      folder,
      "--index",
      await temporaryFolder(),
    ]);
    expect(strict).toMatchObject({ code: 1, stdout: "" });
    expect(strict.stderr).toContain("b.md: it is empty");
  });

  it("goes back, stays there over a start, and purges, as told", { timeout: 180_000 }, async () => {
    const [own, indexDir] = [await folderWith({ "a.md": HARBOUR }), await temporaryFolder()];
    const at = ["--seeds", own, "--index", indexDir];
    expect((await footnote(["index", "--back", ...at])).stderr).toMatch(
      /no earlier index to switch to/,
    );
    await footnote(["index", ...at]);
    await writeFiles(own, { "b.md": ORCHARD });
    await footnote(["index", ...at]);
    const back = await footnote(["index", "--back", ...at]);
    expect(back.stdout).toMatch(
      /Switched to the previous index.*0 added, 0 changed, 1 removed[^]*1 document,/,
    );
    const started = await runEntry("bin/start.cjs", [], {
      env: { SEEDS_DIR: own, INDEX_DIR: indexDir },
    });
    expect(started.stderr).toContain("stays until you rebuild");
    expect(started.stdout).toContain("1 document.");
    const purged = await footnote(["index", "--purge", ...at]);
    expect(purged.stdout).toMatch(/1 added[^]*Every other index is deleted/);
    const wrong = await footnote(["index", "--back", "--purge", ...at]);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
  });

  it("says that the disk can't be written to", async (context) => {
    const disk = await temporaryFolder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", disk]);
    if (mounted.status !== 0) return context.skip("no right to mount a small disk here");
    try {
      const run = await footnote(["index", "--seeds", seeds, "--index", join(disk, "index")]);
      expect(run).toMatchObject({ code: 1, stdout: "" });
      expect(run.stderr).toMatch(
        /to write the index in .*found that this folder can't be created: no permission.*name another folder with --index/,
      );
    } finally {
      spawnSync("umount", [disk]);
    }
  });

  it("says that the disk is full, and leaves the index as it was", async (context) => {
    const disk = await temporaryFolder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=120k", "tmpfs", disk]);
    if (mounted.status !== 0) return context.skip("no right to mount a small disk here");
    try {
      const own = ["--seeds", seeds, "--index", join(disk, "index")];
      expect(await footnote(["index", ...own])).toMatchObject({ code: 0 });
      const before = await readFile(join(disk, "index", "current"), "utf8");
      const larger = await folderWith({ "a.md": `${HARBOUR}\n`.repeat(40), "b.md": ORCHARD });
      const full = await footnote(["index", "--seeds", larger, "--index", join(disk, "index")]);
      expect(full).toMatchObject({ code: 1 });
      expect(full.stderr).toMatch(/disk is full.*untouched/);
      expect(await readFile(join(disk, "index", "current"), "utf8")).toBe(before);
      expect(await footnote(["ask", "When does the harbour open?", ...own])).toMatchObject({
        code: 0,
      });
    } finally {
      spawnSync("umount", [disk]);
    }
  });
});

describe("footnote ask", { timeout: 60_000 }, () => {
  it("prints the answer as JSON, every quotation the slice of its file", async () => {
    const run = await footnote([
      "ask",
      "When does the harbour open?",
      "--json",
      "--top",
      "2",
      "--always",
      ...folders,
    ]);
    const answer = Answer.parse(jsonLines(run)[0]);
    expect(answer.answers).toHaveLength(2);
    for (const { excerpt, citation } of answer.answers) {
      const text = await readFile(join(seeds, citation.path), "utf8");
      expect(text.slice(citation.start, citation.end)).toBe(excerpt);
      expect(text.slice(0, citation.start).split("\n")).toHaveLength(citation.startLine);
    }
  });

  it("answers each line of standard input by a line, in order, and goes on after one that is no question", async () => {
    const input = "When does the harbour open?\nok\n\nHow many apple trees are there?";
    const run = await footnote(["ask", "--json", ...folders], { input });
    expect(run.code).toBe(0);
    expect(jsonLines(run)).toEqual([
      expect.objectContaining({ question: "When does the harbour open?" }),
      { question: "ok", error: expect.stringContaining("3 to 300 characters") },
      { question: "", error: expect.any(String) },
      expect.objectContaining({ question: "How many apple trees are there?" }),
    ]);
  });

  it("answers a greeting as such, with nothing else", async () => {
    const run = await footnote(["ask", "--json", "hi", ...folders]);
    expect(jsonLines(run)).toEqual([
      {
        question: "hi",
        language: "en",
        outcome: "nothing",
        confidence: 0,
        answers: [],
        nearest: [],
        notice: "greeting",
      },
    ]);
  });

  it("never builds: without an index it fails with 1 and says how to get one", async () => {
    const run = await footnote([
      "ask",
      "When?",
      "--seeds",
      seeds,
      "--index",
      await temporaryFolder(),
    ]);
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("npm run footnote -- index");
  });

  it.each([
    ["a question of two characters", ["ask", "ok", ...folders]],
    ["an unknown verb", ["answer"]],
    ["an unknown option", ["ask", "What?", "--loud"]],
    ["a number that is none", ["ask", "What?", "--top", "many"]],
    ["a missing argument", ["source"]],
  ])("fails with 2 on %s", async (_, args) => {
    const run = await footnote(args);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).not.toBe("");
  });

  it("ends the process with its exit code", async () => {
    const wrong = await footnoteProcess(["ask", "What?", "--loud"]);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("--loud");
  });

  it("draws the reply for a person, without colours where there is no terminal", async () => {
    const { stdout } = await footnote([
      "ask",
      "When does the harbour open?",
      "--always",
      ...folders,
    ]);
    expect(stdout).toContain("The harbour opens at six in the morning");
    expect(stdout).toContain("The harbour · line 5");
    expect(stdout).not.toContain("\u001B");
  });
});

describe("footnote source, verify, chat", { timeout: 60_000 }, () => {
  it("shows a source, and fails with 1 on an ID that is none", async () => {
    const asked = await footnote([
      "ask",
      "When does the harbour open?",
      "--json",
      "--always",
      ...folders,
    ]);
    const id = Answer.parse(jsonLines(asked)[0]).answers[0]?.citation.id ?? "";
    const found = await footnote(["source", id, "--json", ...folders]);
    expect(jsonLines(found)).toEqual([expect.objectContaining({ status: "found", id })]);
    expect((await footnote(["source", id, ...folders])).stdout).toMatch(
      new RegExp(`The harbour · line 5[^]*${id}[^]*SHA-256`),
    );
    const unknown = await footnote(["source", "@everyone", ...folders]);
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toContain("No passage has the ID");
  });

  it("verifies a sound index with 0, and one with a fault with 1", async () => {
    expect(await footnote(["verify", ...folders])).toMatchObject({ code: 0 });
    const own = await temporaryFolder();
    await footnote(["index", "--seeds", seeds, "--index", own]);
    const id = (await readFile(join(own, "current"), "utf8")).trim();
    await writeFile(join(own, "generations", id, "passages.jsonl"), "");
    const run = await footnote(["verify", "--json", "--seeds", seeds, "--index", own]);
    expect(run.code).toBe(1);
    expect(jsonLines(run)).toEqual([
      expect.objectContaining({ faults: [expect.stringContaining("passages.jsonl")] }),
    ]);
  });

  it("answers each line at the prompt and ends with its input", async () => {
    const input =
      "When does the harbour open?\n/source nothing\n/help\n/dance\n/rebuild\n/quit\nnot read";
    const { code, stdout } = await footnoteProcess(["chat", ...folders], { input });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /harbour opens[^]*No passage has the ID[^]*one of these:[^]*no command \/dance[^]*Index (?:updated|checked) in/,
    );
    expect(stdout).not.toContain("not read");
  });

  it.each([[[]], [["index"]], [["ask"]], [["source"]], [["verify"]], [["chat"]]])(
    "has help on %j",
    async (verb) => {
      const run = await footnote([...verb, "--help"]);
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(run.stdout).toContain("Usage: footnote");
    },
  );

  it("names the model's file that is missing, with 1", async () => {
    const run = await footnote(["ask", "What is there?", ...folders], {
      env: { MODELS_DIR: root },
    });
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toMatch(/footnote\.json.*missing/);
    await rm(join(root, "nothing"), { force: true });
  });
});
