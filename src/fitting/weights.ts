/** @module The weights of the score, fitted on both kinds of data, and how good they are on what they were not fitted on. */

import { quote } from "../corpus/citation.ts";
import type { Embedder } from "../search/embedder.ts";
import type { RankingSettings } from "../search/model.ts";
import { CLOSER, rank, type Ranked } from "../search/rank.ts";
import { SIGNALS } from "../search/signals.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { inner, type Vector } from "./algebra.ts";
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

/** The weights by name, from their order in `ROW`. */
export const settingsOf = (weights: readonly number[]): RankingSettings["weights"] => {
  const [passage = 0, sentence = 0, bm25 = 0, sentenceShare = 0, maxSim = 0] = weights;
  return { passage, sentence, bm25, sentenceShare, maxSim };
};

/** The signals of a row: those by which all are ordered, and the one of a closer look. */
const ROW = [...SIGNALS, "maxSim"] as const;

/** Whether a candidate is a right passage for a question. */
export async function isRightIn(
  snapshot: Pick<Snapshot, "document">,
  { isRight }: Question,
  { candidate: { passage } }: Pick<Ranked, "candidate">,
): Promise<boolean> {
  const document = await snapshot.document(passage.path);
  return document !== undefined && isRight(passage.path, quote(document, passage));
}

/** The signals of each question's candidates by the product's own ranking, all of them looked at closely. */
export async function askAll(
  snapshot: Snapshot,
  embedder: Embedder,
  questions: readonly Question[],
  foldOf: (question: Question) => number,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) {
    const ranked = await rank(snapshot, embedder, question.text, Infinity);
    asked.push({
      kind: question.kind,
      fold: foldOf(question),
      rows: ranked.map(({ signals }) => ROW.map((name) => signals[name])),
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
  /** In the order of `ROW`; fitted on everything. */
  readonly weights: readonly number[];
  /** Fitted without each fold. */
  readonly withoutFold: readonly (readonly number[])[];
  readonly quality: FittedAndNot;
}

/**
 * Fits first what all are ordered by, on all candidates, then, on the first few in that order, how much the closer look
 * counts against it.
 */
function fit(asked: readonly Asked[]): number[] {
  const width = (asked[0]?.rows[0]?.length ?? 1) - 1;
  const first = softmaxWeights(asked, width, (row) => row.slice(0, width));
  const firstScore = (row: Vector): number => inner(first, row.slice(0, width));
  const few = asked.map((example) => firstFew(example, firstScore));
  const [score = 1, closer = 0] = softmaxWeights(few, 2, (row) => [
    firstScore(row),
    row[width] ?? 0,
  ]);
  return [...first, Math.max(0, closer / score)];
}

const softmaxWeights = (
  asked: readonly Asked[],
  width: number,
  read: (row: Vector) => Vector,
): number[] =>
  fitSoftmax(
    KINDS.map((kind) =>
      asked
        .filter((example) => example.kind === kind)
        .map(({ rows, right }) => ({ rows: rows.map(read), right })),
    ),
    width,
  );

/** The candidates that the product looks at closely. */
function firstFew(example: Asked, scoreOf: (row: Vector) => number): Asked {
  const places = orderBy(example.rows, scoreOf).slice(0, CLOSER);
  return {
    ...example,
    rows: places.map((at) => example.rows[at] ?? []),
    right: places.map((at) => example.right[at] ?? false),
  };
}

/** Candidates' places by score, the best first. */
function orderBy(rows: readonly Vector[], scoreOf: (row: Vector) => number): number[] {
  const scores = rows.map(scoreOf);
  return [...rows.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}

/** As the product sees it: only the first few have the signal of the closer look. */
function asSeen(example: Asked, weights: Vector): Asked {
  const width = weights.length - 1;
  const scoreOf = (row: Vector): number => inner(weights.slice(0, width), row.slice(0, width));
  const close = new Set(orderBy(example.rows, scoreOf).slice(0, CLOSER));
  const rows = example.rows.map((row, at) => (close.has(at) ? row : row.with(width, 0)));
  return { ...example, rows };
}

/** Fits the weights on everything and, to measure them, without each fold in turn. */
export function fitWeights(asked: readonly Asked[]): FittedWeights {
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
      own
        .filter((example) => isOf(example, fold))
        .map((example) => rankOfRight(asSeen(example, weights), weights)),
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
  return ROW.map((without, left) => {
    const others = asked.map((example) => ({
      ...example,
      rows: example.rows.map((row) =>
        without === "maxSim" ? row.with(left, 0) : row.filter((_, at) => at !== left),
      ),
    }));
    return { without, quality: fitWeights(others).quality };
  });
}
