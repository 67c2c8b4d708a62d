/** @module The tests: how long one may take, and how a run ends. */

import { defineConfig } from "vitest/config";

const MINUTE = 60_000;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: MINUTE,
    hookTimeout: MINUTE,
    reporters: ["default", "./test/support/closing-line.ts"],
  },
});
