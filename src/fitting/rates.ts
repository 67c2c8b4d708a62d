/** @module Error rates at the limits, by class of collection. */

import type { RankingSettings } from "../search/model.ts";
import type { Kind } from "./data.ts";
import { shareFrom } from "./metrics.ts";
import type { Judged } from "./outcome.ts";

/** Shares are null where there is nothing to take them of. */
export interface ErrorRates {
  readonly collection: string;
  /** Whose questions are answerable or near; the far ones are of either kind. */
  readonly kind: Kind;
  /** The fewest and the most of a collection in the class. */
  readonly passages: readonly [number, number];
  readonly answerable: number;
  readonly near: number;
  readonly far: number;
  readonly answerableShown: number | null;
  readonly answerableAnswered: number | null;
  readonly farRefused: number | null;
  readonly nearNotAnswered: number | null;
}

/** What the limits do on each class of collections, kind by kind; a kind with nothing answerable there is left out. */
export function errorRates(
  judged: readonly Judged[],
  limits: RankingSettings["limits"],
): ErrorRates[] {
  const names = [...new Set(judged.map(({ collection }) => collection))];
  return names
    .flatMap((name) => {
      const here = judged.filter(({ collection }) => collection === name);
      return (["exam", "people"] as const).map((kind) => ratesOf(name, kind, here, limits));
    })
    .filter(({ answerable }) => answerable > 0);
}

function ratesOf(
  collection: string,
  kind: Kind,
  here: readonly Judged[],
  limits: RankingSettings["limits"],
): ErrorRates {
  const sizes = here.map(({ passages }) => passages);
  const [answerable, near] = [
    confidences(here, "answerable", kind),
    confidences(here, "near", kind),
  ];
  const far = [...confidences(here, "far", "exam"), ...confidences(here, "far", "people")];
  return {
    collection,
    kind,
    passages: [Math.min(...sizes), Math.max(...sizes)],
    answerable: answerable.length,
    near: near.length,
    far: far.length,
    answerableShown: from(answerable, limits.unsure),
    answerableAnswered: from(answerable, limits.answered),
    farRefused: below(far, limits.unsure),
    nearNotAnswered: below(near, limits.answered),
  };
}

const confidences = (here: readonly Judged[], sort: Judged["sort"], kind: Kind): number[] =>
  here
    .filter((entry) => entry.sort === sort && entry.kind === kind)
    .map(({ confidence }) => confidence);

const from = (values: readonly number[], limit: number): number | null =>
  values.length === 0 ? null : shareFrom(values, limit);
const below = (values: readonly number[], limit: number): number | null =>
  values.length === 0 ? null : 1 - shareFrom(values, limit);
