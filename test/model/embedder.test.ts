import { readFileSync } from "node:fs";
import { cp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { cosineOfRows } from "../../src/model/compact.ts";
import { type Embedder, loadModels } from "../../src/model/embedder.ts";
import { openModel } from "../../src/model/model.ts";
import { dot } from "../../src/model/vector.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { MODEL, MODELS, publishedEmbedder } from "../support/published-models.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { TINY } from "../support/tiny-model.ts";

const Golden = z.object({
  texts: z.array(
    z.object({
      text: z.string(),
      ids: z.array(z.number()).optional(),
      embedding: z.array(z.number()),
    }),
  ),
});
const readGolden = (name: string) =>
  Golden.parse(JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8"))).texts;
const golden = readGolden("golden.json");

const near = (value: number): unknown => expect.closeTo(value, 5);

/** Tests the promises of every embedder. */
function testEmbedder(name: string, load: () => Promise<Embedder>): void {
  describe(name, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await load();
    });

    it("gives unit vectors of the dimensions of its models", async () => {
      const { passages, sentences } = embedder.model.settings.embedding;
      const text = "A sentence about nothing.";
      const question = await embedder.embedQuestion(text);
      for (const vector of [await embedder.embedPassage(text), question.vector])
        expect([vector.length, dot(vector, vector)]).toEqual([passages.dimensions, near(1)]);
      for (const vector of [await embedder.embedSentence(text), question.sentence])
        expect([vector.length, dot(vector, vector)]).toEqual([sentences.dimensions, near(1)]);
    });

    it("gives a text the same vector whatever was embedded beside it", async () => {
      const alone = await embedder.embedPassage("The gate was closed.");
      const [, among] = await Promise.all([
        embedder.embedPassage("Another text, and a longer one at that."),
        embedder.embedPassage("The gate was closed."),
      ]);
      expect(among).toEqual(alone);
    });

    it("gives each token of a text its number and a vector of its own, of length 1", async () => {
      const { ids, vectors } = await embedder.embedTokens(
        "The gate was closed, and the other gate too.",
      );
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
      const { passages, sentences } = embedder.model.settings.embedding;
      const long = (limit: number): string => "word ".repeat(limit);
      expect(embedder.countTokens(long(sentences.maxTokens))).toBe(sentences.maxTokens);
      await expect(embedder.embedSentence(long(sentences.maxTokens))).rejects.toThrow(/token/);
      await expect(embedder.embedPassage(long(passages.maxTokens))).rejects.toThrow(/token/);
    });

    it("reads as much of a question as it can: what comes after that changes next to nothing", async () => {
      const limit = embedder.model.settings.embedding.passages.maxTokens;
      const long = await embedder.embedQuestion("word ".repeat(2 * limit));
      const longer = await embedder.embedQuestion("word ".repeat(2 * limit) + "ferry");
      expect(dot(longer.vector, long.vector)).toBeGreaterThan(0.99);
      expect(dot(longer.sentence, long.sentence)).toBeGreaterThan(0.99);
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

it("tells words that the model knows whole from others", { timeout: 60_000 }, async () => {
  const { isWord } = await publishedEmbedder();
  for (const word of ["route", "Route", "velocity"]) expect(isWord(word)).toBe(true);
  for (const word of ["velocty", "unvested", "outer gate", ""]) expect(isWord(word)).toBe(false);
});

it("reads a question of 300 characters in any script", { timeout: 60_000 }, async () => {
  const embedder = await publishedEmbedder();
  for (const unit of ["東京都知事は誰か", "한국어 질문입니다 ", "!?;:", "ạ̈ ", "word "]) {
    const question = Array.from(unit.repeat(300)).slice(0, 300).join("");
    await expect(embedder.embedQuestion(question)).resolves.toBeDefined();
  }
});

testEmbedder("the fake embedder", async () => fakeEmbedder());
testEmbedder("the models in the repository", publishedEmbedder);

describe("the model of passages, against its float32 original", () => {
  const ofPassages = readGolden("golden-multilingual.json");
  const load = async () => (await loadModels(await openModel(MODELS, MODEL))).passages;

  it("gives every text its published tokens", async () => {
    const { encode } = await load();
    for (const { text, ids } of ofPassages) expect(encode(text)).toEqual(ids);
  });

  it("comes to a cosine of .98 with every published vector", async () => {
    const embedder = await publishedEmbedder();
    for (const { text, embedding } of ofPassages) {
      const [, prefix, rest = ""] = /^(query|passage): ([^]*)$/.exec(text) ?? [];
      const vector =
        prefix === "query"
          ? (await embedder.embedQuestion(rest)).vector
          : await embedder.embedPassage(rest);
      expect(dot(vector, Float32Array.from(embedding))).toBeGreaterThan(0.98);
    }
  });
});

describe("the model of sentences, against its float32 original", () => {
  it("comes to a cosine of .98 with every published vector, and refuses the text that is too long", async () => {
    const embedder = await publishedEmbedder();
    const fitting = golden.filter(({ text }) => embedder.countTokens(text) <= 254);
    expect(fitting).toHaveLength(golden.length - 1);
    for (const { text, embedding } of fitting)
      expect(dot(await embedder.embedSentence(text), Float32Array.from(embedding))).toBeGreaterThan(
        0.98,
      );
  });

  it("gives the published similarities within .03", async () => {
    const embedder = await publishedEmbedder();
    const [a, b, c] = await Promise.all(
      golden.slice(0, 3).map(({ text }) => embedder.embedSentence(text)),
    );
    if (!a || !b || !c) throw new Error("three vectors");
    expect(Math.abs(dot(a, b) - 0.666)).toBeLessThan(0.03);
    expect(Math.abs(dot(a, c) - 0.1046)).toBeLessThan(0.03);
    expect(Math.abs(dot(b, c) - 0.1411)).toBeLessThan(0.03);
  });
});

it("knows the words that are whole entries of its vocabulary", async () => {
  const { isWord } = await publishedEmbedder();
  for (const word of ["policy", "Folding", "NOTES", "café"])
    expect([word, isWord(word)]).toEqual([word, true]);
  for (const code of ["refundable", "kep0042x", "a8f3e", "##ing", ""])
    expect([code, isWord(code)]).toEqual([code, false]);
});

describe("a model's files", () => {
  const copied = async (): Promise<string> => {
    const folder = await temporaryFolder();
    await cp(inject("modelsDir"), folder, { recursive: true });
    return folder;
  };

  it("are those of the settings as long as nothing is missing or altered", async () => {
    expect(await openModel(await copied(), TINY)).toMatchObject({ name: TINY });
  });

  it.each([
    "config.json",
    "tokenizer.json",
    "onnx/model_quantized.onnx",
    "SHA256SUMS",
    "footnote.json",
    "tokens.f32",
    "../tiny-passages/tokenizer.json",
  ])("names %s when it is missing", async (path) => {
    const folder = await copied();
    const file = basename(path);
    await rm(join(folder, TINY, path));
    await expect(openModel(folder, TINY)).rejects.toThrow(
      new RegExp(`${file}.*missing.*git checkout`),
    );
  });

  it.each([
    "config.json",
    "onnx/model_quantized.onnx",
    "tokens.f32",
    "../tiny-passages/onnx/model_quantized.onnx",
  ])("names %s when it is altered", async (path) => {
    const folder = await copied();
    await writeFile(join(folder, TINY, path), "altered");
    const file = join(folder, TINY, path);
    await expect(openModel(folder, TINY)).rejects.toThrow(new RegExp(`${file}.*altered`));
  });

  it("says what is wrong with footnote.json", async () => {
    const folder = await copied();
    await writeFile(
      join(folder, TINY, "footnote.json"),
      '{"format": 1, "embedding": {"dimensions": "many"}}',
    );
    await expect(openModel(folder, TINY)).rejects.toThrow(/footnote\.json[^]*embedding/);
  });
});
