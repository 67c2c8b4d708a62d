import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openFolder } from "../src/sources/folder.ts";
import { PROJECT } from "../src/base/config/config.ts";
import { generationDir } from "../src/storage/files/layout.ts";
import { readManifest } from "../src/storage/files/manifest.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { readBytes } from "../src/base/durable.ts";
import { openLibrary } from "../src/collection/library.ts";
import { type Embedder, loadEmbedder } from "../src/model/embedder.ts";
import { openHnsw } from "../src/search/hnsw.ts";
import { openModel } from "../src/model/model.ts";
import { matrixOf, rowOf } from "../src/model/vector.ts";
import { buildAt } from "./support/building.ts";
import { exactNearest } from "./support/exact-nearest.ts";
import { sharedPath } from "./support/shared.ts";
import { temporaryFolder } from "./support/temporary.ts";

const Question = z.object({
  question: z.string(),
  gold: z.array(z.string()).optional(),
  answerable: z.boolean().default(true),
});
const questionsOf = (name: string) =>
  readFileSync(join(PROJECT, "test/data", name), "utf8")
    .trim()
    .split("\n")
    .map((line) => Question.parse(JSON.parse(line)));

let embedder: Embedder;
beforeAll(async () => {
  embedder = await loadEmbedder(await openModel(join(PROJECT, "models"), "all-MiniLM-L6-v2"));
});

const build = (seedsDir: string, indexDir: string) =>
  buildAt(
    { source: openFolder(seedsDir), store: openFileStore(indexDir), embedder },
    { strict: true },
  );

describe("the project's own seeds, with the real model", { timeout: 120_000 }, () => {
  it("make eighty passages or more, found by HNSW as by comparing with all", async () => {
    const indexDir = await temporaryFolder();
    const { generation, passages } = await build(join(PROJECT, "seeds"), indexDir);
    expect(passages).toBeGreaterThanOrEqual(80);
    const { ef, model } = await readManifest(indexDir, generation);
    const folder = generationDir(indexDir, generation);
    const numbers = new Float32Array(await readBytes(join(folder, "passages.f32")));
    const vectors = matrixOf(numbers, model.passages.dimensions);
    const hnsw = openHnsw(join(folder, "passages.hnsw"), vectors).withEf(ef ?? 0);
    let found = 0;
    for (let row = 0; row < vectors.rows; row += 1) {
      const wanted = new Set(exactNearest(vectors, row, 10));
      found += hnsw.nearest(rowOf(vectors, row), 10).filter((hit) => wanted.has(hit.row)).length;
    }
    expect(found / (10 * vectors.rows)).toBeGreaterThanOrEqual(0.99);
  });

  it("give the same index byte for byte at every build", async () => {
    const [first, second] = [await temporaryFolder(), await temporaryFolder()];
    const seeds = join(PROJECT, "seeds");
    const [one, two] = [await build(seeds, first), await build(seeds, second)];
    expect(two.generation).toBe(one.generation);
    for (const name of await readdir(generationDir(first, one.generation))) {
      const [left, right] = await Promise.all(
        [first, second].map((folder) =>
          readFile(join(generationDir(folder, one.generation), name)),
        ),
      );
      expect(left?.equals(right ?? Buffer.alloc(0)), name).toBe(true);
    }
  });
});

describe("the five articles of the shared material", { timeout: 120_000 }, () => {
  const seedsDir = sharedPath("seeds");

  it.skipIf(seedsDir === undefined)(
    "are quoted exactly, the right passage among the first five",
    async () => {
      const folder = seedsDir ?? "";
      const indexDir = await temporaryFolder();
      expect(await build(folder, indexDir)).toMatchObject({ documents: 5, refused: [] });
      const library = await openLibrary({
        source: openFolder(folder),
        store: openFileStore(indexDir),
        embedder,
        build: () => Promise.reject(new Error("not here")),
      });
      const questions = questionsOf("article-questions.jsonl").filter(
        ({ answerable }) => answerable,
      );
      let right = 0;
      for (const { question, gold = [] } of questions) {
        const { answers } = await library.ask(question, { top: 5, always: true });
        for (const { excerpt, citation } of answers) {
          const text = await readFile(join(folder, citation.path), "utf8");
          expect(text.slice(citation.start, citation.end)).toBe(excerpt);
        }
        if (answers.some(({ excerpt }) => gold.some((part) => excerpt.includes(part)))) right += 1;
      }
      expect(questions).toHaveLength(30);
      expect(right).toBeGreaterThanOrEqual(24);
      console.info(`right passage among the first five: ${right} of ${questions.length}`);
      await library.close();
    },
  );
});
