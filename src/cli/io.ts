/** @module The streams, environment and folders of a verb. */

import { callerFolder, type Environment, type FolderOptions } from "../base/config/config.ts";
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
  /** The name of one of several collections. */
  readonly collection?: string;
}

/** Resolves a path as the user typed it: also from where `npm --prefix` was called. */
export const typedPath = (path: string, { environment }: Pick<Io, "environment">): string =>
  resolve(callerFolder(environment), path);

/** Resolves the folders given as options. */
export const foldersOf = ({ seeds, index }: Folders, io: Io): FolderOptions => ({
  seeds: seeds && typedPath(seeds, io),
  index: index && typedPath(index, io),
});
