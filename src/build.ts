/** @module The entry of the process that builds for a bot: one argument, progress and a summary by messages. */

import { performTask } from "./base/child/task.ts";
import { reportFailure } from "./base/log.ts";
import { createPacer } from "./base/throttle.ts";
import { buildIndex } from "./build/build.ts";
import { BuildArgument } from "./build/in-child.ts";
import { buildFor } from "./cli/setup.ts";

/** Progress is told at most so often: a message for each of a hundred thousand texts would only be in the way. */
const TELL_EVERY_MS = 100;

await performTask(async (argument, tell) => {
  const { policy, ...settings } = BuildArgument.parse(argument);
  const isDue = createPacer(TELL_EVERY_MS);
  return buildIndex({
    ...(await buildFor(settings)),
    policy,
    onProgress(progress) {
      if (isDue(progress.done === progress.total)) tell(progress);
    },
  });
}).catch((error: unknown) => {
  process.exitCode = reportFailure(error);
});
