/** @module Sections: the passages of a document under one heading path. */

import type { Passage } from "../corpus/passage.ts";

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
