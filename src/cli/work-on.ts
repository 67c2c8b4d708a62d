/** @module A collection as a worker works on it. */

import type { CollectionSettings } from "../base/config/collections.ts";
import type { Config } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import { buildInChild } from "../build/in-child.ts";
import type { WorkCollection } from "../jobs/perform.ts";
import { collectionOf } from "./setup.ts";

/** Returns a collection of the settings with its source, its store and its builds in child processes. */
export async function workOn(
  collection: CollectionSettings,
  config: Config,
  log: Log,
): Promise<WorkCollection> {
  const chosen = { ...config, collection };
  const { id, source, store } = await collectionOf(chosen);
  const build = buildInChild(chosen);
  return { id, source, store, build, log: log.child({ collection: id }) };
}
