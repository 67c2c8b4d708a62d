/** @module Port: the bearer tokens of programs. */

import type { Grant } from "./grant.ts";

export interface Tokens {
  /**
   * Returns the grant of a token; undefined if it is unknown, revoked or expired.
   * @throws ProgramFault (`not-ready`) while the tokens can't be read.
   */
  grantOf(token: string): Promise<Grant | undefined>;
}
