/** @module Measures the processor time of a test file, with that of the processes it started. */

import { afterAll } from "vitest";
import { cpuSeconds } from "./cpu.ts";

declare module "vitest" {
  interface TaskMeta {
    cpuSeconds?: number;
  }
}

// oxlint-disable-next-line no-empty-pattern -- Vitest takes nothing else in this place.
afterAll(({}, { file }) => {
  file.meta.cpuSeconds = cpuSeconds() ?? 0;
});
