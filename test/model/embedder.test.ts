import { readFileSync } from "node:fs";
import { cp, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { UserError } from "../../src/base/errors.ts";
import { sha256 } from "../../src/base/hash.ts";
import { cosineOfRows } from "../../src/model/compact.ts";
import {
  createEmbedder,
  type EmbeddedQuestion,
  type Embedder,
  type LoadedModels,
  loadEmbedder,
  loadModels,
  type NativeQuestion,
} from "../../src/model/embedder.ts";
import {
  type EmbeddingSettings,
  type Model,
  openModel,
  readSettings,
  SETTINGS,
} from "../../src/model/model.ts";
import { loadTokenCounter, textReader } from "../../src/model/session.ts";
import { dot, normalise } from "../../src/model/vector.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { MODEL, MODELS, publishedEmbedder, publishedModels } from "../support/published-models.ts";
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

function nativeOf({ native }: EmbeddedQuestion): NativeQuestion {
  if (!native) throw new Error("not read by the native model");
  return native;
}

/** Tests the promises of every embedder. */
function testEmbedder(name: string, load: () => Promise<Embedder>): void {
  describe(name, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await load();
    });

    it("gives unit vectors of the dimensions of its models", async () => {
      const { general, native } = embedder.model.settings.embedding;
      const text = "A sentence about nothing.";
      const question = await embedder.embedQuestion(text, true);
      for (const vector of [await embedder.embedText(text), question.vector])
        expect([vector.length, dot(vector, vector)]).toEqual([general.dimensions, near(1)]);
      for (const vector of [await embedder.embedNative(text), nativeOf(question).vector])
        expect([vector.length, dot(vector, vector)]).toEqual([native.dimensions, near(1)]);
    });

    it("reads a question by the native model only where it is in one of its languages", async () => {
      const text = "Wann ist das Tor zu?";
      const [native, other] = [
        await embedder.embedQuestion(text, true),
        await embedder.embedQuestion(text, false),
      ];
      expect(other).toEqual({ vector: native.vector });
      const tokens = await embedder.embedTokens(text);
      expect(nativeOf(native).tokens.ids).toEqual(tokens.ids);
      expect(dot(nativeOf(native).vector, await embedder.embedNative(text))).toBeCloseTo(1, 5);
    });

    it("gives a text the same vector whatever was embedded beside it", async () => {
      const alone = await embedder.embedText("The gate was closed.");
      const [, among] = await Promise.all([
        embedder.embedText("Another text, and a longer one at that."),
        embedder.embedText("The gate was closed."),
      ]);
      expect(among).toEqual(alone);
    });

    it("gives each token of a text its number and a vector of its own, of length 1", async () => {
      const { ids, vectors } = await embedder.embedTokens(
        "The gate was closed, and the other gate too.",
      );
      expect(vectors.rows).toBe(
        embedder.countTokens("The gate was closed, and the other gate too.", "en"),
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
          Promise.all([embedder.embedText(text), embedder.embedNative(text)]),
        ),
      );
      if (!first || !like || !other) throw new Error("three pairs of vectors");
      expect(dot(first[0], like[0])).toBeGreaterThan(dot(first[0], other[0]));
      expect(dot(first[1], like[1])).toBeGreaterThan(dot(first[1], other[1]));
    });

    it("counts tokens, and refuses a text that has too many instead of cutting it", async () => {
      const { general, native } = embedder.model.settings.embedding;
      const long = (limit: number): string => "word ".repeat(limit);
      expect(embedder.countTokens(long(native.maxTokens), "en")).toBe(native.maxTokens);
      await expect(embedder.embedNative(long(native.maxTokens))).rejects.toThrow(/token/);
      await expect(embedder.embedText(long(general.maxTokens))).rejects.toThrow(/token/);
    });

    it("reads as much of a question as it can: what comes after that changes next to nothing", async () => {
      const limit = embedder.model.settings.embedding.general.maxTokens;
      const long = await embedder.embedQuestion("word ".repeat(2 * limit), true);
      const longer = await embedder.embedQuestion("word ".repeat(2 * limit) + "ferry", true);
      expect(dot(longer.vector, long.vector)).toBeGreaterThan(0.99);
      expect(dot(nativeOf(longer).vector, nativeOf(long).vector)).toBeGreaterThan(0.99);
    });

    it("gives way to the event loop between two texts", async () => {
      let turns = 0;
      const count = setInterval(() => (turns += 1), 0);
      for (let run = 0; run < 20; run += 1) await embedder.embedText(`Text number ${run}.`);
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
    await expect(embedder.embedQuestion(question, true)).resolves.toBeDefined();
  }
});

testEmbedder("the fake embedder", async () => fakeEmbedder());
testEmbedder("the models in the repository", publishedEmbedder);

/** Loads an embedder of a model whose questions have the mean 0. */
function withoutMean(model: Model, models: LoadedModels): Embedder {
  const questionMean = new Float32Array(model.questionMean.length);
  return createEmbedder({ ...model, questionMean }, models);
}

