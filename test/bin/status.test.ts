/** @module The line that is shown until there is other output: at a terminal only, and never beside it. */

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { PROJECT } from "../../src/base/config/config.ts";

/** Runs a script in a process whose standard error takes itself for a terminal, or does not. */
function run(script: string, isTTY: boolean) {
  const before = `
    Object.defineProperty(process.stderr, "isTTY", { value: ${isTTY} });
    const show = require("./bin/status.cjs").showStatus("Starting");
  `;
  const args = ["-e", before + script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: "utf8" });
  return { stdout, stderr: stderr.replaceAll("\r\u001B[K", "<") };
}

const SCRIPT = `show("Compiling"); console.log("out"); show("late"); console.error("err");`;

test("goes with the first output, whichever stream it is on", () => {
  expect(run(SCRIPT, true)).toEqual({ stdout: "out\n", stderr: "<Starting<Compiling<err\n" });
  expect(run(`console.error("err")`, true).stderr).toBe("<Starting<err\n");
});

test("goes with the end of the process", () => {
  expect(run("", true)).toEqual({ stdout: "", stderr: "<Starting<" });
});

test("is not shown without a terminal", () => {
  expect(run(SCRIPT, false)).toEqual({ stdout: "out\n", stderr: "err\n" });
});
