/** @module Outcomes: whether a question found something, and how many sections to show. */

import type { RankingSettings } from "../model/model.ts";
import type { Placed, RankedSection } from "./sections.ts";

/** `unsure`: shown, and labelled so; `nothing`: no passage is shown. */
export type Outcome = "found" | "unsure" | "nothing";

export interface Decision {
  readonly outcome: Outcome;
  /** The probability that what is shown holds the right section, from 0 to 1. */
  readonly confidence: number;
}

/** A decision with the probability that the documents speak of the matter. */
export interface Judgement extends Decision {
  readonly speaking: number;
}

type DecisionSettings = Pick<RankingSettings, "speaks" | "holds" | "limits">;

/** The most sections that a claim is about: the probabilities are fitted so. */
export const MOST_CLAIMED = 3;

/** Returns the sections to show: the first, and the next ones that are likely enough to be right themselves. */
export const selectSections = <Section extends Pick<RankedSection<Placed>, "share">>(
  sections: readonly Section[],
  { room }: Pick<RankingSettings["limits"], "room">,
  most: number,
): Section[] => sections.slice(0, most).filter(({ share }, at) => at === 0 || share >= room);

/** The numbers that a decision is made from. */
export interface Evidence {
  /** Of the best passage. */
  readonly score: number;
  /** The sum of the shares of the sections shown. */
  readonly share: number;
  /** Of the collection: among more passages one scores well by chance. */
  readonly logPassages: number;
}

/** Gathers the evidence from what is shown of a collection; undefined where that is nothing. */
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
 * Decides by two probabilities: that the documents speak of the matter at all (else `nothing`), and that what is shown holds
 * the right section (then `found`).
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