describe("the mean of questions", () => {
  const TEXT = "When does the gate open?";

  it("is subtracted from a question, and from nothing else", async () => {
    const model = await openModel(inject("modelsDir"), TINY);
    const embedder = await loadEmbedder(model);
    const plain = withoutMean(model, await loadModels(model));
    const { vector: raw, native } = await plain.embedQuestion(TEXT, true);
    expect(await embedder.embedQuestion(TEXT, true)).toEqual({
      vector: normalise(raw.map((value, at) => value - (model.questionMean[at] ?? 0))),
      native,
    });
    expect(dot(raw, (await embedder.embedQuestion(TEXT, false)).vector)).toBeLessThan(0.999);
    expect(await embedder.embedText(TEXT)).toEqual(await plain.embedText(TEXT));
    expect(await embedder.embedNative(TEXT)).toEqual(await plain.embedNative(TEXT));
  });

  it("does not change the vectors that an index holds, nor their identity", async () => {
    const folder = await copiedModels();
    const before = await openModel(folder, TINY);
    const mean = new Float32Array(before.questionMean.length).fill(0.5);
    await writeFile(join(folder, TINY, "mean.f32"), new Uint8Array(mean.buffer));
    await changeEmbedding(folder, {
      questionMean: { file: "mean.f32", sha256: sha256(new Uint8Array(mean.buffer)) },
    });
    const after = await openModel(folder, TINY);
    expect(after.questionMean).toEqual(mean);
    expect(after.sha256).toBe(before.sha256);
  });
});

describe("the fitted numbers", () => {
  it.each([
    ["questionMean", "mean.f32", 0],
    ["questionMean", "mean.f32", 4],
    ["questionMean", "mean.f32", 6],
    ["tokens", "tokens.f32", 0],
    ["tokens", "tokens.f32", 4],
    ["tokens", "tokens.f32", 6],
  ])("%s in %s can't be %i bytes", async (name, file, length) => {
    const folder = await copiedModels();
    const { embedding } = await readSettings(folder, TINY);
    const bytes = new Uint8Array(length);
    await writeFile(join(folder, TINY, file), bytes);
    const listed = name === "tokens" ? embedding.tokens : embedding.questionMean;
    await changeEmbedding(folder, { [name]: { ...listed, sha256: sha256(bytes) } });
    const failure = await openModel(folder, TINY).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(String(failure)).toMatch(new RegExp(`${file}.*${length / 4} numbers, not \\d+`));
  });
});

describe("the weight of the score", () => {
  it.each(["native", "same", "across"])("is positive in %s", async (mode) => {
    const folder = await copiedModels();
    const settings = await readSettings(folder, TINY);
    for (const score of [0, -1]) {
      const text = JSON.stringify(settings, (key, value: unknown) =>
        key === mode ? { ...Object(value), comparison: { intercept: 0, score } } : value,
      );
      await writeFile(join(folder, TINY, SETTINGS), text);
      await expect(openModel(folder, TINY)).rejects.toThrow(
        new RegExp(`footnote\\.json[^]*rankings\\.${mode}\\.comparison\\.score`),
      );
    }
  });
});

describe("the languages of the native model", () => {
  it("are part of a model's identity", async () => {
    const folder = await copiedModels();
    const before = await openModel(folder, TINY);
    const { native } = before.settings.embedding;
    await changeEmbedding(folder, { native: { ...native, languages: ["en", "de"] } });
    expect((await openModel(folder, TINY)).sha256).not.toBe(before.sha256);
  });
});

describe("tokens are counted", () => {
  const ENGLISH = "The gate is shut at dusk by the keeper, and it opens at six in the morning.";
  const GERMAN =
    "Mitgliedsbeiträge werden halbjährlich eingezogen, Ermäßigungen rückwirkend gewährt.";

  it("by both models in a native language, by the general one alone in others", async () => {
    const { model, models, embedder } = await publishedModels();
    const { general, native } = model.settings.embedding;
    const { countTokens } = embedder;
    const generalCount = (text: string): number =>
      Math.ceil(
        ((models.general.encode(text).length - 2) * native.passageTokens) / general.passageTokens,
      );
    const nativeCount = (text: string): number => models.native.encode(text).length - 2;
    for (const text of [ENGLISH, GERMAN]) {
      expect(countTokens(text, "en")).toBe(Math.max(nativeCount(text), generalCount(text)));
      for (const language of ["de", "fr", "und"])
        expect(countTokens(text, language)).toBe(generalCount(text));
    }
    expect(countTokens(GERMAN, "de")).toBeLessThan(countTokens(GERMAN, "en"));
  });

  it("alike where only the tokenizers are loaded", async () => {
    const [embedder, counter] = [
      await publishedEmbedder(),
      await loadTokenCounter({ modelsDir: MODELS, name: MODEL }),
    ];
    for (const text of [ENGLISH, GERMAN, "", "العربية"])
      for (const language of ["en", "de"]) {
        expect(counter.countTokens(text, language)).toBe(embedder.countTokens(text, language));
        expect(counter.canRead(text)).toBe(embedder.canRead(text));
      }
  });
});

