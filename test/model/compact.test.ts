import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesOfCompact,
  compact,
  type CompactMatrix,
  compactOver,
  compactZeros,
  cosineOfRows,
  putRow,
  rowsOf,
} from "../../src/model/compact.ts";
import { cosinesOf } from "../../src/search/similarity.ts";
import { dot, normalise } from "../../src/model/vector.ts";

const DIMENSIONS = 48;
const ROUNDING = 0.02;

const unit = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: DIMENSIONS,
    maxLength: DIMENSIONS,
  })
  .filter((numbers) => numbers.some((number) => Math.abs(number) > 0.01))
  .map((numbers) => normalise(Float32Array.from(numbers)));
const units = fc.array(unit, { minLength: 1, maxLength: 9 });

function matrixOf(vectors: readonly Float32Array[]): CompactMatrix {
  const matrix = compactZeros(vectors.length, DIMENSIONS);
  vectors.forEach((vector, row) => putRow(matrix, row, compact(vector)));
  return matrix;
}

describe("compact vectors", () => {
  it("have nearly the cosines of the vectors they were made of", () => {
    fc.assert(
      fc.property(unit, units, (vector, rows) => {
        const cosines = cosinesOf(vector, matrixOf(rows)).toVector;
        rows.forEach((row, at) => {
          expect(Math.abs((cosines[at] ?? NaN) - dot(vector, row))).toBeLessThan(ROUNDING);
        });
      }),
    );
  });

  it("are unit vectors, and their cosines go both ways", () => {
    fc.assert(
      fc.property(units, units, (left, right) => {
        const [a, b] = [matrixOf(left), matrixOf(right)];
        expect(cosineOfRows(a, 0, a, 0)).toBeCloseTo(1, 5);
        expect(cosineOfRows(a, 0, b, right.length - 1)).toBeCloseTo(
          cosineOfRows(b, right.length - 1, a, 0),
          5,
        );
      }),
    );
  });

  it("come back from their bytes, and a view of some rows reads those", () => {
    fc.assert(
      fc.property(units, unit, fc.nat(8), (rows, vector, at) => {
        const matrix = matrixOf(rows);
        const read = compactOver(Uint8Array.from(bytesOfCompact(matrix)).buffer, DIMENSIONS);
        expect(read.rows).toBe(rows.length);
        const from = at % rows.length;
        expect(cosinesOf(vector, rowsOf(read, from, rows.length - from)).toVector).toEqual(
          cosinesOf(vector, matrix).toVector.slice(from),
        );
      }),
    );
  });

  it("are copied to the byte", () => {
    fc.assert(
      fc.property(units, (rows) => {
        const matrix = matrixOf(rows);
        const copy = compactZeros(rows.length, DIMENSIONS);
        rows.forEach((_, row) => putRow(copy, row, rowsOf(matrix, row, 1)));
        expect(bytesOfCompact(copy)).toEqual(bytesOfCompact(matrix));
      }),
    );
  });

  it("are not read from bytes that are no whole rows", () => {
    expect(() => compactOver(new ArrayBuffer(DIMENSIONS + 5), DIMENSIONS)).toThrow("compact rows");
  });
});
