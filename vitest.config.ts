/**
 * @module The tests: what runs where, how long one may take, and how a run ends. `TEST_ALL=1` adds the slow ones, and the long
 * form of torture and fuzzing.
 */

import { defineConfig } from "vitest/config";

const MINUTE = 60_000;
const isLong = Boolean(process.env.TEST_ALL);

/** Files that change what the whole process shares, look at its children, or start so many that a large process costs more. */
const ALONE = [
  "test/base/{config,net/fetch,standard-error}.test.ts",
  "test/build/reader/*.test.ts",
  "test/sources/git/{source,sync}.test.ts",
];
/** Files that start processes, or load the published models. */
const PROCESSES = [
  "test/*.test.ts",
  "test/bin/*.test.ts",
  "test/cli/*.test.ts",
  "test/discord/{lost-log,process,signals}.test.ts",
  "test/jobs/process.test.ts",
  "test/model/{embedder,add/*}.test.ts",
  "test/programs/script/process.test.ts",
  "test/sources/folder.test.ts",
  "test/torture/*.test.ts",
  "test/wizard/process.test.ts",
  "test/web/api/{server-load,start}.test.ts",
  "test/web/interactions/process.test.ts",
  "test/web/mcp/{docs,process}.test.ts",
  "test/web/passage/browser.test.ts",
  "test/web/preview/{access,browser,channel,collection,rendering,start}.test.ts",
];
const SLOW = ["test/**/*.slow.test.ts"];

export default defineConfig({
  test: {
    testTimeout: MINUTE,
    hookTimeout: MINUTE,
    globalSetup: "test/support/global-setup.ts",
    provide: { isLong },
    reporters: ["default", "./test/support/closing-line.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "modules",
          include: ["test/**/*.test.ts"],
          exclude: [...PROCESSES, ...ALONE, ...SLOW],
          pool: "threads",
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "processes",
          include: isLong ? [...PROCESSES, ...SLOW] : PROCESSES,
          exclude: isLong ? [] : SLOW,
          pool: "forks",
          isolate: false,
          setupFiles: ["test/support/shared-readers.ts"],
        },
      },
      {
        extends: true,
        test: { name: "alone", include: ALONE, pool: "forks" },
      },
    ],
  },
});
