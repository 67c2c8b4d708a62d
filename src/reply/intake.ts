/** @module The replies to changes of the documents: a preview, a confirmation, a result. */

import type { IntakeFault } from "../intake/fault.ts";
import type { Proposal } from "../intake/proposal.ts";
import type { Words } from "./words/words.ts";

/** A planned file, and whether the samples serve now. */
export interface Offer extends Pick<Proposal, "path" | "preview" | "target" | "before" | "kept"> {
  readonly replacesSamples: boolean;
}

/** Returns the text of a fault, unescaped. */
export const faultText = ({ kind, path, reason }: IntakeFault, { intake }: Words): string =>
  intake.faults[kind](path, reason);
