/** @module Metrics of a ranking, by the rank of the first right passage of each question: from 1, infinity where there is none. */

/** Returns the mean; 0 of nothing. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the share of ranks among the first `k`. */
export const recallAt = (ranks: readonly number[], k: number): number =>
  mean(ranks.map((rank) => Number(rank <= k)));

/** Returns the mean of 1/rank, 0 for a rank beyond `k`. */
export const meanReciprocalRank = (ranks: readonly number[], k: number): number =>
  mean(ranks.map((rank) => (rank <= k ? 1 / rank : 0)));
