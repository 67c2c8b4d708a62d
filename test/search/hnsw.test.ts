import { rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { compareAll, openHnsw, writeHnsw } from "../../src/search/hnsw.ts";
import { fitEf, recallMeter } from "../../src/search/ann-recall.ts";
import { type Matrix, matrixOf, normalise, rowOf } from "../../src/model/vector.ts";
import { readFile } from "node:fs/promises";
import { exactNearest } from "../support/exact-nearest.ts";
import { random } from "../support/random.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** Unit vectors about a few centres, as texts' embeddings lie. */
function clustered(rows: number, dimensions: number, centres: number): Matrix {
  const next = random(42);
  const gauss = (): number => next() + next() + next() + next() - 2;
  const middles = Array.from({ length: centres }, () => Array.from({ length: dimensions }, gauss));
  const data = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row += 1) {
    const middle = middles[row % centres] ?? [];
    const vector = Float32Array.from(
      { length: dimensions },
      (_, at) => (middle[at] ?? 0) + gauss() * 1.4,
    );
    data.set(normalise(vector), row * dimensions);
  }
  return matrixOf(data, dimensions);
}

const written = async (vectors: Matrix): Promise<string> => {
  const file = join(await temporaryFolder(), "test.hnsw");
  await writeHnsw(file, vectors);
  return file;
};

describe("HNSW", () => {
  it("finds what comparing with all finds: recall@10 of at least .98 on thousands of clustered vectors", async () => {
    const vectors = clustered(inject("isLong") ? 5_000 : 2_000, 64, 140);
    const file = await written(vectors);
    const opened = openHnsw(file, vectors);
    const hnsw = opened.withEf((await fitEf(opened, vectors)) ?? 0);
    let found = 0;
    for (let row = 0; row < vectors.rows; row += 25) {
      const wanted = new Set(exactNearest(vectors, row, 10));
      found += hnsw.nearest(rowOf(vectors, row), 10).filter((hit) => wanted.has(hit.row)).length;
    }
    expect(found / (0.4 * vectors.rows)).toBeGreaterThanOrEqual(0.98);
  });

  it("keeps more candidates where vectors lie so that fewer find too little", async () => {
    const alike = clustered(6_000, 192, 6_000);
    const file = await written(alike);
    const hnsw = openHnsw(file, alike);
    const rows = Array.from({ length: alike.rows }, (_, row) => rowOf(alike, row));
    const measure = recallMeter(rows);
    const recallAt = async (ef: number): Promise<number> => {
      const index = hnsw.withEf(ef);
      const found = await measure(async (vector, k) =>
        index.nearest(vector, k).map(({ cosine }) => cosine),
      );
      return found.recall;
    };
    const ef = await fitEf(hnsw, alike);
    expect(ef).toBeGreaterThan(64);
    expect(await recallAt(64)).toBeLessThan(0.98);
    expect(await recallAt(ef ?? 0)).toBeGreaterThanOrEqual(0.98);
  });

  it("compares with all as sorting all does", () => {
    const vectors = clustered(400, 16, 5);
    const all = compareAll(vectors);
    for (const row of [0, 57, 399]) {
      const hits = all.nearest(rowOf(vectors, row), 30);
      expect(hits.map((hit) => hit.row)).toEqual(exactNearest(vectors, row, 30));
      expect(hits[0]?.cosine).toBeCloseTo(1, 5);
    }
  });

  it("gives the cosine of each hit, the nearest first, and no more than there are", async () => {
    const vectors = clustered(20, 16, 3);
    const hnsw = openHnsw(await written(vectors), vectors).withEf(64);
    const hits = hnsw.nearest(rowOf(vectors, 7), 50);
    expect(hits).toHaveLength(20);
    expect(hits[0]?.row).toBe(7);
    expect(hits[0]?.cosine).toBeCloseTo(1, 5);
    expect(hits.map(({ cosine }) => cosine)).toEqual(
      hits.map(({ cosine }) => cosine).toSorted((a, b) => b - a),
    );
    expect(hnsw.nearest(rowOf(vectors, 7), 0)).toEqual([]);
  });

  it("writes the same bytes for the same vectors", async () => {
    const vectors = clustered(300, 16, 5);
    const [first, second] = [await written(vectors), await written(vectors)];
    expect((await readFile(first)).equals(await readFile(second))).toBe(true);
  });

  it("refuses a vector that native code would not survive", async () => {
    const vectors = clustered(20, 16, 3);
    const hnsw = openHnsw(await written(vectors), vectors).withEf(64);
    expect(() => hnsw.nearest(new Float32Array(15), 3)).toThrow(/15 numbers instead of 16/);
    expect(() => hnsw.nearest(new Float32Array(16).fill(NaN), 3)).toThrow(/not finite/);
  });

  it("refuses a file that is cut, empty, missing or of another count", async () => {
    const vectors = clustered(200, 16, 3);
    const file = await written(vectors);
    expect(() => openHnsw(file, { rows: 199, dimensions: 16 })).toThrow(
      /holds 200 points instead of 199/,
    );
    await truncate(file, 5_000);
    expect(() => openHnsw(file, { rows: 200, dimensions: 16 })).toThrow();
    await writeFile(file, "");
    expect(() => openHnsw(file, { rows: 200, dimensions: 16 })).toThrow();
    await rename(file, `${file}.gone`);
    expect(() => openHnsw(file, { rows: 200, dimensions: 16 })).toThrow();
  });

  it("says so where the file could not be written whole", async () => {
    await expect(writeHnsw("/dev/full", clustered(50, 16, 3))).rejects.toThrow();
  });
});
