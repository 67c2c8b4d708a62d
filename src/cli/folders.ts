/** @module The folders that a verb's options name. */

import { resolve } from "node:path";
import type { Config } from "../base/config/config.ts";

/** Options that most verbs take. */
export interface Folders {
  readonly seeds?: string;
  readonly index?: string;
}

/** The settings, with the folders that options name in place of those of the environment. */
export const withFolders = (config: Config, { seeds, index }: Folders): Config => ({
  ...config,
  ...(seeds === undefined ? {} : { seedsDir: resolve(seeds) }),
  ...(index === undefined ? {} : { indexDir: resolve(index) }),
});
