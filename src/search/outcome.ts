/** @module Whether to answer: how likely it is that what ranks first answers the question. */

import type { RankingSettings } from "./model.ts";
import type { Ranked } from "./rank.ts";

/** `found`; `unsure`: shown, and labelled so; `nothing`: no passage is shown. */
export type Outcome = "found" | "unsure" | "nothing";

export interface Decision {
  readonly outcome: Outcome;
  /** The probability that one of the first three passages answers. */
  readonly confidence: number;
}

/** What the decision reads of a passage. */
export type Evident = Pick<Ranked, "score" | "baseScore" | "signals">;

/** Points of a broken line, from what a logistic says to how often it was so; each more than the one before. */
export type Calibration = RankingSettings["outcome"]["calibration"];

/**
 * Decides on an answer by what ranks first and by the size of the collection: among more passages one scores well by
 * chance.
 * @param ranked the best first; none gives nothing.
 */
export function decide(
  ranked: readonly Evident[],
  passages: number,
  { outcome, limits }: Pick<RankingSettings, "outcome" | "limits">,
): Decision {
  if (ranked.length === 0) return { outcome: "nothing", confidence: 0 };
  const [score, sentence, lead, logPassages] = evidence(ranked, passages);
  const logOdds =
    outcome.intercept +
    outcome.score * score +
    outcome.sentence * sentence +
    outcome.lead * lead +
    outcome.logPassages * logPassages;
  const confidence = calibrate(outcome.calibration, 1 / (1 + Math.exp(-logOdds)));
  if (confidence >= limits.found) return { outcome: "found", confidence };
  return { outcome: confidence >= limits.unsure ? "unsure" : "nothing", confidence };
}

/** Tells whether the nearest sections may be named: not where nothing comes near. */
export const namesNearest = (
  { outcome, confidence }: Decision,
  { nearest }: RankingSettings["limits"],
): boolean => outcome !== "nothing" || confidence >= nearest;

/**
 * What the log-odds are a weighted sum of: the greatest base score, the best sentence of the first passage, its lead in
 * score over the second, and the logarithm of the collection's size. The score with the closer look in it says less of
 * whether there is an answer (docs/RETRIEVAL.md).
 */
export function evidence(
  ranked: readonly Evident[],
  passages: number,
): readonly [score: number, sentence: number, lead: number, logPassages: number] {
  const [first, second] = ranked;
  const lead = first && second ? first.score - second.score : 0;
  const score = Math.max(...ranked.map(({ baseScore }) => baseScore));
  return [score, first?.signals.sentence ?? 0, lead, Math.log(passages)];
}

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
