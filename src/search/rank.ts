/** @module Which passages answer a question, the best first. */

import type { Embedder } from "./embedder.ts";
import type { Candidate, Snapshot } from "./snapshot.ts";
import { dot } from "./vector.ts";

/** A candidate with how well it answers. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

/** How many of the nearest passages are looked at. */
export const CANDIDATES = 50;

/** The candidates for a question in the order of their scores, the best first. */
export async function rank(
  snapshot: Snapshot,
  embedder: Pick<Embedder, "embedQuestion">,
  question: string,
): Promise<Ranked[]> {
  const vector = await embedder.embedQuestion(question);
  const near = await snapshot.nearest(vector, CANDIDATES);
  const candidates = await snapshot.load(
    near.map(({ id }) => id),
    [],
  );
  return candidates
    .map((candidate) => ({ candidate, score: dot(vector, candidate.vector) }))
    .toSorted(
      (a, b) => b.score - a.score || (a.candidate.passage.id < b.candidate.passage.id ? -1 : 1),
    );
}
