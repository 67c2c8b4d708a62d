/** @module The process that takes texts out: what it gives, and what becomes of a file that is too much for it. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { type ExtractionLimits, openExtractor } from "../../../src/corpus/extraction/extractor.ts";
import { readHtml } from "../../../src/corpus/html/html.ts";
import { faultOf } from "../../support/fault.ts";

function open(limits?: ExtractionLimits) {
  const extractor = openExtractor(limits);
  onTestFinished(extractor.close);
  return extractor;
}
const PAGE = Buffer.from("<h1>Hours</h1><p>The harbour opens at six.</p>");

test("gives what the reader gives, file after file", async () => {
  const { extract } = open();
  expect(await extract("a.html", PAGE)).toEqual(await readHtml(PAGE));
  expect(await faultOf(() => extract("a.pdf", PAGE))).toContain("no PDF");
  expect(await faultOf(() => extract("a.html", Buffer.from("<p>…")))).toBe(
    "there is no text in it",
  );
  expect(await extract("a.htm", PAGE)).toEqual(await readHtml(PAGE));
});

test("a file that takes too long is refused, and the next is read", async () => {
  const long = Buffer.from("<p>word".repeat(700_000));
  const limits = { milliseconds: 100, megabytes: 1_000 };
  expect(await faultOf(() => open(limits).extract("a.html", long))).toContain("took longer than");
  expect((await open().extract("a.html", PAGE)).text).toContain("six");
});

test("a file that takes too much memory is refused, and the next is read", async () => {
  const { extract } = open({ milliseconds: 60_000, megabytes: 60 });
  const large = Buffer.from("<p>word".repeat(700_000));
  expect(await faultOf(() => extract("a.html", large))).toContain("want of memory");
  expect((await extract("a.html", PAGE)).text).toContain("six");
});

/** Loaded by the process that reads: once it listens, it is busy for ever, and says who it is. */
const BUSY = `import { writeSync } from "node:fs";
if (process.argv[1]?.endsWith("extract.js"))
  process.on("newListener", (event) => {
    if (event === "message") setTimeout(() => { writeSync(2, "busy " + process.pid + "."); for (;;); }, 50);
  });`;
const ASKING = `import { openExtractor } from "./src/corpus/extraction/extractor.ts";
process.stdin.once("data", () => process.exit(0));
await openExtractor().extract("a.html", Buffer.from("<p>word"));`;

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
      { env: { ...process.env, NODE_OPTIONS: busy }, stdio: ["pipe", "ignore", "pipe"] },
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
