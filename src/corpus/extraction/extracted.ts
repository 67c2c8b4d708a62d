/** @module Text extracted from a file whose bytes are not quoted themselves. */

import type { Block } from "../block.ts";
import type { Origin } from "../front-matter.ts";
import type { Places } from "./places.ts";

export interface Extracted {
  /** Canonical text, of which passages are slices. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly places: Places;
  /** Metadata in the file. */
  readonly origin: Origin;
  /** Texts that were left out, such as boilerplate and hidden text, for review. */
  readonly leftOut: readonly string[];
  /** Remarks on the extraction, each a clause without a full stop. */
  readonly warnings: readonly string[];
}

/** Extracts the text of a file of one format. @throws UserError with the reason if nothing can be quoted from it. */
export type Reader = (bytes: Uint8Array) => Promise<Extracted>;
