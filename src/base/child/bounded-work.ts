/** @module The side of the bounded child: answers the parent's requests under the watchdog. */

import { z } from "zod";
import type { Reply } from "./bounded-child.ts";
import { UserError } from "../errors.ts";
import { startWatchdog } from "./watchdog.ts";

const Argument = z.object({
  parent: z.number(),
  bounds: z.object({ cpuSeconds: z.number(), megabytes: z.number(), wallSeconds: z.number() }),
  own: z.unknown(),
});

/** @throws any error; only the text of a `UserError` reaches the parent. */
type Answer = (request: unknown) => Promise<unknown>;

/**
 * Answers the parent until it is gone.
 * @param open creates the function that answers requests, from the program's argument.
 * @param fault the reason that the parent receives for an error that is no `UserError`.
 */
export function answerParent(open: (own: unknown) => Promise<Answer>, fault: string): void {
  const { parent, bounds, own } = Argument.parse(JSON.parse(process.argv[2] ?? ""));
  const watchdog = startWatchdog(parent, bounds);
  const opened = open(own);
  const reply = async (request: unknown): Promise<Reply> => {
    const answer = await opened;
    watchdog.begin();
    try {
      return { type: "done", result: await answer(request), megabytes: megabytes() };
    } catch (error) {
      const reason = error instanceof UserError ? error.message : fault;
      return { type: "refused", reason, megabytes: megabytes() };
    } finally {
      watchdog.end();
    }
  };
  process.on("disconnect", () => process.exit(1));
  process.on("message", (request) => {
    void reply(request).then((message) => process.send?.(message, undefined, undefined, () => {}));
  });
}

const megabytes = (): number => process.memoryUsage.rss() / 1e6;
