/** @module The weights of the score, fitted on both kinds of data, and how good they are on what they were not fitted on. */

import { quote } from "../corpus/citation.ts";
import type { Embedder } from "../search/embedder.ts";
import type { RankingSettings } from "../search/model.ts";
import { rank, type Ranked } from "../search/rank.ts";
import { SIGNALS } from "../search/signals.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { Kind, Question } from "./data.ts";
import { FOLDS } from "./folds.ts";
import { type Quality, qualityOf, rankOfRight } from "./metrics.ts";
import { type Example, fitSoftmax } from "./softmax.ts";

/** An answerable question's candidates, and the fold it is left out with. */
export interface Asked extends Example {
  readonly kind: Kind;
  readonly fold: number;
}

export const KINDS: readonly Kind[] = ["exam", "people"];

/** The weights by name. */
export const settingsOf = (weights: readonly number[]): RankingSettings["weights"] => {
  const [passage = 0, sentence = 0, bm25 = 0, sentenceShare = 0] = weights;
  return { passage, sentence, bm25, sentenceShare };
};

/** Whether a candidate is a right passage for a question. */
export async function isRightIn(
  snapshot: Pick<Snapshot, "document">,
  { isRight }: Question,
  { candidate: { passage } }: Pick<Ranked, "candidate">,
): Promise<boolean> {
  const document = await snapshot.document(passage.path);
  return document !== undefined && isRight(passage.path, quote(document, passage));
}

/** The signals of each question's candidates, by the product's own ranking. */
export async function askAll(
  snapshot: Snapshot,
  embedder: Embedder,
  questions: readonly Question[],
  foldOf: (question: Question) => number,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) {
    const ranked = await rank(snapshot, embedder, question.text);
    asked.push({
      kind: question.kind,
      fold: foldOf(question),
      rows: ranked.map(({ signals }) => SIGNALS.map((name) => signals[name])),
      right: await Promise.all(ranked.map((entry) => isRightIn(snapshot, question, entry))),
    });
  }
  return asked;
}

/** The quality on the questions that were fitted on (each fold's fit, on the other four folds) and on those left out. */
export type FittedAndNot = Readonly<
  Record<Kind, { readonly fitted: Quality; readonly unfitted: Quality }>
>;

export interface FittedWeights {
  /** In the order of `SIGNALS`; fitted on everything. */
  readonly weights: readonly number[];
  /** Fitted without each fold. */
  readonly withoutFold: readonly (readonly number[])[];
  readonly quality: FittedAndNot;
}

/** Fits the weights on everything and, to measure them, without each fold in turn. */
export function fitWeights(asked: readonly Asked[]): FittedWeights {
  const width = asked[0]?.rows[0]?.length ?? 0;
  const fit = (some: readonly Asked[]): number[] =>
    fitSoftmax(
      KINDS.map((kind) => some.filter((example) => example.kind === kind)),
      width,
    );
  const withoutFold = Array.from({ length: FOLDS }, (_, fold) =>
    fit(asked.filter((example) => example.fold !== fold)),
  );
  const quality = {
    exam: measure(asked, "exam", withoutFold),
    people: measure(asked, "people", withoutFold),
  };
  return { weights: fit(asked), withoutFold, quality };
}

function measure(
  asked: readonly Asked[],
  kind: Kind,
  withoutFold: FittedWeights["withoutFold"],
): FittedAndNot[Kind] {
  const own = asked.filter((example) => example.kind === kind);
  const ranks = (isOf: (example: Asked, fold: number) => boolean): number[] =>
    withoutFold.flatMap((weights, fold) =>
      own.filter((example) => isOf(example, fold)).map((example) => rankOfRight(example, weights)),
    );
  return {
    fitted: qualityOf(ranks((example, fold) => example.fold !== fold)),
    unfitted: qualityOf(ranks((example, fold) => example.fold === fold)),
  };
}

/** The quality on what was left out, with each signal left out in turn and the others fitted anew. */
export function ablate(
  asked: readonly Asked[],
): { readonly without: string; readonly quality: FittedAndNot }[] {
  return SIGNALS.map((without, left) => {
    const others = asked.map((example) => ({
      ...example,
      rows: example.rows.map((row) => row.filter((_, at) => at !== left)),
    }));
    return { without, quality: fitWeights(others).quality };
  });
}
