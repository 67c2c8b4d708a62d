/** @module `sync`: the documents' changes fetched and indexed now. */

import { UserError } from "../base/errors.ts";
import { createLog } from "../base/log.ts";
import { createSync, type SyncDone } from "../collection/sync.ts";
import { renderSync } from "../reply/sync.ts";
import { drawFor } from "./draw.ts";
import { forEachCollection } from "./each-collection.ts";
import { buildWithProgress } from "./index.ts";
import type { Io } from "./io.ts";
import { type ChosenConfig, collectionOf, configsFor, type Folders } from "./setup.ts";

export interface SyncVerbOptions extends Folders {
  readonly json?: boolean;
}

/** Syncs the named collection, or each, and prints the results. @throws UserError with the reason of each failure. */
export async function sync({ json, ...folders }: SyncVerbOptions, io: Io): Promise<void> {
  await forEachCollection(configsFor(folders, io), io, async (config, name) => {
    const result = await syncNow(config, io);
    const { outcome, origin, summary } = result;
    const named = name === undefined ? {} : { collection: name };
    io.stdout.write(
      json
        ? `${JSON.stringify({ ...named, outcome, origin: origin?.state, faults: origin?.faults, summary })}\n`
        : drawFor(io.stdout)(renderSync(result, undefined)),
    );
  });
}

async function syncNow(config: ChosenConfig, io: Io): Promise<SyncDone> {
  const { source } = await collectionOf(config);
  const { run } = createSync({
    source,
    rebuild: (policy) => buildWithProgress({ config }, policy, io),
    log: createLog("fatal"),
  });
  const result = await run();
  if (result.outcome === "failed") throw new UserError(result.why);
  return result;
}
