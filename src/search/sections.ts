/** @module Sections: the passages of a document under one heading path. */

import type { Passage } from "../corpus/passage.ts";

/** Returns a key that passages of one section share, and no others. */
export const sectionOf = ({ path, headings }: Pick<Passage, "path" | "headings">): string =>
  JSON.stringify([path, ...headings]);

/** A passage, or more with one text, among those ranked. */
export interface Placed {
  readonly section: string;
  readonly score: number;
  /** See `sharesOf`. */
  readonly share: number;
}

/** A section among those ranked. */
export interface RankedSection<Item extends Placed> {
  /** The best of the section. */
  readonly first: Item;
  /** The probability that the answer is in the section, if it is anywhere. */
  readonly share: number;
}

/**
 * Returns, for scores, the probabilities that each is of the right passage if one is: the weights of the score are fitted
 * so (see `fitSoftmax`).
 */
export function sharesOf(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Groups what was ranked by sections, in the order of their best. */
export function rankSections<Item extends Placed>(ranked: readonly Item[]): RankedSection<Item>[] {
  const sections = new Map<string, RankedSection<Item>>();
  for (const item of ranked) {
    const { first, share } = sections.get(item.section) ?? { first: item, share: 0 };
    sections.set(item.section, { first, share: share + item.share });
  }
  return [...sections.values()];
}
