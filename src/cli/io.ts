/** @module The streams, environment and folders of a verb. */

import { callerFolder, type Config, type Environment } from "../base/config/config.ts";
import { resolve } from "node:path";

/** A writable stream, perhaps a terminal. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  /** Of a terminal, in cells. */
  readonly columns?: number;
};

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

/** Resolves a path as the user typed it: also from where `npm --prefix` was called. */
export const typedPath = (path: string, { environment }: Pick<Io, "environment">): string =>
  resolve(callerFolder(environment), path);

/** Returns the settings with the folders given as options. */
export const withFolders = (config: Config, { seeds, index }: Folders, io: Io): Config => ({
  ...config,
  ...(seeds === undefined ? {} : { seedsDir: typedPath(seeds, io), samplesDir: undefined }),
  ...(index === undefined ? {} : { indexDir: typedPath(index, io) }),
});
