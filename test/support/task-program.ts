/** @module A program that gets the signals of its parent's group, and performs a task with a result of as many paths as its argument says. */

import { z } from "zod";
import { performTask } from "../../src/base/child/task.ts";

await performTask(async (argument) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.kill(process.pid, signal);
  const { paths } = z.object({ paths: z.number() }).parse(argument);
  return Array.from({ length: paths }, (_, at) => `folder/of documents/document ${at}.md`);
});
