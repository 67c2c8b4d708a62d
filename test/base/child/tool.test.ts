/** @module A program of the machine: its bounds, its environment, and its end with all that it started. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { OutputTooLarge, runTool } from "../../../src/base/child/tool.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const shell = (script: string) => ({
  program: "/bin/sh",
  args: ["-c", script],
  environment: { OWN: "1" },
});
const limits = { outputBytes: 1_000, signal: new AbortController().signal };

/** Whether a process runs; one that has ended may be kept until its parent asks for its end. */
const isRunning = (pid: string): boolean => {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) Z /.test(readFileSync(file, "utf8"));
};

test("has only the environment that is given, and returns its end", async () => {
  const { code, output, complaint } = await runTool(
    shell('echo "$OWN$HOME$DISCORD_TOKEN"; echo bad >&2; exit 3'),
    limits,
  );
  expect([code, output.toString(), complaint]).toEqual([3, "1\n", "bad\n"]);
});

test("that writes too much is ended", async () => {
  await expect(runTool(shell("while :; do echo more; done"), limits)).rejects.toBeInstanceOf(
    OutputTooLarge,
  );
});

test.runIf(existsSync("/proc/self"))("is ended with the processes that it started", async () => {
  const file = join(await temporaryFolder(), "pid");
  const stop = new AbortController();
  const tool = shell(`/bin/sleep 60 & echo $! >${file}.next; /bin/mv ${file}.next ${file}; wait`);
  const ended = runTool(tool, { ...limits, signal: stop.signal }).catch((error: unknown) => error);
  while (!existsSync(file)) await sleep(10);
  const pid = readFileSync(file, "utf8").trim();
  expect(isRunning(pid)).toBe(true);
  const reason = new Error("stopped");
  stop.abort(reason);
  expect(await ended).toBe(reason);
  expect(isRunning(pid)).toBe(false);
});
