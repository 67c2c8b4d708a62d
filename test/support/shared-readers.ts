/** @module Readers of documents that calls in one process share: a process for each call was most of the cost of such tests. */

import { vi } from "vitest";
import type { BoundedChild, BoundedProgram } from "../../src/base/child/bounded-child.ts";

vi.mock("../../src/base/child/bounded-child.ts", async (load) => {
  const original = await load<typeof import("../../src/base/child/bounded-child.ts")>();
  const opened = new Map<string, BoundedChild>();
  const open = (program: BoundedProgram): BoundedChild => {
    const key = JSON.stringify(program);
    const child = opened.get(key) ?? original.openBoundedChild(program);
    opened.set(key, child);
    // It ends by itself when no more is asked of it.
    return { ...child, close: () => {} };
  };
  return { ...original, openBoundedChild: open };
});
