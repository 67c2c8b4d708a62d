/** @module The weights of the score: fitted on all sets, and without each to measure it there. */

import type { RankingSettings } from "../../src/model/model.ts";
import { SIGNALS } from "../../src/search/signals.ts";
import type { Asked } from "./asked.ts";
import { type Quality, qualityOf, type Ranks } from "./metrics.ts";
import { fitSoftmax, scoreOf, type Vector } from "./softmax.ts";

/** Returns weights by the names of their signals. */
export const settingsOf = ([
  passage = 0,
  sentence = 0,
  bm25 = 0,
  nativeSentence = 0,
  maxSim = 0,
]: Vector): Readonly<RankingSettings["weights"]> => ({
  passage,
  sentence,
  bm25,
  nativeSentence,
  maxSim,
});

export const setsOf = (asked: readonly Pick<Asked, "set">[]): string[] => [
  ...new Set(asked.map(({ set }) => set)),
];

/** Fits weights to answerable questions; each set counts the same, however many questions it has. */
export function fitWeights(asked: readonly Asked[]): number[] {
  const usable = asked.filter(({ size, sort }) => size === "whole" && sort === "answerable");
  const bySet = setsOf(usable).map((set) => usable.filter((one) => one.set === set));
  return fitSoftmax(bySet, usable[0]?.rows[0]?.length ?? 0);
}

/** Weights fitted without each set, by its name. */
export type WithoutSet = ReadonlyMap<string, Vector>;

export const fitWithoutSets = (asked: readonly Asked[]): WithoutSet =>
  new Map(setsOf(asked).map((set) => [set, fitWeights(asked.filter((one) => one.set !== set))]));

/** Returns the places of a question's candidates by score, the best first; of equals, right ones are last. */
export function orderOf({ rows, right }: Asked, weights: Vector): number[] {
  const scores = rows.map((row) => scoreOf(weights, row));
  return [...rows.keys()].toSorted(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || Number(right[a]) - Number(right[b]),
  );
}

/** Ranks the first right passage, and the first section with one. */
function ranksOf(asked: Asked, weights: Vector): Ranks {
  const order = orderOf(asked, weights);
  const first = order.find((at) => asked.right[at] === true);
  if (first === undefined) return { passage: Infinity, section: Infinity };
  const isRight = new Set(
    order.filter((at) => asked.right[at] === true).map((at) => asked.sections[at]),
  );
  const sections = [...new Set(order.map((at) => asked.sections[at]))];
  return {
    passage: 1 + order.indexOf(first),
    section: 1 + sections.findIndex((section) => isRight.has(section)),
  };
}

/** The quality of each set's ranking in each direction, by weights fitted without the set. */
export interface SetQuality extends Quality {
  readonly set: string;
  readonly passages: number;
}

/** Names a set with the direction in which it is asked, if that is not English in English. */
export const nameOf = ({ set, direction }: Pick<Asked, "set" | "direction">): string =>
  direction === "en → en" ? set : `${set}, ${direction}`;

/** Measures each set, in each direction, by weights that were fitted without it; last, all people's questions together. */
export function measureSets(asked: readonly Asked[], without: WithoutSet): SetQuality[] {
  const usable = asked.filter(({ size, sort }) => size === "whole" && sort === "answerable");
  const measured = usable.map((one) => ({
    ...one,
    ranks: ranksOf(one, without.get(one.set) ?? []),
  }));
  const row = (set: string, some: typeof measured): SetQuality => ({
    set,
    passages: some[0]?.passages ?? 0,
    ...qualityOf(some.map(({ ranks }) => ranks)),
  });
  const people = measured.filter(({ isPeoples }) => isPeoples);
  return [
    ...[...new Set(usable.map(nameOf))].map((name) =>
      row(
        name,
        measured.filter((one) => nameOf(one) === name),
      ),
    ),
    { ...row("people's", people), passages: 0 },
  ];
}

/** The quality with a signal left out, and the others fitted again. */
export interface Ablation {
  readonly without: string;
  readonly quality: readonly SetQuality[];
}

/** Leaves each signal out in turn, and measures some of the questions. */
export const ablate = (
  asked: readonly Asked[],
  choose: (some: readonly Asked[]) => readonly Asked[],
): Ablation[] =>
  SIGNALS.map((signal, left) => {
    const others = asked.map((one) => ({
      ...one,
      rows: one.rows.map((row) => row.filter((_, at) => at !== left)),
    }));
    return { without: signal, quality: measureSets(choose(others), fitWithoutSets(others)) };
  });
