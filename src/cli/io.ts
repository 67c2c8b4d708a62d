/** @module The streams, environment and folders of a verb. */

import type { Environment, Config } from "../base/config/config.ts";
import { resolve } from "node:path";

/** A writable stream, perhaps a terminal. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** The streams of a run of the terminal; `process` is one. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Replaces the variables of the process and of `.env`. */
  readonly environment?: Environment;
}

/** Options of most verbs. */
export interface Folders {
  readonly seeds?: string;
  readonly index?: string;
}

/** Returns the settings with the folders given as options. */
export const withFolders = (config: Config, { seeds, index }: Folders): Config => ({
  ...config,
  ...(seeds === undefined ? {} : { seedsDir: resolve(seeds), samplesDir: undefined }),
  ...(index === undefined ? {} : { indexDir: resolve(index) }),
});
