import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/corpus/seed.ts";
import { UserError } from "../../src/errors.ts";
import { type Fit, fitAll } from "../../src/fitting/fit.ts";
import { groupOf } from "../../src/fitting/data.ts";
import { describeFit } from "../../src/fitting/report.ts";
import { writeSettings } from "../../src/fitting/settings.ts";
import { projectionOver } from "../../src/search/projection.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";

const NAMES = ["maple", "otter", "violin", "harbour", "comet", "saddle", "lantern", "glacier"];
const THINGS = ["colour", "weight", "origin", "price", "keeper", "season"];

const paragraph = (name: string, thing: string): string =>
  `The ${thing} of every ${name} was recorded near ${thing}town by the ${name} society.`;

/** A folder of the form that is fitted on: articles of paragraphs, chapters of sections, a question for each. */
async function writeData(folder: string): Promise<void> {
  const data = NAMES.map((title) => ({
    title,
    paragraphs: THINGS.map((thing) => ({
      context: paragraph(title, thing),
      qas: [
        { question: `What was the ${thing} of the ${title}?`, is_impossible: false },
        { question: `Who painted the ${title} in ${thing}?`, is_impossible: true },
      ],
    })),
  }));
  await writeFile(join(folder, "squad-dev.json"), JSON.stringify({ data }));
  await mkdir(join(folder, "rust-book"));
  const lines: object[] = [
    { question: "which wrench opens the boiler", answerable: false, kind: "near" },
    { question: "how long do penguins sleep", answerable: false, kind: "far" },
  ];
  for (const [at, name] of NAMES.entries()) {
    const path = `ch0${at}-01-${name}.md`;
    const text = `The ${name} engine is oiled through valve ${at}.`;
    await writeFile(join(folder, "rust-book", path), `# Engine ${name}\n\n${text}\n`);
    lines.push({ question: `where do i oil the ${name} engine`, path, gold: [`valve ${at}`] });
  }
  const source = lines.map((line) => JSON.stringify(line)).join("\n");
  await writeFile(join(folder, "rust-questions.jsonl"), source);
}

describe("a fit", () => {
  let folder = "";
  let fit: Fit;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "footnote-fit-test-"));
    await writeData(folder);
    fit = await fitAll(folder, fakeEmbedder(), () => {});
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("measures every question once, on what was left out", () => {
    expect(fit.quality.exam.unfitted.questions).toBe(NAMES.length * THINGS.length);
    expect(fit.quality.exam.fitted.questions).toBe(NAMES.length * THINGS.length * 4);
    expect(fit.quality.people.unfitted.questions).toBe(NAMES.length);
    expect(fit.quality.exam.unfitted.r5).toBeGreaterThan(0.9);
  });

  it("gives limits in order and a calibration that rises", () => {
    const { limits, outcome } = fit.ranking;
    expect(limits.unsure).toBeLessThanOrEqual(limits.found);
    const found = outcome.calibration.map(([, value]) => value);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it("tells of every class of collections and every signal left out", () => {
    const text = describeFit(fit);
    for (const words of [
      "exam, one article",
      "people, all",
      "both",
      "without bm25",
      "without maxSim",
    ])
      expect(text).toContain(words);
  });

  it("writes ranking and figures, and leaves the embedding as it was", async () => {
    const file = join(folder, "footnote.json");
    const tokens = { file: "directions.f32", sha256: "of another", dimensions: 2 };
    const embedding = { dimensions: 3, "a key": ["that", "stays"], tokens };
    await writeFile(file, JSON.stringify({ format: 2, embedding, ranking: {} }));
    const numbers = Float32Array.of(1, 2, 3, 1, 0, 0, 0, 1, 0);
    await writeSettings(file, { ...fit, projection: projectionOver(numbers, 3, 2) }, "2000-01-01");
    const projection = await readFile(join(folder, "directions.f32"));
    expect(new Float32Array(Uint8Array.from(projection).buffer)).toEqual(numbers);
    const written: unknown = JSON.parse(await readFile(file, "utf8"));
    expect(written).toMatchObject({
      format: 2,
      embedding: { ...embedding, tokens: { ...tokens, sha256: sha256(projection) } },
      ranking: { limits: fit.ranking.limits },
    });
    expect(written).toHaveProperty("fitted.date", "2000-01-01");
  });
});

describe("the data", () => {
  it("falls into articles and chapters", () => {
    expect(groupOf("Normans/12.txt")).toBe("Normans");
    expect(groupOf("ch03-02-data-types.md")).toBe("ch03");
    expect(groupOf("appendix-04-useful-tools.md")).toBe("appendix-04");
  });

  it("says what is expected where it is missing", async () => {
    const fitting = fitAll(join(tmpdir(), "no-such-folder"), fakeEmbedder(), () => {});
    await expect(fitting).rejects.toThrow(UserError);
    await expect(fitting).rejects.toThrow(/squad-dev\.json/);
  });
});
