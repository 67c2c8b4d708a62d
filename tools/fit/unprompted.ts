/** @module The limit of unprompted replies: from it on the bot speaks where nobody asked it. */

import type { RankingSettings } from "../../src/model/model.ts";
import { isPeoplesOwn, type Judged, MIX } from "./claims.ts";
import { lowestLimit, shareOf, wilson } from "./metrics.ts";
import { nameOf, setsOf } from "./weights.ts";

/**
 * The mix of posts in a forum. Half of them have an answer in the documents: who posts there has often looked already. Most
 * others are on the same subject, some on neighbouring ones, some on anything.
 */
const POSTS: Readonly<Record<Judged["sort"], number>> = {
  answerable: 50,
  near: 30,
  far: 10,
  other: 10,
};

/** The share of unprompted replies that hold the right section. */
const KEPT = 0.9;
/** Fewer replies of a set are too few to judge by. */
const LEAST_REPLIES = 10;
/** With fewer sets that tell, nothing is known of others, and the bot is silent. */
const LEAST_SETS = 2;

/** The limit for a new collection, and that for each set, fitted without it. */
export interface UnpromptedLimits {
  readonly limit: number;
  readonly without: ReadonlyMap<string, number>;
}

/**
 * Fits the limits. That for a new collection is the highest: a fit without a set has too low a limit if that set is harder.
 * @param judgedWithout judges the other sets by what was fitted without one.
 */
export function fitUnprompted(
  judged: readonly Judged[],
  unsure: number,
  judgedWithout: (set: string) => readonly Judged[],
): UnpromptedLimits {
  const sets = setsOf(judged.filter(isPeoplesOwn));
  const without = new Map(sets.map((set) => [set, lowestKept(judgedWithout(set), unsure)]));
  return { limit: Math.max(lowestKept(judged, unsure), ...without.values()), without };
}

/** Returns the lowest limit with which enough is kept of people's sets together, and of each with enough replies; 1 if there are too few. */
function lowestKept(judged: readonly Judged[], unsure: number): number {
  const posts = judged.filter(isPeoplesOwn).map(asPost);
  return lowestLimit((unprompted) => {
    const said = posts.filter((one) => isSaid(one, { unsure, unprompted }));
    const telling = setsOf(said)
      .map((set) => said.filter((one) => one.set === set))
      .filter(({ length }) => length >= LEAST_REPLIES);
    return (
      telling.length >= LEAST_SETS &&
      [said, ...telling].every((some) => (shareOf(some, ({ isHeld }) => isHeld) ?? 0) >= KEPT)
    );
  });
}

type Limits = Pick<RankingSettings["limits"], "unsure" | "unprompted">;

const asPost = (one: Judged): Judged => ({
  ...one,
  weight: (one.weight * POSTS[one.sort]) / MIX[one.sort],
});

const isSaid = ({ speaks, holds }: Judged, { unsure, unprompted }: Limits): boolean =>
  speaks >= unsure && holds >= unprompted;

/** The replies to posts on the documents of a set, and the share that holds. */
export interface Spoken {
  readonly of: string;
  /** The lowest, of several. */
  readonly limit: number;
  /** The share of questions of each kind that it replies to; null where there are none. */
  readonly said: Readonly<Record<Judged["sort"], number | null>>;
  /** The number of its replies. */
  readonly replies: number;
  /** The share of them that hold the right section, in the mix of posts, with the bounds of 95 %. */
  readonly kept: number | null;
  readonly bounds: readonly [number, number];
}

/** Measures people's sets by the limits that were fitted without each, then by that for a new collection. */
export function measureUnprompted(
  judged: readonly Judged[],
  unsure: number,
  { limit, without }: UnpromptedLimits,
): Spoken[] {
  const people = judged.filter(isPeoplesOwn).map(asPost);
  const names = [...new Set(people.map(nameOf))];
  const rows = (limitOf: (set: string) => number, ending: string): Spoken[] => {
    const limitsOf = ({ set }: Judged): Limits => ({ unsure, unprompted: limitOf(set) });
    const row = (name: string, some: readonly Judged[]): Spoken =>
      spokenOf(`${name}, ${ending}`, some, limitsOf);
    const named = names.map((name) =>
      row(
        name,
        people.filter((one) => nameOf(one) === name),
      ),
    );
    return [...named, row("people's", people)];
  };
  return [
    ...rows((set) => without.get(set) ?? limit, "limit without it"),
    ...rows(() => limit, "limit for all"),
  ];
}

function spokenOf(of: string, posts: readonly Judged[], limitsOf: (one: Judged) => Limits): Spoken {
  const said = posts.filter((one) => isSaid(one, limitsOf(one)));
  const share = (sort: Judged["sort"]): number | null =>
    shareOf(
      posts.filter((one) => one.sort === sort),
      (one) => isSaid(one, limitsOf(one)),
    );
  return {
    of,
    limit: Math.min(...posts.map((one) => limitsOf(one).unprompted)),
    said: {
      answerable: share("answerable"),
      near: share("near"),
      far: share("far"),
      other: share("other"),
    },
    replies: said.length,
    kept: shareOf(said, ({ isHeld }) => isHeld),
    bounds: wilson(said, ({ isHeld }) => isHeld),
  };
}
