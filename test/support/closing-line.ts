/** @module A reporter that ends a run of the tests in one plain line. */

import type { Reporter, TestModule } from "vitest/node";

type State = "passed" | "failed" | "skipped";

const count = (modules: readonly TestModule[], state: State): number =>
  modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0);

/** Prints `N passed, N failed, N skipped`. A file that could not be loaded counts as a failed test. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const unloaded = modules.filter((module) => module.errors().length > 0).length;
    const failed = count(modules, "failed") + unloaded;
    const [passed, skipped] = [count(modules, "passed"), count(modules, "skipped")];
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
