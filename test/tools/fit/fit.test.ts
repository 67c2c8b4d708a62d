import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../../src/base/hash.ts";
import { UserError } from "../../../src/base/errors.ts";
import { type Fit, fitAll } from "../../../tools/fit/fit.ts";
import { describeFit } from "../../../tools/fit/report.ts";
import { writeSettings } from "../../../tools/fit/settings.ts";
import { projectionOver } from "../../../src/model/projection.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { writeFiles } from "../../support/temporary.ts";

const NAMES = ["maple", "otter", "violin", "harbour", "comet", "saddle", "lantern", "glacier"];
const THINGS = ["colour", "weight", "origin", "price", "keeper", "season"];

const paragraph = (name: string, thing: string): string =>
  `The ${thing} of every ${name} was recorded near ${thing}town by the ${name} society.`;

/** The folder of documents and the file of questions of each set of people's. */
const PEOPLES = [
  ["rust-book", "rust-questions.jsonl"],
  ["discordjs-guide", "discordjs-guide-questions.jsonl"],
  ["cairn", "cairn-questions.jsonl"],
  ["clef-handbook", "clef-handbook-questions.jsonl"],
] as const;

/** Writes a folder of the form that is fitted on: five collections, and questions for each. */
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
  const lines: object[] = [
    { question: "which wrench opens the boiler", answerable: false, kind: "near" },
    { question: "how long do penguins sleep", answerable: false, kind: "far" },
  ];
  const files: Record<string, string> = { "squad-dev.json": JSON.stringify({ data }) };
  for (const [at, name] of NAMES.entries()) {
    const path = `${name}.md`;
    const text = `The ${name} engine is oiled through valve ${at}.`;
    const file = `# Engine ${name}\n\n${text}\n`;
    const start = file.indexOf(text);
    for (const [documents] of PEOPLES) files[`${documents}/${path}`] = file;
    const answer =
      at % 2 === 0
        ? { gold: [`valve ${at}`] }
        : { spans: [{ path, start, end: start + text.length }] };
    lines.push({ question: `where do i oil the ${name} engine`, path, ...answer });
  }
  for (const [, questions] of PEOPLES)
    files[questions] = lines.map((line) => JSON.stringify(line)).join("\n");
  await writeFiles(folder, files);
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

  it("measures every set by a fit without it, and people's questions together", () => {
    const questions = NAMES.length * THINGS.length;
    expect(fit.quality.map((row) => [row.set, row.questions])).toEqual([
      ["SQuAD", questions],
      ...["Rust book", "discord.js guide", "Cairn", "Clef"].map((set) => [set, NAMES.length]),
      ["people's", 4 * NAMES.length],
    ]);
    for (const { r5, section3 } of fit.quality) expect(Math.min(r5, section3)).toBeGreaterThan(0.9);
  });

  it("gives limits in order", () => {
    const { unsure, nearest, found, further } = fit.ranking.limits;
    expect(nearest).toBeLessThanOrEqual(unsure);
    for (const limit of [unsure, nearest, found, further])
      expect(limit >= 0 && limit <= 1).toBe(true);
  });

  it("describes every collection and every signal left out", () => {
    const text = describeFit(fit);
    for (const words of ["parts of sets", "all sets as one", "without bm25", "without maxSim"])
      expect(text).toContain(words);
  });

  it("writes ranking and figures, and leaves the embedding as it was", async () => {
    const file = join(folder, "footnote.json");
    const tokens = { file: "directions.f32", sha256: "of another", dimensions: 2 };
    const embedding = { dimensions: 3, "a key": ["that", "stays"], tokens };
    await writeFile(file, JSON.stringify({ format: 3, embedding, ranking: {} }));
    const numbers = Float32Array.of(1, 2, 3, 1, 0, 0, 0, 1, 0);
    await writeSettings(file, { ...fit, projection: projectionOver(numbers, 3, 2) }, "2000-01-01");
    const projection = await readFile(join(folder, "directions.f32"));
    expect(new Float32Array(Uint8Array.from(projection).buffer)).toEqual(numbers);
    const written: unknown = JSON.parse(await readFile(file, "utf8"));
    expect(written).toMatchObject({
      format: 3,
      embedding: { ...embedding, tokens: { ...tokens, sha256: sha256(projection) } },
      ranking: { limits: fit.ranking.limits },
    });
    expect(written).toHaveProperty("fitted.date", "2000-01-01");
  });
});

describe("the data", () => {
  it("says what is expected where it is missing", async () => {
    const fitting = fitAll(join(tmpdir(), "no-such-folder"), fakeEmbedder(), () => {});
    await expect(fitting).rejects.toThrow(UserError);
    await expect(fitting).rejects.toThrow(/squad-dev\.json/);
  });
});
