/** @module Claims: how many sections to show, and the two probabilities that decide on an outcome. */

import { LEAST_POOL } from "../../src/collection/ask.ts";
import { mean } from "../../src/evaluation/questions.ts";
import type { RankingSettings } from "../../src/model/model.ts";
import {
  decide,
  type Evidence,
  gatherEvidence,
  MOST_CLAIMED,
  selectSections,
  type Placed,
  type RankedSection,
  rankSections,
  sharesOf,
} from "../../src/search/outcome.ts";
import type { Mode } from "../../src/search/mode.ts";
import type { Asked } from "./asked.ts";
import { highestLimit, lowestLimit, shareOf } from "./metrics.ts";
import { fitLogistic, scoreOf, type Vector } from "./softmax.ts";
import { orderOf, setsOf, type WithoutSet } from "./weights.ts";

interface Claims extends Pick<RankingSettings, "speaks" | "holds"> {
  /** The limit of unprompted replies is fitted apart. */
  readonly limits: Omit<RankingSettings["limits"], "unprompted">;
}

/** A question as it was ranked: its sections, the best first. */
interface Case extends Pick<
  Asked,
  "set" | "direction" | "mode" | "isPeoples" | "size" | "sort" | "passages"
> {
  readonly sections: readonly RankedSection<Placed>[];
  readonly rightSections: ReadonlySet<string>;
  /** Such that each mix of a set and a size is `MIX`. */
  readonly weight: number;
}

export const MIX = { answerable: 80, near: 25, far: 10, other: 10 } as const;

/** What is asked of the limits, on questions that were not fitted on. */
export interface Aims {
  readonly shown: number;
  readonly kept: number;
  readonly mostPassages: number;
}
const AIMS: Aims = { shown: 0.95, kept: 0.82, mostPassages: 2.1 };

/** Fewer answerable questions are shown in the modes that tell others less well, and fewer finds claimed across languages. */
const AIMS_OF: Readonly<Record<Mode, Aims>> = {
  native: AIMS,
  same: { ...AIMS, shown: 0.9 },
  across: { ...AIMS, shown: 0.9, kept: 0.86 },
};

export const aimsOf = (mode: Mode): Aims => AIMS_OF[mode];

function casesOf(asked: readonly Asked[], weights: Vector): Case[] {
  const cellOf = ({ set, size, sort }: Asked): string => `${set} ${size} ${sort}`;
  const sizes = new Map<string, number>();
  for (const one of asked) sizes.set(cellOf(one), (sizes.get(cellOf(one)) ?? 0) + 1);
  return asked.map((one) => ({
    ...one,
    weight: MIX[one.sort] / (sizes.get(cellOf(one)) ?? 1),
    ...sectionsOf(one, weights),
  }));
}

function sectionsOf(asked: Asked, weights: Vector): Pick<Case, "sections" | "rightSections"> {
  const order = orderOf(asked, weights);
  const scores = order.map((at) => scoreOf(weights, asked.rows[at] ?? []));
  const shares = sharesOf(scores);
  const placed = order.slice(0, LEAST_POOL).map((at, rank) => ({
    section: asked.sections[at] ?? "",
    score: scores[rank] ?? 0,
    share: shares[rank] ?? 0,
  }));
  const rightSections = new Set(asked.sections.filter((_, at) => asked.right[at] === true));
  return { sections: rankSections(placed), rightSections };
}

/**
 * Fits the log-odds of an answer by the best score, alike for all modes: intercepts and, where weights differ, slopes are
 * each mode's, the part of the number of passages is common, and left out.
 */
export function fitComparison(
  asked: readonly Asked[],
  weightsOf: (mode: Mode) => Vector,
): Readonly<Record<Mode, RankingSettings["comparison"]>> {
  const cases = MODES.flatMap((mode) =>
    casesOf(
      asked.filter((one) => one.mode === mode && one.sort !== "near"),
      weightsOf(mode),
    ),
  );
  const [intercept = 0, nativeScore = 0, score = 0, , ofNative = 0, ofSame = 0] = fitLogistic(
    cases.map(({ sections, mode, passages, sort, weight }) => {
      const best = sections[0]?.first.score ?? 0;
      const isNative = Number(mode === "native");
      const own = [isNative * best, (1 - isNative) * best, Math.log(passages)];
      return {
        features: [...own, isNative, Number(mode === "same")],
        isPositive: sort === "answerable",
        weight: weight / MIX[sort],
      };
    }),
  );
  return {
    native: { intercept: intercept + ofNative, score: nativeScore },
    same: { intercept: intercept + ofSame, score },
    across: { intercept, score },
  };
}

const MODES: readonly Mode[] = ["native", "same", "across"];

const NONE = { score: 0, share: 0, logPassages: 0 } as const;

/** A reply to a case. */
interface Reply {
  readonly evidence: Evidence;
  /** The number of sections. */
  readonly shown: number;
  /** Whether one of them is right. */
  readonly isHeld: boolean;
}

