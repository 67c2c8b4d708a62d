/** @module The streams and settings that the terminal's verbs work with. */

import type { Environment } from "../base/config/config.ts";

/** A stream that is written to, perhaps a terminal. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** `process` is one. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** In place of the variables of the process and of `.env`. */
  readonly environment?: Environment;
  /** Sends a message to the process that forked this one; absent where none did. */
  readonly send?: NodeJS.Process["send"];
}
