/** @module Documents read in a process of its own: what it gives, and what becomes of one that is too much for it. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { openFolder } from "../../../src/sources/folder.ts";
import { openReader, type ReaderOptions } from "../../../src/build/reader/bounded.ts";
import type { DocumentReader } from "../../../src/intake/reader.ts";
import { type Model, openModel } from "../../../src/model/model.ts";
import { loadTokenCounter, type TokenCounter } from "../../../src/model/session.ts";
import { markdownDocument } from "../../support/blocks.ts";
import { docxOf, paragraph } from "../../support/docx.ts";
import { faultOf } from "../../support/fault.ts";
import { column, pdfOf } from "../../support/pdf.ts";
import { folderWith } from "../../support/temporary.ts";
import { TINY } from "../../support/tiny-model.ts";

const BOUNDS = { cpuSeconds: 60, megabytes: 1_000, wallSeconds: 600 };
const TEXT = "The harbour opens at six.";
const PAGE = `<h1>Hours</h1><p>${TEXT}</p>`;

let model: Model;
let counter: TokenCounter;
let shared: DocumentReader;
beforeAll(async () => {
  model = await openModel(inject("modelsDir"), TINY);
  counter = await loadTokenCounter(model);
  shared = openReader({ embedder: { ...counter, model }, bounds: BOUNDS });
});
afterAll(() => shared.close());

const readerOf = (reader: DocumentReader) => async (name: string, content: string | Uint8Array) =>
  reader.read(await openFolder(await folderWith({ [name]: content })).read(name));

/** A reader with a process of its own. */
function open(options: Partial<Omit<ReaderOptions, "bounds">> & { bounds?: object }) {
  const bounds = { ...BOUNDS, ...options.bounds };
  const reader = openReader({ embedder: { ...counter, model }, ...options, bounds });
  onTestFinished(reader.close);
  return readerOf(reader);
}

/** The same without a process: an embedder without a folder is known to this one alone. */
async function readHere(name: string, content: string | Uint8Array) {
  const { modelsDir: _folder, ...known } = model;
  return readerOf(openReader({ embedder: { ...counter, model: known } }))(name, content);
}

test("reads every kind as this process does, file after file", async () => {
  const read = readerOf(shared);
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ["a.md", `---\ntitle: T\n---\n\n# Hours\n\n${TEXT} <!-- note --> It closes at dusk.`],
    ["a.mdx", `import a from "a";\n\n${TEXT}`],
    ["a.txt", TEXT],
    ["a.html", PAGE],
    ["a.pdf", pdfOf([column(TEXT)])],
    ["a.docx", docxOf([paragraph(TEXT)])],
    ["draft.md", `---\ndraft: true\n---\n\n${TEXT}`],
  ];
  for (const [name, content] of files)
    expect(await read(name, content)).toEqual(await readHere(name, content));
});

test("reads Markdown of any form as this process does", async () => {
  const read = readerOf(shared);
  await fc.assert(
    fc.asyncProperty(markdownDocument, async ({ text }) => {
      const [own, other] = await Promise.allSettled([readHere("a.md", text), read("a.md", text)]);
      expect(other).toEqual(own);
    }),
    { numRuns: 20 },
  );
});

test.each([
  ["a.md", "---\ntitle: [\n---\n\nText.", "front matter cannot be read"],
  ["a.md", "# Heading alone", "no paragraph that could be quoted"],
  ["a.pdf", "<p>word", "no PDF"],
  ["a.html", "<p>…", "there is no text in it"],
])("says why nothing can be quoted from %s", async (name, content, reason) => {
  expect(await faultOf(() => readerOf(shared)(name, content))).toContain(reason);
});

test("refuses a document of too many passages, with their count; one of very many paragraphs before it is parsed", async () => {
  const read = open({ maxPassages: 10, bounds: { cpuSeconds: 5 } });
  const paragraphs = Array.from({ length: 11 }, (_, at) => `# H${at}\n\nText ${at}.`).join("\n\n");
  expect(await faultOf(() => read("a.md", paragraphs))).toMatch(
    /^Expected at most 10 passages in a document; found 11\. .*MAX_PASSAGES/,
  );
  expect(await faultOf(() => read("a.md", "a\n\n".repeat(3_000_000)))).toMatch(
    /^Expected at most 200 paragraphs in a document; found 3000000/,
  );
  expect(await read("a.md", "a\r\n\r\n\r\n".repeat(9))).toHaveProperty("passages");
});

