/** @module `npm run worker` as a process. */

import { expect, it } from "vitest";
import { runEntry } from "../support/terminal.ts";

it("ends with 2 and the remedy where there is no database", async () => {
  const { code, stdout, stderr } = await runEntry("bin/worker.cjs", [], {
    env: { DATABASE_URL: "" },
  });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("DATABASE_URL");
  expect(stderr).toContain("docs/WORKERS.md");
});
