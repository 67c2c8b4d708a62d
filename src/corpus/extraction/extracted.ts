/** @module What is taken out of a file whose bytes can't be quoted as they stand. */

import type { Block } from "../block.ts";
import type { Origin } from "../front-matter.ts";
import type { Places } from "./places.ts";

export interface Extracted {
  /** The canonical text: what passages are slices of. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly places: Places;
  /** What the file says about itself. */
  readonly origin: Origin;
  /** What was taken for furniture, piece by piece; for a person to look at. */
  readonly leftOut: readonly string[];
  /** What a person should know of it, each in a sentence. */
  readonly warnings: readonly string[];
}

/** Reads the bytes of a file of one kind. @throws UserError that says why nothing can be quoted from it. */
export type Reader = (bytes: Uint8Array) => Promise<Extracted>;
