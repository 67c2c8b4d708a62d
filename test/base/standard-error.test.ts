/** @module What can't be written to standard error is dropped and counted, and nothing else is lost or put out of order. */

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { join } from "node:path";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { PROJECT } from "../../src/base/project.ts";
import { droppingSink, forwardStandardError } from "../../src/base/standard-error.ts";
import { runs } from "../support/runs.ts";

const ROOM = 64;

/** A reader with little room, which may go away and come back. */
function smallPipe() {
  let room = ROOM;
  let isOpen = true;
  const taken: Uint8Array[] = [];
  return {
    write: (bytes: Uint8Array): number => {
      if (!isOpen || room === 0) throw new Error(isOpen ? "EAGAIN" : "EPIPE");
      const part = bytes.slice(0, room);
      room -= part.length;
      taken.push(part);
      return part.length;
    },
    drain: (bytes: number) => void (room += bytes),
    open: (open: boolean) => void (isOpen = open),
    text: () => Buffer.concat(taken).toString("utf8"),
  };
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ line: fc.string({ maxLength: 2 * ROOM }) }) },
  { weight: 3, arbitrary: fc.record({ drain: fc.nat(2 * ROOM) }) },
  { weight: 1, arbitrary: fc.record({ open: fc.boolean() }) },
);

test("every line is written whole and in its place, or is counted by the notice that stands there", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const pipe = smallPipe();
      const { write, dropped } = droppingSink(pipe.write, (missing) => `missing ${missing}\n`);
      const sent: string[] = [];
      const send = (line: string): void => {
        sent.push(JSON.stringify(line));
        write(`${JSON.stringify(line)}\n`);
      };
      for (const one of steps) {
        if ("line" in one) send(one.line);
        else if ("drain" in one) pipe.drain(one.drain);
        else pipe.open(one.open);
      }
      pipe.open(true);
      pipe.drain(1e6);
      send("the last");
      let at = 0;
      let missing = 0;
      for (const line of pipe.text().trimEnd().split("\n")) {
        const gap = Number(/^missing (\d+)$/.exec(line)?.[1] ?? 0);
        if (gap === 0) expect(line).toBe(sent[at]);
        missing += gap;
        at += gap || 1;
      }
      expect(at).toBe(sent.length);
      expect(dropped()).toBe(missing);
    }),
    { numRuns: runs(1_000) },
  );
});

type Program = ChildProcessByStdio<null, Readable, Readable>;

/** Runs a program that has guarded its standard error, which is a socket, as a service's is under systemd. */
function guarded(program: string): Program {
  const guard = `import { guardStandardError } from "./standard-error.ts";
    const dropped = guardStandardError();`;
  const { outputFiles } = buildSync({
    stdin: { contents: guard + program, resolveDir: join(PROJECT, "src/base") },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const args = ["--input-type=module", "--eval", outputFiles[0]?.text ?? ""];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("a stalled reader holds no write up, nor the exit, even where a child has made the socket blocking", async () => {
  const child = guarded(`
    import { spawnSync } from "node:child_process";
    spawnSync("true", { stdio: ["ignore", "ignore", "inherit"] });
    for (let line = 0; line < 9_000; line += 1) console.error("x".repeat(99));
    process.on("SIGTERM", () => process.exit(7));
    process.stdout.write(String(dropped()));
    setInterval(() => {}, 1_000);`);
  const [dropped] = await once(child.stdout, "data");
  expect(Number(dropped)).toBeGreaterThan(1_000);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([7, null]);
});

test("the last lines before an exit are written", async () => {
  const child = guarded(`
    for (let line = 0; line < 100; line += 1) process.stderr.write(line + "\\n");
    process.exit(1);`);
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => (text += part));
  await once(child, "close");
  expect(text.trimEnd().split("\n")).toEqual(Array.from({ length: 100 }, (_, line) => `${line}`));
});

test("what a child writes to its standard error is passed on, and it ends though there is much of it", async () => {
  const written: Uint8Array[] = [];
  const write = vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    written.push(Buffer.from(chunk));
    return true;
  });
  const program = "process.stderr.write('x'.repeat(1e6))";
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "ignore", "pipe"] });
  forwardStandardError(child);
  expect(await once(child, "close")).toEqual([0, null]);
  write.mockRestore();
  expect(Buffer.concat(written)).toHaveLength(1e6);
});