describe("a text", () => {
  it.each([
    "When does the gate open?",
    "Öffnungszeiten",
    "Когда открывается порт?",
    "πότε ανοίγει το λιμάνι",
    "a_b.c(), 404 ☃",
    "",
  ])("such as %j can be read", async (text) => {
    expect((await publishedEmbedder()).canRead(text)).toBe(true);
  });

  it.each(["متى يفتح الميناء؟", "बंदरगाह कब खुलता है", "ⰀⰁⰂ ⰃⰄⰅ"])(
    "such as %j can't be",
    async (text) => {
      expect((await publishedEmbedder()).canRead(text)).toBe(false);
    },
  );

  it.each([
    ["half", "ab xy", true],
    ["less than half", "ab xy xz", false],
    ["no word at all", "12 34!", true],
  ])("with %s of its words in the vocabulary can be read, or not", (_, text, isRead) => {
    expect(textReader({ canRead: (word) => word === "ab" })(text)).toBe(isRead);
  });
});

describe("the general model, against its float32 original", () => {
  const multilingual = readGolden("golden-multilingual.json");
  it("gives every text its published tokens", async () => {
    const { encode } = (await publishedModels()).models.general;
    for (const { text, ids } of multilingual) expect(encode(text)).toEqual(ids);
  });

  it("comes to a cosine of .98 with every published vector", async () => {
    const { model, models } = await publishedModels();
    const embedder = withoutMean(model, models);
    for (const { text, embedding } of multilingual) {
      const [, prefix, rest = ""] = /^(query|passage): ([^]*)$/.exec(text) ?? [];
      const vector =
        prefix === "query"
          ? (await embedder.embedQuestion(rest, false)).vector
          : await embedder.embedText(rest);
      expect(dot(vector, Float32Array.from(embedding))).toBeGreaterThan(0.98);
    }
  });
});

describe("the native model, against its float32 original", () => {
  it("comes to a cosine of .98 with every published vector, and refuses the text that is too long", async () => {
    const embedder = await publishedEmbedder();
    const fitting = golden.filter(({ text }) => embedder.countTokens(text, "en") <= 254);
    expect(fitting).toHaveLength(golden.length - 1);
    for (const { text, embedding } of fitting)
      expect(dot(await embedder.embedNative(text), Float32Array.from(embedding))).toBeGreaterThan(
        0.98,
      );
  });

  it("gives the published similarities within .03", async () => {
    const embedder = await publishedEmbedder();
    const [a, b, c] = await Promise.all(
      golden.slice(0, 3).map(({ text }) => embedder.embedNative(text)),
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

/** Returns a folder with copies of the tiny models. */
async function copiedModels(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(inject("modelsDir"), folder, { recursive: true });
  return folder;
}

async function changeEmbedding(folder: string, changes: Partial<EmbeddingSettings>): Promise<void> {
  const settings = await readSettings(folder, TINY);
  const embedding = { ...settings.embedding, ...changes };
  await writeFile(join(folder, TINY, "footnote.json"), JSON.stringify({ ...settings, embedding }));
}

describe("a model's files", () => {
  it("are those of the settings as long as nothing is missing or altered", async () => {
    expect(await openModel(await copiedModels(), TINY)).toMatchObject({ name: TINY });
  });

  it.each([
    "config.json",
    "tokenizer.json",
    "onnx/model_quantized.onnx",
    "SHA256SUMS",
    "footnote.json",
    "tokens.f32",
    "mean.f32",
    "../tiny-passages/tokenizer.json",
  ])("names %s when it is missing", async (path) => {
    const folder = await copiedModels();
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
    "mean.f32",
    "../tiny-passages/onnx/model_quantized.onnx",
  ])("names %s when it is altered", async (path) => {
    const folder = await copiedModels();
    await writeFile(join(folder, TINY, path), "altered");
    const file = join(folder, TINY, path);
    await expect(openModel(folder, TINY)).rejects.toThrow(new RegExp(`${file}.*altered`));
  });

  it("may have settings of an earlier version, which never speak unprompted and match equal pins only", async () => {
    const folder = await copiedModels();
    const { pins: _, ...earlier } = await readSettings(folder, TINY);
    const text = JSON.stringify(earlier, (key, value: unknown) =>
      key === "unprompted" ? undefined : value,
    );
    await writeFile(join(folder, TINY, "footnote.json"), text);
    const { pins, rankings } = await readSettings(folder, TINY);
    expect(pins).toEqual({ native: 0.99, general: 0.99 });
    expect(Object.values(rankings).map(({ limits }) => limits.unprompted)).toEqual([1, 1, 1]);
  });

  it("says what is wrong with footnote.json", async () => {
    const folder = await copiedModels();
    await writeFile(
      join(folder, TINY, "footnote.json"),
      '{"format": 1, "embedding": {"dimensions": "many"}}',
    );
    await expect(openModel(folder, TINY)).rejects.toThrow(/footnote\.json[^]*embedding/);
  });
});
