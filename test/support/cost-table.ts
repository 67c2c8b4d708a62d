/** @module A reporter that prints the processor time of each test file, the largest first. */

import type { Reporter, TestModule } from "vitest/node";

export default class Cost implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules.map((module) => ({
      file: module.relativeModuleId,
      seconds: module.meta().cpuSeconds ?? 0,
    }));
    const sum = rows.reduce((total, { seconds }) => total + seconds, 0);
    const sorted = rows.toSorted((a, b) => b.seconds - a.seconds);
    for (const { file, seconds } of [...sorted, { file: "all of these files", seconds: sum }])
      process.stdout.write(`${seconds.toFixed(1).padStart(8)}  ${file}\n`);
  }
}
