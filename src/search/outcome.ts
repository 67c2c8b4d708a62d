/** @module Sections of ranked passages, and outcomes: the sections that a reply shows, and the claim that it makes. */

import type { RankingSettings } from "../model/model.ts";
import type { Passage } from "../corpus/passage.ts";

/** `unsure`: shown, and labelled so; `nothing`: no passage is shown. */
export type Outcome = "found" | "unsure" | "nothing";

export interface Decision {
  readonly outcome: Outcome;
  /** The probability that what is shown holds the right section, from 0 to 1. */
  readonly confidence: number;
  /** Whether that is enough to speak where nobody asked. */
  readonly isSure: boolean;
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
  { further }: Pick<RankingSettings["limits"], "further">,
  most: number,
): Section[] => sections.slice(0, most).filter(({ share }, at) => at === 0 || share >= further);

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
  if (evidence === undefined) return NO_EVIDENCE;
  const { score, share, logPassages } = evidence;
  const speaking = probabilityOf(
    speaks.intercept + speaks.score * score + speaks.logPassages * logPassages,
  );
  const confidence = probabilityOf(
    holds.intercept + holds.score * score + holds.share * share + holds.logPassages * logPassages,
  );
  const isShown = speaking >= limits.unsure;
  const outcome = confidence >= limits.found ? "found" : "unsure";
  return {
    outcome: isShown ? outcome : "nothing",
    confidence,
    isSure: isShown && confidence >= limits.unprompted,
    speaking,
  };
}

const NO_EVIDENCE: Judgement = { outcome: "nothing", confidence: 0, isSure: false, speaking: 0 };

type Comparison = Pick<RankingSettings, "comparison">;

/** Returns the log-odds of an answer by the score of a passage, which are a measure of passages in all modes. */
export const oddsAt = (score: number, { comparison }: Comparison): number =>
  comparison.intercept + comparison.score * score;

/** Returns the score that has these log-odds: the inverse of `oddsAt`. */
export const scoreAt = (odds: number, { comparison }: Comparison): number =>
  (odds - comparison.intercept) / comparison.score;

const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Returns the key of a section, equal for its passages only. */
export const sectionOf = ({ path, headings }: Pick<Passage, "path" | "headings">): string =>
  JSON.stringify([path, ...headings]);

/** A ranked passage, or several with one text. */
export interface Placed {
  readonly section: string;
  readonly score: number;
  /** See `sharesOf`. */
  readonly share: number;
}

/** A ranked section. */
export interface RankedSection<Item extends Placed> {
  /** Its best item. */
  readonly first: Item;
  /** The probability that the answer is in the section, if it is anywhere. */
  readonly share: number;
}

/**
 * Returns the probability of each score to be that of the right passage, given that one is: a softmax, as in the fit of the
 * weights.
 */
export function sharesOf(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Groups ranked items by section, in the order of their best. */
export function rankSections<Item extends Placed>(ranked: readonly Item[]): RankedSection<Item>[] {
  const sections = new Map<string, RankedSection<Item>>();
  for (const item of ranked) {
    const { first, share } = sections.get(item.section) ?? { first: item, share: 0 };
    sections.set(item.section, { first, share: share + item.share });
  }
  return [...sections.values()];
}
