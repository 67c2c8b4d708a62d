/** @module Waiting for a collection that is being prepared, with progress for the agent. */

import type { ServerContext } from "@modelcontextprotocol/server";
import { ProgramFault } from "../../programs/fault.ts";
import { progressText } from "../../reply/rebuild.ts";
import type { Progress } from "../../storage/progress.ts";

/** The preparation of collections: loading the model, opening or building an index. */
export interface Preparation {
  /** Resolves once a collection is prepared, or all are; never rejects. */
  readonly of: (collection: string | undefined) => Promise<void>;
  /** Returns the last known progress. */
  readonly progress: () => Progress | undefined;
}

const TELL_EVERY_MS = 2_000;
/** Clients wait for 60 seconds by default, unless they hear of progress. */
const PATIENCE_MS = 45_000;

/**
 * Waits for the preparation of a collection, and notifies the client of progress where it asked for that; where not, as long as
 * clients usually wait.
 * @throws ProgramFault if it takes longer.
 */
export async function whenPrepared(
  { preparation }: { readonly preparation?: Preparation | undefined },
  collection: string | undefined,
  { mcpReq }: ServerContext,
): Promise<void> {
  if (!preparation) return;
  let isPrepared = false;
  const prepared = preparation.of(collection).then(() => (isPrepared = true));
  const token = mcpReq._meta?.progressToken;
  const began = performance.now();
  for (let count = 1; ; count += 1) {
    await Promise.race([prepared, sleep(TELL_EVERY_MS)]);
    if (isPrepared || mcpReq.signal.aborted) return;
    const message = describe(preparation.progress());
    if (token !== undefined)
      await mcpReq.notify({
        method: "notifications/progress",
        params: { progressToken: token, progress: count, message },
      });
    else if (performance.now() - began > PATIENCE_MS)
      throw new ProgramFault("not-ready", `${message} Try again in a minute.`, { retryAfter: 60 });
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const describe = (progress: Progress | undefined): string =>
  `The index is being prepared${progress ? ` (${progressText(progress)})` : ""}.`;
