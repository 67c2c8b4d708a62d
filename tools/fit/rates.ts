/** @module Error rates at the limits, by set and size of the collection. */

import { mean } from "../../src/evaluation/questions.ts";
import type { RankingSettings } from "../../src/model/model.ts";
import { MOST_CLAIMED } from "../../src/search/outcome.ts";
import type { Size } from "./asked.ts";
import { isPeoplesOwn, type Judged } from "./claims.ts";
import { shareOf } from "./metrics.ts";
import { nameOf } from "./weights.ts";

/** Shares are null where there is nothing to take them of. */
export interface Rates {
  /** A set, or a number of them together. */
  readonly of: string;
  /** The fewest and the most of its collections. */
  readonly passages: readonly [number, number];
  readonly answerable: number;
  readonly near: number;
  readonly far: number;
  /** Answerable questions with the right section among the first three. */
  readonly ranked: number | null;
  /** Answerable questions whose reply holds the right section. */
  readonly shown: number | null;
  /** The mean number of passages in a reply that has some. */
  readonly passagesShown: number;
  /** Answerable questions whose reply has passages. */
  readonly answerableShown: number | null;
  readonly farRefused: number | null;
  /** Questions that another set answers. */
  readonly othersRefused: number | null;
  /** Replies called found that hold the right section. */
  readonly kept: number | null;
  readonly answerableFound: number | null;
  readonly nearFound: number | null;
}

type Limits = RankingSettings["limits"];

/** Measures what the limits do: set by set, on the people's sets together, on parts of sets, and on all sets as one collection. */
export function measureRates(judged: readonly Judged[], limits: Limits): Rates[] {
  const names = [...new Set(judged.map(nameOf))];
  const ofSize = (size: Size): Judged[] => judged.filter((one) => one.size === size);
  const whole = ofSize("whole");
  return [
    ...names.map((name) =>
      ratesOf(
        name,
        whole.filter((one) => nameOf(one) === name),
        limits,
      ),
    ),
    ratesOf("people's", judged.filter(isPeoplesOwn), limits),
    ratesOf("parts of sets", ofSize("part"), limits),
    ratesOf("all sets as one", ofSize("all"), limits),
  ];
}

function ratesOf(of: string, judged: readonly Judged[], limits: Limits): Rates {
  const isShown = ({ speaks }: Judged): boolean => speaks >= limits.unsure;
  const isFound = (one: Judged): boolean => isShown(one) && one.holds >= limits.found;
  const sort = (name: Judged["sort"]): Judged[] => judged.filter((one) => one.sort === name);
  const [answerable, near, far] = [sort("answerable"), sort("near"), sort("far")];
  const mixed = judged.filter((one) => one.sort !== "other");
  const sizes = judged.map(({ passages }) => passages);
  return {
    of,
    passages: [Math.min(...sizes), Math.max(...sizes)],
    answerable: answerable.length,
    near: near.length,
    far: far.length,
    ranked: shareOf(answerable, isRanked),
    shown: shareOf(answerable, (one) => isShown(one) && one.isHeld),
    passagesShown: mean(mixed.filter(isShown).map(({ shown }) => shown)),
    answerableShown: shareOf(answerable, isShown),
    farRefused: shareOf(far, (one) => !isShown(one)),
    othersRefused: shareOf(sort("other"), (one) => !isShown(one)),
    kept: shareOf(mixed.filter(isFound), (one) => one.isHeld),
    answerableFound: shareOf(answerable, isFound),
    nearFound: shareOf(near, isFound),
  };
}

const isRanked = ({ sections, rightSections }: Judged): boolean =>
  sections.slice(0, MOST_CLAIMED).some(({ first }) => rightSections.has(first.section));
