/** @module The entry of the child process of a build. */

import { performTask } from "./base/child/task.ts";
import { readDatabaseSettings } from "./base/config/config.ts";
import { reportFailure } from "./base/log.ts";
import { createPacer } from "./base/throttle.ts";
import { buildIndex } from "./build/build.ts";
import { BuildArgument } from "./build/in-child.ts";
import { buildFor } from "./cli/setup.ts";

/** The shortest time between two messages of progress. */
const REPORT_EVERY_MS = 100;

await performTask(async (argument, send) => {
  const { policy, ...settings } = BuildArgument.parse(argument);
  const isDue = createPacer(REPORT_EVERY_MS);
  return buildIndex({
    ...(await buildFor({ ...settings, database: readDatabaseSettings() })),
    policy,
    onProgress(progress) {
      if (isDue(progress.done === progress.total || progress.toEmbed !== undefined)) send(progress);
    },
  });
}).catch((error: unknown) => {
  process.exitCode = reportFailure(error);
});
