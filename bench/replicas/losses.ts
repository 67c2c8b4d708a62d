/** @module Losses: questions without an answer, by whether the replica that ended had taken them. */

import type { Waited } from "../load-asking.ts";

export interface Losses {
  readonly questions: number;
  /** Taken by the replica that ended, after it acknowledged them. */
  readonly acknowledged: number;
  /** Taken by it, and not acknowledged. */
  readonly unacknowledged: number;
  /** Taken by others: none of them may be lost. */
  readonly ofOthers: number;
  /** Their errors, each once. */
  readonly errors: readonly string[];
}

/** @param isHeld whether the replica that ended took an interaction, by its ID. */
export function lossesOf(waited: readonly Waited[], isHeld: (id: string) => boolean): Losses {
  const failed = waited.flatMap((one) => ("error" in one ? [one] : []));
  const held = failed.filter(({ id }) => isHeld(id));
  const acknowledged = held.filter((one) => one.isAcknowledged).length;
  return {
    questions: waited.length,
    acknowledged,
    unacknowledged: held.length - acknowledged,
    ofOthers: failed.length - held.length,
    errors: [...new Set(failed.map(({ error }) => error))],
  };
}
