import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../../src/base/hash.ts";
import { readSets } from "../../../tools/fit/data.ts";
import { type Fits, fitAll } from "../../../tools/fit/fit.ts";
import { describeFits } from "../../../tools/fit/report.ts";
import { writeSettings } from "../../../tools/fit/settings.ts";
import { projectionOver } from "../../../src/model/projection.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { NAMES, THINGS, writeData } from "../../support/fit-data.ts";

const embedder = fakeEmbedder();

describe("a fit", () => {
  let folder = "";
  let fits: Fits;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "footnote-fit-test-"));
    await writeData(folder);
    fits = await fitAll(await readSets(folder, embedder), embedder, () => {});
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("measures every set by a fit without it, and people's questions together", () => {
    const questions = NAMES.length * THINGS.length;
    const { quality } = fits.native;
    expect(quality.map((row) => [row.set, row.questions])).toEqual([
      ["SQuAD", questions],
      ...["Rust book", "discord.js guide", "Cairn", "Clef"].map((set) => [set, NAMES.length]),
      ["people's", 4 * NAMES.length],
    ]);
    for (const { r5, section3 } of quality) expect(Math.min(r5, section3)).toBeGreaterThan(0.9);
  });

  it("is of each mode on the questions that are compared in it, by direction", () => {
    const directionsIn = (mode: keyof Fits) => fits[mode].quality.map(({ set }) => set);
    expect(directionsIn("same")).toEqual([
      "own German, de → de",
      "own French, fr → fr",
      "people's",
    ]);
    expect(directionsIn("across").toSorted()).toEqual([
      "own French, de → fr",
      "own French, en → fr",
      "own French, es → fr",
      "own German, en → de",
      "own German, es → de",
      "own German, fr → de",
      "people's",
    ]);
  });

  it("gives no weight to signals of the native model in other modes", () => {
    expect(fits.native.ranking.weights.maxSim).not.toBe(0);
    for (const mode of ["same", "across"] as const)
      expect(fits[mode].ranking.weights).toMatchObject({ nativeSentence: 0, maxSim: 0 });
  });

  it("gives limits in order", () => {
    for (const { ranking } of Object.values(fits)) {
      const { unsure, nearest, found, further } = ranking.limits;
      expect(nearest).toBeLessThanOrEqual(unsure);
      for (const limit of [unsure, nearest, found, further])
        expect(limit >= 0 && limit <= 1).toBe(true);
    }
  });

  it("measures unprompted replies of each set by the limit without it", () => {
    const rows = fits.native.unprompted.map(({ of }) => of);
    expect(rows).toContain("Cairn, limit without it");
    expect(rows).toContain("people's, limit for all");
    for (const { ranking } of Object.values(fits))
      expect(ranking.limits.unprompted).toBeGreaterThan(0);
  });

  it("describes every collection and every signal left out", () => {
    const text = describeFits(fits);
    for (const words of [
      "In two languages",
      "own German, en → de",
      "parts of sets",
      "all sets as one",
      "without bm25",
      "without maxSim",
    ])
      expect(text).toContain(words);
  });

  it("writes rankings, figures and fitted numbers, and leaves the embedding as it was", async () => {
    const file = join(folder, "footnote.json");
    const tokens = { file: "directions.f32", sha256: "of another", dimensions: 2 };
    const questionMean = { file: "mean.f32", sha256: "of another" };
    const embedding = { dimensions: 3, "a key": ["that", "stays"], tokens, questionMean };
    await writeFile(file, JSON.stringify({ format: 4, embedding, rankings: {} }));
    const numbers = Float32Array.of(1, 2, 3, 1, 0, 0, 0, 1, 0);
    const mean = Float32Array.of(0.5, 0.25);
    const projection = projectionOver(numbers, 3, 2);
    const pins = { limits: { native: 0.75, general: 0.5 }, without: [], within: [] };
    await writeSettings(file, { fits, projection, questionMean: mean, pins }, "2000-01-01");
    const readNumbers = async (name: string) => {
      const bytes = await readFile(join(folder, name));
      return { values: new Float32Array(Uint8Array.from(bytes).buffer), sha256: sha256(bytes) };
    };
    const [directions, means] = [
      await readNumbers(tokens.file),
      await readNumbers(questionMean.file),
    ];
    expect([directions.values, means.values]).toEqual([numbers, mean]);
    const written: unknown = JSON.parse(await readFile(file, "utf8"));
    expect(written).toMatchObject({
      format: 4,
      embedding: {
        ...embedding,
        tokens: { ...tokens, sha256: directions.sha256 },
        questionMean: { ...questionMean, sha256: means.sha256 },
      },
    });
    for (const mode of ["native", "same", "across"] as const) {
      const { limits } = fits[mode].ranking;
      expect(written).toHaveProperty(`rankings.${mode}.limits`, limits);
      expect(written).toHaveProperty(`fitted.${mode}.rates.0.of`, fits[mode].rates[0]?.of);
    }
    expect(written).toHaveProperty("pins", pins.limits);
    expect(written).toHaveProperty("fitted.date", "2000-01-01");
  });
});
