/** @module What reads documents: in this process, or in a child with bounds. */

import type { CutDocument } from "../corpus/cutting.ts";
import type { Origin } from "../corpus/front-matter.ts";
import type { FoundSeed } from "../corpus/understanding.ts";
import type { Plan } from "./plan.ts";

/** A document that its author has not published yet. */
export interface Draft {
  readonly path: string;
  readonly isDraft: true;
}

/** Reads seeds, one after the other. */
export interface DocumentReader {
  /** Reads a seed and cuts it. @throws UserError that says why nothing can be quoted from it. */
  readonly read: (seed: FoundSeed) => Promise<CutDocument | Draft>;
  /**
   * Plans how a file would be added to the seeds.
   * @param given what the operator says of it.
   * @throws UserError that says why nothing can be quoted from it.
   */
  readonly plan: (seed: FoundSeed, given: Origin) => Promise<Plan>;
  /** Ends the child, if there is one; the next document starts another. */
  readonly close: () => void;
}
