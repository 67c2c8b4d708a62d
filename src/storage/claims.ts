/** @module Port: interactions that a process took, so that a second delivery is dropped. test/contract/claims.ts holds its promises. */

import { inTime } from "../base/in-time.ts";
import { rememberLatest } from "../base/latest.ts";
import type { Log } from "../base/log.ts";

export interface Claims {
  /** Claims an interaction; returns false if it was claimed before. */
  claim(id: string): Promise<boolean>;
}

/** More than come in a minute; an older delivery is refused by its timestamp. */
const REMEMBERED = 20_000;

/** Opens the claims of this process alone. */
export function openMemoryClaims(): Claims {
  const seen = rememberLatest(REMEMBERED);
  return { claim: async (id) => seen.add(id) };
}

/** Until an answer no longer waits for a slow database, in milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * Asks the memory of this process, then shared claims. Never rejects: where those fail or are slow, what this process knows
 * counts, and the log says so.
 */
export function boundedClaims(shared: Claims, log: Pick<Log, "warn">, ms = PATIENCE_MS): Claims {
  const own = openMemoryClaims();
  return {
    async claim(id) {
      if (!(await own.claim(id))) return false;
      try {
        return await inTime(ms, shared.claim(id), tooSlow);
      } catch (error) {
        log.warn(
          { err: error, interaction: id },
          "not claimed in the database; it is answered here",
        );
        return true;
      }
    },
  };
}

function tooSlow(): never {
  throw new Error("the database did not answer in time");
}
