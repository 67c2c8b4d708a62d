/** @module Whether to answer: how likely it is that what ranks first answers the question. */

import type { RankingSettings } from "./model.ts";
import type { Ranked } from "./rank.ts";

/** `answered`; `unsure`: shown, and labelled so; `nothing`: no passage is shown. */
export type Outcome = "answered" | "unsure" | "nothing";

export interface Decision {
  readonly outcome: Outcome;
  /** The probability that one of the first three passages answers. */
  readonly confidence: number;
}

/** Of the passage that ranks first. */
export type Best = Pick<Ranked, "score" | "signals">;

/** Points of a broken line, from what a logistic says to how often it was so; each more than the one before. */
export type Calibration = RankingSettings["outcome"]["calibration"];

/**
 * Decides on an answer by the score of the first passage and its best sentence, and by the size of the collection:
 * among more passages one scores well by chance.
 * @param best undefined if there is no candidate at all.
 */
export function decide(
  best: Best | undefined,
  passages: number,
  { outcome, limits }: Pick<RankingSettings, "outcome" | "limits">,
): Decision {
  if (best === undefined) return { outcome: "nothing", confidence: 0 };
  const [score, sentence, logPassages] = evidence(best, passages);
  const logOdds =
    outcome.intercept +
    outcome.score * score +
    outcome.sentence * sentence +
    outcome.logPassages * logPassages;
  const confidence = calibrate(outcome.calibration, 1 / (1 + Math.exp(-logOdds)));
  if (confidence >= limits.answered) return { outcome: "answered", confidence };
  return { outcome: confidence >= limits.unsure ? "unsure" : "nothing", confidence };
}

/** What the log-odds are a weighted sum of. */
export const evidence = (
  { score, signals }: Best,
  passages: number,
): readonly [score: number, sentence: number, logPassages: number] => [
  score,
  signals.sentence,
  Math.log(passages),
];

/** The value of a broken line from (0, 0) through its points, level after the last; without points as it is. */
export function calibrate(points: Calibration, raw: number): number {
  const last = points.at(-1);
  if (last === undefined) return raw;
  const after = points.findIndex(([at]) => at >= raw);
  if (after === -1) return last[1];
  const [toRaw, to] = points[after] ?? last;
  const [fromRaw, from] = points[after - 1] ?? [0, 0];
  return toRaw === fromRaw ? to : from + ((to - from) * (raw - fromRaw)) / (toRaw - fromRaw);
}
