/** @module Proof that an address reaches a bot with the same token: an answer that only such a bot can compute. */

import { createHmac } from "node:crypto";

/** The parameter of the interactions' path that asks for a proof. */
export const PROOF_PARAMETER = "proof";

/** Returns the proof for a text that cannot be guessed. It reveals nothing of the token. */
export const proofOf = (token: string, challenge: string): string =>
  createHmac("sha256", token).update(`footnote interactions endpoint\n${challenge}`).digest("hex");