function replyTo({ sections, rightSections, passages }: Case, further: number): Reply {
  const shown = selectSections(sections, { further }, MOST_CLAIMED);
  return {
    evidence: gatherEvidence(shown, passages) ?? NONE,
    shown: shown.length,
    isHeld: shown.some(({ first }) => rightSections.has(first.section)),
  };
}

/** Fits the two probabilities; near questions say nothing of the first. */
function fitProbabilities(
  cases: readonly Case[],
  further: number,
): Pick<Claims, "speaks" | "holds"> {
  const examples = cases.map((one) => ({ ...one, ...replyTo(one, further) }));
  const [speaksIntercept = 0, speaksScore = 0, speaksPassages = 0] = fitLogistic(
    examples
      .filter(({ sort }) => sort !== "near")
      .map(({ evidence: { score, logPassages }, sort, weight }) => ({
        features: [score, logPassages],
        isPositive: sort === "answerable",
        weight: weight / MIX[sort],
      })),
  );
  const [intercept = 0, score = 0, share = 0, logPassages = 0] = fitLogistic(
    examples.map(({ evidence, isHeld, weight }) => ({
      features: [evidence.score, evidence.share, evidence.logPassages],
      isPositive: isHeld,
      weight,
    })),
  );
  return {
    speaks: { intercept: speaksIntercept, score: speaksScore, logPassages: speaksPassages },
    holds: { intercept, score, share, logPassages },
  };
}

/** A question with the probabilities that were fitted without its set. */
export interface Judged extends Case, Omit<Reply, "evidence"> {
  readonly speaks: number;
  readonly holds: number;
}

const OPEN = { unsure: 0, nearest: 0, found: 0, unprompted: 0, further: 0 } as const;

function judge(one: Case, fitted: Pick<Claims, "speaks" | "holds">, further: number): Judged {
  const { evidence, ...reply } = replyTo(one, further);
  const { confidence, speaking } = decide(evidence, { ...fitted, limits: OPEN });
  return { ...one, ...reply, speaks: speaking, holds: confidence };
}

export interface FittedClaims {
  readonly claims: Claims;
  readonly judged: readonly Judged[];
  /** Judges the other sets by what was fitted without a set, and without each of them. */
  readonly judgedWithout: (set: string) => readonly Judged[];
}

/** Fits everything that decides on an outcome; each question is judged by what was fitted without its set. */
export function fitClaims(
  asked: readonly Asked[],
  weights: Vector,
  without: WithoutSet,
  aims: Aims,
): FittedClaims {
  const further = fitRoom(asked, without, aims);
  const judged = setsOf(asked).flatMap((set) => {
    const cases = casesOf(asked, without.get(set) ?? []);
    return judgeWithout(cases, set, further);
  });
  const fitted = fitProbabilities(casesOf(asked, weights), further);
  const judgedWithout = (set: string): Judged[] => {
    const others = asked.filter((one) => one.set !== set);
    const cases = casesOf(others, without.get(set) ?? []);
    return setsOf(others).flatMap((other) => judgeWithout(cases, other, further));
  };
  return {
    claims: { ...fitted, limits: { ...limitsFor(judged, aims), further } },
    judged,
    judgedWithout,
  };
}

/** Judges the cases of a set by probabilities that were fitted on those of the other sets. */
function judgeWithout(cases: readonly Case[], set: string, further: number): Judged[] {
  const fitted = fitProbabilities(
    cases.filter((one) => one.set !== set),
    further,
  );
  return cases.filter((one) => one.set === set).map((one) => judge(one, fitted, further));
}

/** Returns the least share of a further section with which no more passages are shown in the mean than is asked. */
function fitRoom(asked: readonly Asked[], without: WithoutSet, { mostPassages }: Aims): number {
  const cases = setsOf(asked).flatMap((set) =>
    casesOf(
      asked.filter((one) => one.set === set && isPeoplesOwn(one) && one.sort === "answerable"),
      without.get(set) ?? [],
    ),
  );
  const shown = (further: number): number =>
    mean(cases.map(({ sections }) => selectSections(sections, { further }, MOST_CLAIMED).length));
  return lowestLimit((further) => shown(further) <= mostPassages);
}

/** Tells whether it is a person's question to its own collection. */
export const isPeoplesOwn = ({ isPeoples, size }: Pick<Asked, "isPeoples" | "size">): boolean =>
  isPeoples && size === "whole";

function limitsFor(
  judged: readonly Judged[],
  { shown, kept }: Aims,
): Omit<Claims["limits"], "further"> {
  const people = judged.filter(isPeoplesOwn);
  const answerable = people.filter(({ sort }) => sort === "answerable");
  const unsure = highestLimit(
    (limit) => (shareOf(answerable, ({ speaks }) => speaks >= limit) ?? 0) >= shown,
  );
  const found = lowestLimit((limit) => {
    const claimed = people.filter(
      ({ speaks, holds, sort }) => speaks >= unsure && holds >= limit && sort !== "other",
    );
    return (shareOf(claimed, (one) => one.isHeld) ?? 0) >= kept;
  });
  return { unsure, nearest: unsure / 2, found };
}
