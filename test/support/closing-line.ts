/** @module A reporter that ends a run of the tests in one plain line, after the reasons of skipped ones and its processor time. */

import type { Reporter, TestModule } from "vitest/node";
import { cpuSeconds } from "./cpu.ts";

type State = "passed" | "failed" | "skipped";

const count = (modules: readonly TestModule[], state: State): number =>
  modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0);

/** Lists why tests were skipped, each reason once. */
const reasons = (modules: readonly TestModule[]): ReadonlySet<string> =>
  new Set(
    modules.flatMap((module) =>
      [...module.children.allTests("skipped")].flatMap((test) => {
        const result = test.result();
        return ("note" in result && result.note) || [];
      }),
    ),
  );

/** Prints `N passed, N failed, N skipped`. A file that could not be loaded counts as a failed test. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const unloaded = modules.filter((module) => module.errors().length > 0).length;
    const failed = count(modules, "failed") + unloaded;
    const [passed, skipped] = [count(modules, "passed"), count(modules, "skipped")];
    for (const reason of reasons(modules)) process.stdout.write(`skipped: ${reason}\n`);
    // Only then have all processes of the tests ended.
    process.once("exit", () => {
      process.stdout.write(`processor time: ${cpuSeconds()?.toFixed(0) ?? "unknown"} s\n`);
      process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }
}
