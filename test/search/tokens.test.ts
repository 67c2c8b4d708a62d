import { describe, expect, it } from "vitest";
import {
  type CompactMatrix,
  compactZeros,
  cosineOfRows,
  putVector,
  rowsOf,
} from "../../src/model/compact.ts";
import { maxSimTo } from "../../src/search/similarity.ts";
import { random } from "../support/random.ts";

const WIDTH = 12;

function vectorsOf(rows: number, seed: number): CompactMatrix {
  const next = random(seed);
  const matrix = compactZeros(rows, WIDTH);
  for (let row = 0; row < rows; row += 1)
    putVector(
      matrix,
      row,
      Float64Array.from({ length: WIDTH }, () => next() - 0.5),
    );
  return matrix;
}

/** The definition, written out. */
function plainMaxSim(
  question: CompactMatrix,
  weights: readonly number[],
  passage: CompactMatrix,
): number {
  const best = weights.map((_, j) =>
    Math.max(
      0,
      ...Array.from({ length: passage.rows }, (_unused, i) =>
        cosineOfRows(question, j, passage, i),
      ),
    ),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, j) => sum + weight * (best[j] ?? 0), 0) / total;
}

describe("MaxSim", () => {
  it.each([1, 3, 4, 5, 13])("of a question of %i tokens is what its definition says", (tokens) => {
    const question = vectorsOf(tokens, tokens);
    const weights = Array.from({ length: tokens }, (_, at) => 0.5 + (at % 3));
    const maxSim = maxSimTo({ vectors: question }, weights);
    for (const rows of [1, 2, 40]) {
      const passage = vectorsOf(rows, 100 + rows);
      expect(maxSim(passage)).toBeCloseTo(plainMaxSim(question, weights, passage), 6);
    }
  });

  it("is the same for rows that lie among others", () => {
    const all = vectorsOf(20, 7);
    const question = rowsOf(all, 3, 5);
    const weights = [1, 2, 3, 4, 5];
    const maxSim = maxSimTo({ vectors: question }, weights);
    const passage = rowsOf(all, 9, 6);
    expect(maxSim(passage)).toBeCloseTo(plainMaxSim(question, weights, passage), 6);
  });

  it("is 1 of a question's own tokens, and 0 where nothing is alike or there is nothing", () => {
    const question = vectorsOf(6, 3);
    const maxSim = maxSimTo({ vectors: question }, [1, 1, 1, 1, 1, 1]);
    expect(maxSim(question)).toBeCloseTo(1, 5);
    expect(maxSim(compactZeros(0, WIDTH))).toBe(0);
    const opposite = { ...question, steps: question.steps.map((step) => -step) };
    const one = { vectors: rowsOf(question, 0, 1) };
    expect(maxSimTo(one, [2])(rowsOf(opposite, 0, 1))).toBe(0);
    expect(maxSimTo({ vectors: compactZeros(0, WIDTH) }, [])(question)).toBe(0);
  });
});
