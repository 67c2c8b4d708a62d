/** @module The bot under load, in the short form of `npm run load`. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { PROJECT } from "../../src/base/project.ts";

const Figures = z.array(z.object({ name: z.string(), value: z.number() }));

test("sends nothing that Discord would not take", { timeout: 1_800_000 }, async () => {
  const args = ["--expose-gc", "--import", "tsx", "bench/main.ts", "load", "--short", "--json"];
  const run = promisify(execFile)(process.execPath, args, { cwd: PROJECT, maxBuffer: 1e8 });
  const figures = Figures.parse(JSON.parse((await run).stdout));
  const refused = figures.filter(({ name }) => name.endsWith("what Discord would not take"));
  expect(refused.map(({ value }) => value)).toEqual([0, 0, 0]);
});
