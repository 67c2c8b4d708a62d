import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompactMatrix, compactZeros, cosineOfRows } from "../../src/model/compact.ts";
import { cosinesOf, cosinesOfAll, cosinesTo, maxSimTo } from "../../src/search/similarity.ts";
import { projectionOver, projector } from "../../src/model/projection.ts";
import { sumOfRows } from "../../src/model/vector.ts";
import { random } from "../support/random.ts";

/** Widths around the sixteen numbers that the loops take at once, and numbers of rows around their two and four. */
const width = fc.constantFrom(1, 4, 15, 16, 17, 48, 384);
const count = fc.integer({ min: 0, max: 9 });
const seed = fc.integer({ min: 1 });

/** Steps and scales of every size that a byte has, their extremes often. */
function rowsOfBytes(rows: number, dimensions: number, next: () => number): CompactMatrix {
  const matrix = compactZeros(rows, dimensions);
  for (let at = 0; at < matrix.steps.length; at += 1)
    matrix.steps[at] = next() < 0.3 ? (next() < 0.5 ? -127 : 127) : Math.round(254 * next() - 127);
  for (let at = 0; at < rows; at += 1) matrix.scales[at] = 0.001 + next();
  return matrix;
}

const numbers = (length: number, next: () => number): Float32Array =>
  Float32Array.from({ length }, () => 2 * next() - 1);

const times = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

const row = ({ steps, dimensions, first }: CompactMatrix, at: number): Int8Array =>
  steps.subarray((first + at) * dimensions, (first + at + 1) * dimensions);

/** Float32 sums of up to 384 products of numbers up to 1 and 127 differ from exact ones by less. */
const ROUNDING = 0.02;

describe("the loops in 128 bits", () => {
  it("give the cosines that are written out here", () => {
    fc.assert(
      fc.property(width, count, seed, (dimensions, rows, from) => {
        const next = random(from);
        const vector = numbers(dimensions, next);
        const matrix = rowsOfBytes(rows, dimensions, next);
        const { toVector, toNext } = cosinesOf(vector, matrix);
        expect([toVector.length, toNext.length]).toEqual([rows, Math.max(0, rows - 1)]);
        toVector.forEach((cosine, at) => {
          const exact = (matrix.scales[at] ?? 0) * times(vector, row(matrix, at));
          expect(Math.abs(cosine - exact)).toBeLessThan(ROUNDING);
        });
        toNext.forEach((cosine, at) =>
          expect(cosine).toBe(cosineOfRows(matrix, at, matrix, at + 1)),
        );
      }),
    );
  });

  it("give the same of some rows among others, in any order of sizes", () => {
    fc.assert(
      fc.property(width, count, count, seed, (dimensions, before, rows, from) => {
        const next = random(from);
        const vector = numbers(dimensions, next);
        const all = rowsOfBytes(before + rows, dimensions, next);
        const among = cosinesOf(vector, { ...all, first: before, rows });
        const { toVector } = cosinesOf(vector, all);
        expect(among.toVector).toEqual(toVector.slice(before));
      }),
    );
  });

  it("give the same of many matrices in one go, empty ones among them", () => {
    const sizes = fc.array(count, { maxLength: 6 });
    fc.assert(
      fc.property(width, sizes, seed, (dimensions, all, from) => {
        const next = random(from);
        const vector = numbers(dimensions, next);
        const matrices = all.map((rows) => rowsOfBytes(rows, dimensions, next));
        const one = matrices.map((matrix) => cosinesOf(vector, matrix));
        expect(cosinesOfAll(vector, matrices)).toEqual(one);
      }),
    );
  });

  it("give the products of a vector with others", () => {
    fc.assert(
      fc.property(width, count, seed, (dimensions, rows, from) => {
        const next = random(from);
        const vector = numbers(dimensions, next);
        const others = Array.from({ length: rows }, () => numbers(dimensions, next));
        const found = cosinesTo(vector, others);
        expect(found).toHaveLength(rows);
        others.forEach((other, at) =>
          expect(Math.abs((found[at] ?? NaN) - times(vector, other))).toBeLessThan(ROUNDING / 100),
        );
      }),
    );
  });

  it("give MaxSim to the last digit, as whole numbers are multiplied", () => {
    fc.assert(
      fc.property(width, count, count, seed, (dimensions, asked, rows, from) => {
        const next = random(from);
        const question = rowsOfBytes(asked, dimensions, next);
        const passage = rowsOfBytes(rows, dimensions, next);
        const best = Array.from({ length: asked }, (_, q) =>
          Math.max(
            0,
            ...Array.from(
              { length: rows },
              (_unused, p) => (passage.scales[p] ?? 0) * times(row(question, q), row(passage, p)),
            ),
          ),
        );
        const weights = best.map(() => 1);
        const expected = best.reduce(
          (sum, value, at) => sum + (1 / asked) * (question.scales[at] ?? 0) * value,
          0,
        );
        expect(maxSimTo({ vectors: question }, weights)(passage)).toBe(expected);
      }),
    );
  });

  it("sum rows to the last digit, one after another", () => {
    fc.assert(
      fc.property(width, count, seed, (dimensions, rows, from) => {
        const all = numbers(rows * dimensions, random(from));
        const expected = new Float32Array(dimensions);
        for (let at = 0; at < all.length; at += 1)
          expected[at % dimensions] = (expected[at % dimensions] ?? 0) + (all[at] ?? 0);
        expect(sumOfRows(all, dimensions)).toEqual(expected);
      }),
    );
  });

  it("project as is written out here, to a step of the largest", () => {
    const [from, to] = [fc.constantFrom(3, 16, 20, 384), fc.constantFrom(1, 15, 16, 64)];
    fc.assert(
      fc.property(from, to, count, seed, (dimensions, projected, rows, start) => {
        const next = random(start);
        const all = numbers((projected + 1) * dimensions, next);
        const states = numbers(rows * dimensions, next);
        const result = projector(projectionOver(all, dimensions, projected))(states);
        for (let at = 0; at < rows; at += 1) {
          const state = states.subarray(at * dimensions, (at + 1) * dimensions);
          const centred = state.map((value, k) => value - (all[k] ?? 0));
          const exact = Array.from({ length: projected }, (_, k) =>
            times(centred, all.subarray((k + 1) * dimensions, (k + 2) * dimensions)),
          );
          const largest = Math.max(...exact.map(Math.abs)) || 1;
          exact.forEach((value, k) =>
            expect(Math.abs((127 * value) / largest - (row(result, at)[k] ?? NaN))).toBeLessThan(
              0.51,
            ),
          );
        }
      }),
    );
  });
});
