/** @module Whether to answer: how likely it is that what ranks first is to the point. */

import type { RankingSettings } from "./model.ts";

/** `answered`; `unsure`: shown, and labelled so; `nothing`: no passage is shown. */
export type Outcome = "answered" | "unsure" | "nothing";

export interface Decision {
  readonly outcome: Outcome;
  /** How likely it is, as fitted, that one of the first three passages answers; rough in the middle (docs/RETRIEVAL.md). */
  readonly confidence: number;
}

/**
 * Decides on an answer by the score of the first passage, and by the size of the collection: among more passages one
 * scores well by chance.
 * @param score undefined if there is no candidate at all.
 */
export function decide(
  score: number | undefined,
  passages: number,
  { outcome, limits }: Pick<RankingSettings, "outcome" | "limits">,
): Decision {
  if (score === undefined) return { outcome: "nothing", confidence: 0 };
  const logOdds =
    outcome.intercept + outcome.score * score + outcome.logPassages * Math.log(passages);
  const confidence = 1 / (1 + Math.exp(-logOdds));
  if (confidence >= limits.answered) return { outcome: "answered", confidence };
  return { outcome: confidence >= limits.unsure ? "unsure" : "nothing", confidence };
}
