/** @module `npm run test:cost`: each test file in a process of its own, one after another, with its processor time. */

import { defineConfig } from "vitest/config";

const PATIENCE = 600_000;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.slow.test.ts"],
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    fileParallelism: false,
    globalSetup: "test/support/global-setup.ts",
    provide: { isLong: false },
    setupFiles: ["test/support/cost-setup.ts"],
    reporters: ["default", "./test/support/cost-table.ts", "./test/support/closing-line.ts"],
  },
});
