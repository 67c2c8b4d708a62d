/** @module Outcomes: the claim that a reply makes, and the sections that it shows. */

import type { RankingSettings } from "../model/model.ts";
import type { Placed, RankedSection } from "./sections.ts";

/** `unsure`: shown, and labelled so; `nothing`: no passage is shown. */
export type Outcome = "found" | "unsure" | "nothing";

export interface Decision {
  readonly outcome: Outcome;
  /** The probability that what is shown holds the right section, from 0 to 1. */
  readonly confidence: number;
}

/** A decision with the probability that the documents cover the matter. */
export interface Judgement extends Decision {
  readonly speaking: number;
}

type DecisionSettings = Pick<RankingSettings, "speaks" | "holds" | "limits">;

/** The most sections that a claim covers, as in the fit of the probabilities. */
export const MOST_CLAIMED = 3;

/** Selects the first section, and further ones whose own share of probability is high enough. */
export const selectSections = <Section extends Pick<RankedSection<Placed>, "share">>(
  sections: readonly Section[],
  { room }: Pick<RankingSettings["limits"], "room">,
  most: number,
): Section[] => sections.slice(0, most).filter(({ share }, at) => at === 0 || share >= room);

/** The inputs of a decision. */
export interface Evidence {
  /** Of the best passage. */
  readonly score: number;
  /** The sum of the shares of the sections shown. */
  readonly share: number;
  /** Of the collection: among more passages, high scores by chance are more likely. */
  readonly logPassages: number;
}

/** Gathers the evidence from the sections shown; undefined if there are none. */
export function gatherEvidence(
  shown: readonly RankedSection<Placed>[],
  passages: number,
): Evidence | undefined {
  const [best] = shown;
  if (best === undefined) return undefined;
  const share = shown.reduce((sum, section) => sum + section.share, 0);
  return { score: best.first.score, share, logPassages: Math.log(passages) };
}

/**
 * Decides by two probabilities: that the documents cover the matter (else `nothing`), and that the sections shown include
 * the right one (then `found`).
 */
export function decide(
  evidence: Evidence | undefined,
  { speaks, holds, limits }: DecisionSettings,
): Judgement {
  if (evidence === undefined) return { outcome: "nothing", confidence: 0, speaking: 0 };
  const { score, share, logPassages } = evidence;
  const speaking = probabilityOf(
    speaks.intercept + speaks.score * score + speaks.logPassages * logPassages,
  );
  const confidence = probabilityOf(
    holds.intercept + holds.score * score + holds.share * share + holds.logPassages * logPassages,
  );
  const outcome = confidence >= limits.found ? "found" : "unsure";
  return { outcome: speaking >= limits.unsure ? outcome : "nothing", confidence, speaking };
}

const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
