/** @module The outcome: the probability of a right answer, and the two limits at stated error rates. */

import type { RankingSettings } from "../search/model.ts";
import { calibrate } from "../search/outcome.ts";
import { fitCalibration } from "./calibration.ts";
import type { Case } from "./cases.ts";
import { FOLDS } from "./folds.ts";
import { fitLogistic, probability } from "./logistic.ts";
import { limitKeeping } from "./metrics.ts";

/** A case with the probability that was given to it by what was fitted without its fold. */
export interface Judged extends Case {
  readonly confidence: number;
  readonly weight: number;
}

export interface FittedOutcome extends Pick<RankingSettings, "outcome" | "limits"> {
  readonly judged: readonly Judged[];
}

/** What the limits keep, of the questions that the collection answers. */
export const KEPT = { shown: 0.95, shownPeople: 0.93, answeredPeople: 0.75 } as const;
/** The collection on which the people's shares are taken: each of their questions stands in it once. */
const WHOLE_BOOK = "people, all";

/** Near misses count for little: whether they can be told at all is another question than how sure one may be. */
const SORT_WEIGHT = { answerable: 1, far: 1, near: 0.3 } as const;

/** Fits logistic, calibration and limits on all cases; judges each by what was fitted without its fold. */
export function fitOutcome(cases: readonly Case[]): FittedOutcome {
  const weights = weightsOf(cases);
  const examples = cases.map((entry, at) => ({ ...entry, weight: weights[at] ?? 0 }));
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    fit(examples.filter((example) => example.fold !== fold)),
  );
  const judged = examples.map((example) => ({
    ...example,
    confidence: models[example.fold]?.confidence(example) ?? 0,
  }));
  return { outcome: fit(examples).outcome, limits: limitsFor(judged), judged };
}

type Weighted = Case & { readonly weight: number };

function fit(examples: readonly Weighted[]): {
  readonly outcome: RankingSettings["outcome"];
  readonly confidence: (example: Case) => number;
} {
  const coefficients = fitLogistic(examples);
  const raw = ({ features }: Case): number => probability(coefficients, features);
  const calibration = fitCalibration(
    examples.map((example) => ({ ...example, confidence: raw(example) })),
  );
  const [intercept = 0, score = 0, sentence = 0, lead = 0, logPassages = 0] = coefficients;
  return {
    outcome: { intercept, score, sentence, lead, logPassages, calibration },
    confidence: (example) => calibrate(calibration, raw(example)),
  };
}

/** Every kind and sort weighs the same but for `SORT_WEIGHT`, and so does every class of collections within it. */
function weightsOf(cases: readonly Case[]): number[] {
  const sizes = new Map<string, number>();
  const classes = new Map<string, Set<string>>();
  const cellOf = ({ kind, sort }: Case): string => `${kind} ${sort}`;
  const partOf = (entry: Case): string => `${cellOf(entry)} ${entry.collection}`;
  for (const entry of cases) {
    sizes.set(partOf(entry), (sizes.get(partOf(entry)) ?? 0) + 1);
    const known = classes.get(cellOf(entry)) ?? new Set();
    classes.set(cellOf(entry), known.add(entry.collection));
  }
  return cases.map(
    (entry) =>
      SORT_WEIGHT[entry.sort] /
      (classes.get(cellOf(entry))?.size ?? 1) /
      (sizes.get(partOf(entry)) ?? 1),
  );
}

/** The highest limits that keep what `KEPT` says, and so refuse as much as can be. */
function limitsFor(judged: readonly Judged[]): RankingSettings["limits"] {
  const answerable = judged.filter(({ sort }) => sort === "answerable");
  const confidences = (some: readonly Judged[]): number[] =>
    some.map(({ confidence }) => confidence);
  const people = confidences(answerable.filter((entry) => entry.collection === WHOLE_BOOK));
  return {
    unsure: Math.min(
      limitKeeping(confidences(answerable), KEPT.shown),
      limitKeeping(people, KEPT.shownPeople),
    ),
    answered: limitKeeping(people, KEPT.answeredPeople),
  };
}
