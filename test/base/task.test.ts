/** @module What a task tells its parent. */

import { fork } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const PROGRAM = join(import.meta.dirname, "..", "support", "task-program.ts");

const Done = z.object({ type: z.literal("done"), result: z.array(z.string()) });

/** Performs a task; returns the number of paths that arrive before it ends, none if there is no result. */
const pathsTold = (paths: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const argument = JSON.stringify({ parent: process.pid, own: { paths } });
    const child = fork(PROGRAM, [argument], {
      execArgv: ["--import", "tsx"],
      serialization: "advanced",
    });
    let told: number | undefined;
    child.on("message", (message) => (told = Done.parse(message).result.length));
    child.on("error", reject);
    child.on("exit", () => resolve(told));
  });

test.each([1, 100_000])(
  "a result of %i paths arrives before the process ends, after Ctrl-C, too",
  async (paths) => {
    expect(await pathsTold(paths)).toBe(paths);
  },
);