/** Each takes seconds and hundreds of megabytes. */
const BOMBS: readonly (readonly [string, string])[] = [
  ["a.html", "<p>word".repeat(700_000)],
  ["a.md", "# A\n\nb\n\n".repeat(200_000)],
  ["a.txt", "Aa bb cc dd.\n".repeat(700_000)],
];

test("refuses each of several for its processor time, and reads the next", async () => {
  const read = open({ bounds: { cpuSeconds: 0.4 } });
  for (const [name, content] of BOMBS)
    expect(await faultOf(() => read(name, content)), name).toMatch(
      /^Expected to read it in at most 0.4 s of processor time/,
    );
  expect(await read("a.txt", TEXT)).toMatchObject({ passages: [{ start: 0 }] });
});

test("refuses a document for its memory, and reads the next", async () => {
  const read = open({ bounds: { megabytes: 300 } });
  const [name, content] = BOMBS[0] ?? ["", ""];
  expect(await faultOf(() => read(name, content))).toContain("at most 300 MB of memory");
  expect(await read("a.txt", TEXT)).toMatchObject({ passages: [{ start: 0 }] });
});

test.skipIf(process.platform !== "linux")(
  "a process that stands still for a while refuses nothing",
  async () => {
    const read = readerOf(shared);
    const reading = read("a.html", PAGE.repeat(20_000));
    const child = await vi.waitUntil(readingChild, { timeout: 20_000 });
    process.kill(child, "SIGSTOP");
    await wait(300);
    process.kill(child, "SIGCONT");
    expect(await reading).toHaveProperty("passages");
  },
);

/** The process that reads, once it runs and those of earlier tests have ended. */
function readingChild(): number | undefined {
  const list = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8");
  const children = list.split(" ").filter((id) => id.trim() !== "");
  const reading = children.filter((id) => commandOf(id).includes("read.js"));
  return reading.length === 1 ? Number(reading[0]) : undefined;
}

/** Returns the command line of a process; empty if it has ended since it was listed. */
function commandOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** Loaded by the process that reads: once it listens, it is busy for ever, and says who it is. */
const BUSY = `import { writeSync } from "node:fs";
if (process.argv[1]?.endsWith("read.js"))
  process.on("newListener", (event) => {
    if (event === "message") setTimeout(() => { writeSync(2, "busy " + process.pid + "."); for (;;); }, 50);
  });`;
const BOUNDED_CHILD = new URL("../../../src/base/child/bounded-child.ts", import.meta.url).href;
const ASKING = `import { openBoundedChild } from ${JSON.stringify(BOUNDED_CHILD)};
process.stdin.once("data", () => process.exit(0));
const bounds = { cpuSeconds: 60, megabytes: 1000, wallSeconds: 600 };
const planning = { limits: { maxTokens: 224, maxCharacters: 1200 }, maxPassages: 10 };
const argument = { model: { name: "tiny", modelsDir: process.env.MODELS_DIR }, planning };
await openBoundedChild({ program: "read", argument, bounds }).ask({}).catch(() => {});`;

/** Whether a process runs; one that has ended but was not asked how, does not. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

test.each([
  ["is killed", (parent: ReturnType<typeof spawn>) => void parent.kill("SIGKILL")],
  ["ends by itself", (parent: ReturnType<typeof spawn>) => void parent.stdin?.write("end")],
])(
  "a busy process ends when the one that asked %s",
  async (_, end) => {
    const busy = `--import data:text/javascript,${encodeURIComponent(BUSY)}`;
    const parent = spawn(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", ASKING],
      {
        env: { ...process.env, MODELS_DIR: inject("modelsDir"), NODE_OPTIONS: busy },
        stdio: ["pipe", "ignore", "pipe"],
      },
    );
    onTestFinished(() => void parent.kill("SIGKILL"));
    let said = "";
    parent.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await vi.waitUntil(() => /busy \d+\./.test(said), { timeout: 40_000 });
    const child = Number(/busy (\d+)\./.exec(said)?.[1]);
    onTestFinished(() => {
      if (runs(child)) process.kill(child, "SIGKILL");
    });
    expect(runs(child)).toBe(true);
    const ended = once(parent, "exit");
    end(parent);
    await ended;
    while (runs(child)) await wait(50);
  },
  60_000,
);
