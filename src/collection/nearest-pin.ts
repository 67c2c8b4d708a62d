/** @module The choice of a pin: the one whose question is nearest to the question asked. */

import type { EmbeddedQuestion } from "../model/embedder.ts";
import type { PinLimits } from "../model/model.ts";
import { dot } from "../model/vector.ts";
import { figuresOf } from "./contrasts.ts";
import { differInOnePlace, differInOrder } from "./one-place.ts";
import type { PinState } from "./pins.ts";

/** The embeddings of a question by which questions are compared. */
export interface QuestionVectors extends Pick<EmbeddedQuestion, "vector"> {
  readonly native?: Pick<NonNullable<EmbeddedQuestion["native"]>, "vector">;
}

/** A question as it is compared. */
export interface Comparable {
  /** See `questionKey`. */
  readonly key: string;
  /** Undefined if no model reads it. */
  readonly vectors: QuestionVectors | undefined;
}

/** A pin as its question is compared. */
export interface ComparablePin extends Comparable {
  readonly pin: PinState;
}

const RAISED = /[²³¹⁰⁴-⁹]+/g;

/** Returns the text that is equal for questions that differ only in capitals, white space, quotes and marks of asking. */
export const questionKey = (question: string): string =>
  question
    .replace(RAISED, "^$&")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s?!¿¡"'“”„«»‘’…]+/gu, " ")
    .trim();

/**
 * Returns how near two questions are: infinitely if they are the same, 0 at the limit, less beyond it, and not at all if they
 * are twins. Cosines by different models are no measure of each other; their shares of the way from the limit to 1 are.
 */
export function nearnessOf(a: Comparable, b: Comparable, limits: PinLimits): number {
  if (a.key === b.key) return Infinity;
  const nearness = nearnessByModel(a, b, limits);
  return nearness >= 0 && areTwins(a, b) ? -Infinity : nearness;
}

/** Whether two questions are alike, but differ in a number or a sign, or in one place or their order only. */
export function areTwins(a: Pick<Comparable, "key">, b: Pick<Comparable, "key">): boolean {
  const words = [wordsOf(a.key), wordsOf(b.key)] as const;
  return (
    figuresOf(a.key) !== figuresOf(b.key) || differInOnePlace(...words) || differInOrder(...words)
  );
}

const wordsOf = (key: string): string[] => key.match(/[\p{L}\p{N}]+/gu) ?? [];

function nearnessByModel(a: Comparable, b: Comparable, limits: PinLimits): number {
  if (!a.vectors || !b.vectors) return -Infinity;
  return a.vectors.native && b.vectors.native
    ? shareOf(dot(a.vectors.native.vector, b.vectors.native.vector), limits.native)
    : shareOf(dot(a.vectors.vector, b.vectors.vector), limits.general);
}

const shareOf = (cosine: number, limit: number): number => (cosine - limit) / (1 - limit);

/**
 * Returns the active pin that is nearest to a question; undefined if none is within the limit, or if several are equally
 * near and lead to different passages.
 */
export function nearestPin(
  asked: Comparable,
  pins: readonly ComparablePin[],
  limits: PinLimits,
): PinState | undefined {
  let most = 0;
  let nearest: PinState[] = [];
  for (const compared of pins) {
    const nearness = nearnessOf(asked, compared, limits);
    if (compared.pin.status !== "active" || nearness < most) continue;
    nearest = nearness > most ? [compared.pin] : [...nearest, compared.pin];
    most = nearness;
  }
  const [first, ...equal] = nearest;
  return equal.every(({ passage }) => passage === first?.passage) ? first : undefined;
}
