/** @module Cases: a question asked of a collection, what the ranking said, and whether it was right. */

import type { Embedder } from "../search/embedder.ts";
import { evidence } from "../search/outcome.ts";
import { rank, type Ranked } from "../search/rank.ts";
import type { Snapshot } from "../search/snapshot.ts";
import { collection } from "./collection.ts";
import type { Question } from "./data.ts";
import type { Nested } from "./nested.ts";
import { isRightIn, settingsOf } from "./weights.ts";

export interface Case extends Pick<Question, "kind" | "sort"> {
  /** The class of the collection. */
  readonly collection: string;
  readonly passages: number;
  readonly fold: number;
  readonly features: readonly number[];
  /** A right passage is among the first three. */
  readonly isPositive: boolean;
}

const FIRST = 3;

/** Asks each collection its questions, each with the weights that were fitted without the question's fold. */
export async function askNested(
  nested: readonly Nested[],
  embedder: Embedder,
  withoutFold: readonly (readonly number[])[],
  foldOf: (question: Question) => number,
): Promise<Case[]> {
  const embedders = withoutFold.map((weights) => withWeights(embedder, weights));
  const cases: Case[] = [];
  for (const { name, rows, questions } of nested) {
    const snapshot = collection(rows);
    for (const question of questions) {
      const fold = foldOf(question);
      const ranked = await rank(snapshot, embedders[fold] ?? embedder, question.text);
      const found = await caseOf(snapshot, question, ranked);
      if (found) cases.push({ ...found, collection: name, passages: rows.length, fold });
    }
  }
  return cases;
}

async function caseOf(
  snapshot: Snapshot,
  question: Question,
  ranked: readonly Ranked[],
): Promise<Pick<Case, "kind" | "sort" | "features" | "isPositive"> | undefined> {
  if (ranked.length === 0) return undefined;
  const right = await Promise.all(
    ranked.slice(0, FIRST).map((entry) => isRightIn(snapshot, question, entry)),
  );
  const { kind, sort } = question;
  const features = evidence(ranked, snapshot.counts.passages);
  return { kind, sort, features, isPositive: sort === "answerable" && right.includes(true) };
}

function withWeights(embedder: Embedder, weights: readonly number[]): Embedder {
  const { model } = embedder;
  const ranking = { ...model.settings.ranking, weights: settingsOf(weights) };
  return { ...embedder, model: { ...model, settings: { ...model.settings, ranking } } };
}
