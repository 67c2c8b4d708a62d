/** @module How long things may take in Discord. */

/** In milliseconds. */
export interface Timing {
  /** discord.js tries for ever where the gateway refuses it, and `login` never settles. */
  readonly login: number;
  /** One request; discord.js makes up to four. */
  readonly request: number;
  /** Between tries to show an answer while Discord is out of order. */
  readonly retries: readonly number[];
  /** Between two shows of how far a long command is. */
  readonly update: number;
  /** From when on a long command says where its result will be, as Discord takes edits for 15 minutes only. */
  readonly long: number;
  /** What is under way when the bot leaves may take so long; with `farewell` less than the ten seconds containers are given. */
  readonly drain: number;
  /** For telling those whose answers did not end in time. */
  readonly farewell: number;
}

export const TIMING: Timing = {
  login: 30_000,
  request: 5_000,
  retries: [1_000, 4_000],
  update: 5_000,
  long: 12 * 60_000,
  drain: 7_000,
  farewell: 1_500,
};
