import { describe, expect, it } from "vitest";
import { fitProjection } from "../../../tools/fit/projection.ts";
import { dot, rowOf } from "../../../src/model/vector.ts";
import { random } from "../../support/random.ts";

const DIMENSIONS = 6;
const OFFSET = 3;
/** States around (3, 3, …): far apart along the third dimension, less along the fifth, hardly along the others. */
const SPREAD = [0.01, 0.01, 1, 0.01, 0.3, 0.01];

function reader(seed: number) {
  const next = random(seed);
  const run = async (text: string) => {
    const ids = text.split(" ").map((_, at) => at);
    const states = Float32Array.from(
      { length: ids.length * DIMENSIONS },
      (_, at) => OFFSET + (SPREAD[at % DIMENSIONS] ?? 0) * (next() - 0.5),
    );
    // What stands for the model's own marks must not count.
    states.fill(1_000, 0, DIMENSIONS);
    states.fill(-1_000, states.length - DIMENSIONS);
    return { ids, states };
  };
  return { run, encode: (text: string) => text.split(" ").map((_, at) => at), isWord: () => false };
}

const texts = Array.from({ length: 40 }, () => "[CLS] a text of some few words [SEP]");

describe("the projection that is fitted", () => {
  it("finds the directions in which tokens differ most, and their mean", async () => {
    const { mean, directions } = await fitProjection(texts, reader(1), 2);
    mean.forEach((value) => expect(Math.abs(value - OFFSET)).toBeLessThan(0.1));
    expect(Math.abs(rowOf(directions, 0)[2] ?? 0)).toBeGreaterThan(0.95);
    expect(Math.abs(rowOf(directions, 1)[4] ?? 0)).toBeGreaterThan(0.95);
    expect(dot(rowOf(directions, 0), rowOf(directions, 1))).toBeCloseTo(0, 5);
  });

  it("is the same on every run", async () => {
    const [one, two] = [
      await fitProjection(texts, reader(2), 3),
      await fitProjection(texts, reader(2), 3),
    ];
    expect(two).toEqual(one);
  });
});
