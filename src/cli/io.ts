/** @module The streams and settings that the terminal's verbs work with. */

import type { Environment } from "../base/config/config.ts";

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
