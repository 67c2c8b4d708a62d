import { describe, expect, it } from "vitest";
import { cosinesOf } from "../../src/search/similarity.ts";
import { numbersOf, projectionOver, projector } from "../../src/model/projection.ts";
import { normalise } from "../../src/model/vector.ts";
import { random } from "../support/random.ts";

const [FROM, TO] = [12, 8];
const next = random(11);
const numbers = Float32Array.from({ length: (TO + 1) * FROM }, () => next() - 0.5);
const projection = projectionOver(numbers, FROM, TO);

describe("a projection", () => {
  it("gives each state less the mean, times every direction, at length 1", () => {
    const states = Float32Array.from({ length: 5 * FROM }, () => next() - 0.5);
    const projected = projector(projection)(states);
    expect([projected.rows, projected.dimensions]).toEqual([5, TO]);
    for (let row = 0; row < 5; row += 1) {
      const expected = Float32Array.from({ length: TO }, (_, k) =>
        Array.from({ length: FROM }, (_unused, at) => {
          const state = states[row * FROM + at] ?? 0;
          return (state - (numbers[at] ?? 0)) * (numbers[(k + 1) * FROM + at] ?? 0);
        }).reduce((sum, value) => sum + value, 0),
      );
      expect(cosinesOf(normalise(expected), projected).toVector[row]).toBeGreaterThan(0.999);
    }
  });

  it("is read from the numbers that it is written as, and from no others", () => {
    expect(numbersOf(projection)).toEqual(numbers);
    expect(() => projectionOver(numbers.subarray(1), FROM, TO)).toThrow(/instead of 108/);
  });
});
