import { readFileSync } from "node:fs";
import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { PROJECT } from "../../src/config.ts";
import { cosineOfRows } from "../../src/search/compact.ts";
import { type Embedder, loadEmbedder } from "../../src/search/embedder.ts";
import { openModel } from "../../src/search/model.ts";
import { dot } from "../../src/search/vector.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { temporaryFolder } from "../support/temporary.ts";

const MODEL = "all-MiniLM-L6-v2";
const MODELS = join(PROJECT, "models");
const golden = z
  .object({ texts: z.array(z.object({ text: z.string(), embedding: z.array(z.number()) })) })
  .parse(JSON.parse(readFileSync(new URL("../data/golden.json", import.meta.url), "utf8"))).texts;

/** What every embedder must keep. */
function testEmbedder(name: string, load: () => Promise<Embedder>): void {
  describe(name, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await load();
    });

    it("gives unit vectors of the model's dimension", async () => {
      const { vector } = await embedder.embedPassage("A sentence about nothing.");
      expect(vector).toHaveLength(embedder.model.settings.embedding.dimensions);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    });

    it("gives a text the same vector whatever was embedded beside it", async () => {
      const alone = await embedder.embedPassage("The gate was closed.");
      const [, among] = await Promise.all([
        embedder.embedPassage("Another text, and a longer one at that."),
        embedder.embedPassage("The gate was closed."),
      ]);
      expect(among).toEqual(alone);
    });

    it("gives a sentence the vector that it has as a passage", async () => {
      const { vector } = await embedder.embedPassage("The gate was closed.");
      expect(await embedder.embedSentence("The gate was closed.")).toEqual(vector);
    });

    it("gives each token of a text its number and a vector of its own, of length 1", async () => {
      const { tokens } = await embedder.embedPassage(
        "The gate was closed, and the other gate too.",
      );
      const { ids, vectors } = tokens;
      expect(vectors.rows).toBe(
        embedder.countTokens("The gate was closed, and the other gate too."),
      );
      expect(vectors.dimensions).toBe(embedder.model.settings.embedding.tokens.dimensions);
      expect(ids).toHaveLength(vectors.rows);
      expect(ids[1]).toBe(ids[8]);
      expect(new Set(ids).size).toBe(vectors.rows - 2);
      for (let row = 0; row < vectors.rows; row += 1)
        expect(cosineOfRows(vectors, row, vectors, row)).toBeCloseTo(1, 5);
    });

    it("puts a text nearer to a like one than to another", async () => {
      const [first, like, other] = await Promise.all(
        ["The cat sat on the mat.", "The cat sat on a mat.", "Interest rates rose."].map((text) =>
          embedder.embedSentence(text),
        ),
      );
      if (!first || !like || !other) throw new Error("three vectors");
      expect(dot(first, like)).toBeGreaterThan(dot(first, other));
    });

    it("counts tokens, and refuses a text that has too many instead of cutting it", async () => {
      const limit = embedder.model.settings.embedding.maxTokens;
      const long = "word ".repeat(limit);
      expect(embedder.countTokens(long)).toBe(limit);
      await expect(embedder.embedPassage(long)).rejects.toThrow(/token/);
    });

    it("reads as much of a question as it can: what comes after that changes next to nothing", async () => {
      const limit = embedder.model.settings.embedding.maxTokens;
      const long = await embedder.embedQuestion("word ".repeat(2 * limit));
      const longer = await embedder.embedQuestion("word ".repeat(2 * limit) + "ferry");
      expect(dot(longer.vector, long.vector)).toBeGreaterThan(0.99);
    });

    it("gives way to the event loop between two texts", async () => {
      let turns = 0;
      const count = setInterval(() => (turns += 1), 0);
      for (let run = 0; run < 20; run += 1) await embedder.embedPassage(`Text number ${run}.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      clearInterval(count);
      expect(turns).toBeGreaterThan(0);
    });
  });
}

it("reads a question of 300 characters in any script", { timeout: 60_000 }, async () => {
  const embedder = await loadEmbedder(await openModel(MODELS, MODEL));
  for (const unit of ["東京都知事は誰か", "한국어 질문입니다 ", "!?;:", "ạ̈ ", "word "]) {
    const question = Array.from(unit.repeat(300)).slice(0, 300).join("");
    await expect(embedder.embedQuestion(question)).resolves.toBeDefined();
  }
});

testEmbedder("the fake embedder", async () => fakeEmbedder());
testEmbedder("the model in the repository", async () =>
  loadEmbedder(await openModel(MODELS, MODEL)),
);

describe("the model in the repository, against the float32 original", () => {
  it("comes to a cosine of .98 with every published vector, and refuses the text that is too long", async () => {
    const embedder = await loadEmbedder(await openModel(MODELS, MODEL));
    const fitting = golden.filter(({ text }) => embedder.countTokens(text) <= 254);
    expect(fitting).toHaveLength(golden.length - 1);
    for (const { text, embedding } of fitting)
      expect(dot(await embedder.embedSentence(text), Float32Array.from(embedding))).toBeGreaterThan(
        0.98,
      );
  });

  it("gives the published similarities within .03", async () => {
    const embedder = await loadEmbedder(await openModel(MODELS, MODEL));
    const [a, b, c] = await Promise.all(
      golden.slice(0, 3).map(({ text }) => embedder.embedSentence(text)),
    );
    if (!a || !b || !c) throw new Error("three vectors");
    expect(Math.abs(dot(a, b) - 0.666)).toBeLessThan(0.03);
    expect(Math.abs(dot(a, c) - 0.1046)).toBeLessThan(0.03);
    expect(Math.abs(dot(b, c) - 0.1411)).toBeLessThan(0.03);
  });
});

describe("a model's files", () => {
  const copied = async (): Promise<string> => {
    const folder = await temporaryFolder();
    await cp(join(MODELS, MODEL), join(folder, MODEL), { recursive: true });
    return folder;
  };

  it.each([
    "config.json",
    "tokenizer.json",
    "onnx/model_quantized.onnx",
    "SHA256SUMS",
    "footnote.json",
    "token-projection.f32",
  ])("names %s when it is missing", async (file) => {
    const folder = await copied();
    await rm(join(folder, MODEL, file));
    await expect(openModel(folder, MODEL)).rejects.toThrow(
      new RegExp(`${file}.*missing.*git checkout`),
    );
  });

  it.each(["config.json", "onnx/model_quantized.onnx", "token-projection.f32"])(
    "names %s when it is altered",
    async (file) => {
      const folder = await copied();
      await writeFile(join(folder, MODEL, file), "altered");
      await expect(openModel(folder, MODEL)).rejects.toThrow(new RegExp(`${file}.*altered`));
    },
  );

  it("says what is wrong with footnote.json", async () => {
    const folder = await copied();
    await writeFile(
      join(folder, MODEL, "footnote.json"),
      '{"format": 1, "embedding": {"dimensions": "many"}}',
    );
    await expect(openModel(folder, MODEL)).rejects.toThrow(/footnote\.json[^]*dimensions/);
  });
});
