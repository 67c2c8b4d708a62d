/** @module Work on several collections, one after another. */

import { messageOf, UserError } from "../base/errors.ts";
import type { Io } from "./io.ts";
import type { ChosenConfig } from "./setup.ts";

/**
 * Works on each collection; a fault of one does not end the work on the others. Its name is printed on standard error where
 * footnote.yaml gives it one.
 * @throws UserError that names every collection that failed.
 */
export async function forEachCollection(
  configs: readonly ChosenConfig[],
  { stderr }: Pick<Io, "stderr">,
  work: (config: ChosenConfig, name: string | undefined) => Promise<void>,
): Promise<void> {
  const faults: string[] = [];
  for (const config of configs) {
    const { collectionsFile, collection } = config;
    const name = collectionsFile === undefined ? undefined : collection.id;
    if (configs.length > 1) stderr.write(`${collection.id}:\n`);
    try {
      await work(config, name);
    } catch (error) {
      if (!(error instanceof UserError) || configs.length === 1) throw error;
      faults.push(`${collection.id}: ${messageOf(error)}`);
    }
  }
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}
