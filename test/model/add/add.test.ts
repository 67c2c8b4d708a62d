import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { cp, mkdir, rename, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import type { Finding } from "../../../src/base/finding.ts";
import { sha256 } from "../../../src/base/hash.ts";
import { type Addition, addModel } from "../../../src/model/add/add.ts";
import { findUse } from "../../../src/model/add/description.ts";
import { listFolder } from "../../../src/model/add/folder.ts";
import { passageTokensOf } from "../../../src/model/add/settings.ts";
import { loadEmbedder } from "../../../src/model/embedder.ts";
import { openModel, readSettings } from "../../../src/model/model.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary.ts";
import { TINY, TINY_PASSAGES } from "../../support/tiny-model.ts";
import { lookupModel } from "../../support/tiny-onnx.ts";

const NAME = "other";
const TEXT = "The lighthouse is by the harbour gate.";
const USE = { pooling: "mean", passagePrefix: "", questionPrefix: "" } as const;
const GRAPH = "onnx/model_quantized.onnx";

/** A folder of models with the tiny ones, and a copy of the general model to bring, without checksums. */
async function place() {
  const root = await temporaryFolder();
  const [modelsDir, folder] = [join(root, "models"), join(root, "brought")];
  await cp(inject("modelsDir"), modelsDir, { recursive: true });
  await cp(join(modelsDir, TINY_PASSAGES), folder, { recursive: true });
  await rm(join(folder, "SHA256SUMS"));
  const findings: Finding[] = [];
  const add = (given: Partial<Addition> = {}, signal = new AbortController().signal) =>
    addModel(
      { folder, name: NAME, modelsDir, shipped: TINY, use: USE, ...given },
      (finding) => findings.push(finding),
      signal,
    );
  return { root, modelsDir, folder, findings, add };
}

const stateOf = (findings: readonly Finding[], check: string): Finding | undefined =>
  findings.find((finding) => finding.check === check);

type Json = Record<string, unknown>;
const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Json;
const change = (file: string, changes: Json): Promise<void> =>
  writeFile(file, JSON.stringify({ ...readJson(file), ...changes }));

describe("a model that was added", () => {
  it("embeds as it did where it came from, beside the native model, under settings that name it", async () => {
    const { modelsDir, add } = await place();
    const { general } = await add();
    const model = await openModel(modelsDir, NAME);
    expect(model.settings.embedding.general).toEqual(general);
    const [before, after] = [
      await loadEmbedder(await openModel(modelsDir, TINY)),
      await loadEmbedder(model),
    ];
    expect(await after.embedText(TEXT)).toEqual(await before.embedText(TEXT));
    expect(await after.embedTokens(TEXT)).toEqual(await before.embedTokens(TEXT));
  });

  it("changes nothing in the settings but its place, and the limits that are not safe for it", async () => {
    const { modelsDir, add } = await place();
    const { general } = await add();
    const shipped = readJson(join(modelsDir, TINY, "footnote.json"));
    const questionMean = { file: "mean.f32", sha256: sha256(new Uint8Array(48 * 4)) };
    const { pins: _, ...others } = shipped;
    const rankings = JSON.stringify(shipped.rankings, (key, value: unknown) =>
      key === "unprompted" ? undefined : value,
    );
    expect(readJson(join(modelsDir, NAME, "footnote.json"))).toEqual({
      ...others,
      embedding: { ...(shipped.embedding as Json), general, questionMean },
      rankings: JSON.parse(rankings) as Json,
      fitted: { by: expect.stringContaining(`not fitted for ${NAME}`) as unknown },
    });
  });

  it("keeps the limits of pins and of unprompted replies if it is the shipped model", async () => {
    const { modelsDir, folder, add } = await place();
    await change(join(folder, "config.json"), { _name_or_path: `somebody/${TINY_PASSAGES}` });
    await add();
    const [{ pins, rankings }, shipped] = [
      readJson(join(modelsDir, NAME, "footnote.json")),
      readJson(join(modelsDir, TINY, "footnote.json")),
    ];
    expect({ pins, rankings }).toEqual({ pins: shipped.pins, rankings: shipped.rankings });
  });

  it.each([
    ["the shipped mean if it is the shipped model", `somebody/${TINY_PASSAGES}`, false],
    ["none if it is another", "somebody/other", true],
  ])("subtracts from questions %s", async (_, published, isZero) => {
    const { modelsDir, folder, add } = await place();
    await change(join(folder, "config.json"), { _name_or_path: published });
    await add();
    const [{ questionMean }, shipped] = [
      await openModel(modelsDir, NAME),
      await openModel(modelsDir, TINY),
    ];
    expect(questionMean).toEqual(isZero ? new Float32Array(48) : shipped.questionMean);
  });

  it("has a line of checksums for each of its files, and no hidden one", async () => {
    const { modelsDir, folder, add } = await place();
    await writeFiles(folder, { LICENSE: "MIT", ".git/config": "x", "footnote.json": "{}" });
    await add();
    const lines = readFileSync(join(modelsDir, NAME, "SHA256SUMS"), "utf8")
      .trim()
      .split("\n");
    const paths = lines.map((line) => line.slice(66));
    expect(paths.toSorted()).toEqual([
      "LICENSE",
      "config.json",
      GRAPH,
      "tokenizer.json",
      "tokenizer_config.json",
    ]);
    expect(lines).toContain(`${sha256("MIT")}  LICENSE`);
    expect(readdirSync(join(modelsDir, NAME))).not.toContain(".git");
  });

  it("keeps the checksums that it came with", async () => {
    const { modelsDir, add, findings } = await place();
    const folder = join(modelsDir, TINY_PASSAGES);
    await add({ folder });
    expect(stateOf(findings, "checksums")?.found).toMatch(/as SHA256SUMS lists/);
    const [own, copy] = [folder, join(modelsDir, NAME)].map((at) =>
      readFileSync(join(at, "SHA256SUMS")),
    );
    expect(copy).toEqual(own);
  });

  it("leaves no folder of an addition that was killed an hour ago, and none of one under way is taken", async () => {
    const { modelsDir, add } = await place();
    await writeFiles(modelsDir, {
      ".adding-old/x/config.json": "",
      ".adding-new/x/config.json": "",
    });
    await utimes(join(modelsDir, ".adding-old"), 0, Date.now() / 1_000 - 3_700);
    await add();
    expect(readdirSync(modelsDir).toSorted()).toEqual([".adding-new", NAME, TINY, TINY_PASSAGES]);
  });

  it("is reported with the languages in its vocabulary and the weights that are not its own", async () => {
    const { add, findings } = await place();
    const { languages } = await add();
    const share = Object.fromEntries(languages.map(({ language, unknown }) => [language, unknown]));
    expect(share).toMatchObject({ en: 0, ja: 1, ar: 1 });
    expect(stateOf(findings, "ranking")).toMatchObject({ state: "warning" });
    expect(stateOf(findings, "vectors")).toMatchObject({ state: "warning" });
  });
});

describe("nothing is added", () => {
  const config = (changes: Json) => (folder: string) =>
    change(join(folder, "config.json"), changes);
  const graph = (names: Parameters<typeof lookupModel>[2], rows: number) => (folder: string) =>
    writeFile(join(folder, GRAPH), lookupModel(new Float32Array(rows * 48).fill(1), 48, names));
  const without = (path: string) => (folder: string) => rm(join(folder, path));
  const listing = (text: string) => (folder: string) => writeFile(join(folder, "SHA256SUMS"), text);
  const tokenizer = (changes: Json) => (folder: string) =>
    change(join(folder, "tokenizer.json"), changes);
  const VOCABULARY = readJson(join(inject("modelsDir"), TINY, "config.json")).vocab_size as number;

  it.each<readonly [string, (folder: string) => Promise<unknown>, RegExp]>([
    ["without config.json", without("config.json"), /no config\.json/],
    ["without tokenizer.json", without("tokenizer.json"), /no tokenizer\.json/],
    ["without a graph", without(GRAPH), /no onnx\/model_quantized\.onnx or onnx\/model\.onnx/],
    ["of a decoder", config({ model_type: "gpt2" }), /config\.json[^]*expected one of bert/],
    [
      "whose configuration is no JSON",
      (folder) => writeFile(join(folder, "config.json"), "{"),
      /config\.json/,
    ],
    [
      "of other dimensions",
      config({ hidden_size: 47 }),
      /form \[1, 512, 47\][^]*found \[1, 512, 48\]/,
    ],
    [
      "with fewer positions than are of use",
      config({ max_position_embeddings: 32 }),
      /at least 64 tokens; found 32/,
    ],
    ["with another's tokenizer", config({ vocab_size: VOCABULARY + 900 }), /found one of \d+/],
    ["with a token too many", config({ vocab_size: VOCABULARY - 1 }), /found one of \d+/],
    ["with another's graph", graph({}, VOCABULARY + 1), /of another model/],
    [
      "with a graph of too few tokens",
      graph({}, VOCABULARY - 1),
      /reads 512 tokens[^]*out of data bounds/,
    ],
    [
      "with a graph that is none",
      (folder) => writeFile(join(folder, GRAPH), "none"),
      /a graph that loads/,
    ],
    ["with another output", graph({ output: "logits" }, VOCABULARY), /the outputs logits/],
    ["with another input", graph({ input: "pixel_values" }, VOCABULARY), /the inputs pixel_values/],
    ["with one vector for all texts", graph({}, VOCABULARY), /different vectors/],
    [
      "whose vectors have no direction",
      (folder) =>
        writeFile(join(folder, GRAPH), lookupModel(new Float32Array(VOCABULARY * 48), 48)),
      /finite numbers by mean pooling/,
    ],
    ["without special tokens", tokenizer({ post_processor: null }), /one special token before/],
    [
      "with a tokenizer that is none",
      tokenizer({ model: { type: "None" } }),
      /a tokenizer that loads/,
    ],
    [
      "with a wrong checksum",
      listing(`${"0".repeat(64)}  config.json\n`),
      /no line for tokenizer\.json/,
    ],
    ["with a list that is none", listing("none"), /no list of checksums/],
    [
      "with a list that leads out",
      listing(`${"0".repeat(64)}  ../config.json\n`),
      /no list of checksums/,
    ],
    [
      "with a link",
      (folder) => symlink("/etc/hostname", join(folder, "vocab.txt")),
      /vocab\.txt, a symbolic link/,
    ],
    ["with a name of two lines", (folder) => writeFile(join(folder, "a\nb"), ""), /"a\\nb"/],
    [
      "with a linked folder",
      (folder) => symlink("/etc", join(folder, "more")),
      /more, a symbolic link/,
    ],
    [
      "of 5 GB",
      (folder) => truncateNew(join(folder, "model.bin"), 5e9),
      /at most 2,000 MB[^]*found 5,000 MB/,
    ],
    ["of very many files", (folder) => writeFiles(folder, many(101)), /at most 100 files/],
  ])("of a folder %s", async (_name, spoil, message) => {
    const { folder, modelsDir, add } = await place();
    await spoil(folder);
    await expect(add()).rejects.toThrow(message);
    expect(readdirSync(modelsDir).toSorted()).toEqual([TINY, TINY_PASSAGES]);
  });

  it("of a folder with an altered file", async () => {
    const { modelsDir, add } = await place();
    const folder = join(modelsDir, TINY_PASSAGES);
    await change(join(folder, "tokenizer_config.json"), { changed: true });
    const other = join(folder, "..", "..", "models-2");
    await cp(inject("modelsDir"), other, { recursive: true });
    await expect(add({ folder, modelsDir: other })).rejects.toThrow(
      /tokenizer_config\.json altered/,
    );
    expect(readdirSync(other)).not.toContain(NAME);
  });

  it.each(["..", "a/b", "", ".hidden", "a b"])("under the name %j", async (name) => {
    const { add } = await place();
    await expect(add({ name })).rejects.toMatchObject({ exitCode: 2 });
  });

  it("over a folder that is there, or appears meanwhile", async () => {
    const { folder, modelsDir, add } = await place();
    await expect(add({ name: TINY })).rejects.toThrow(/Nothing is replaced/);
    const addition = { folder, name: NAME, modelsDir, shipped: TINY, use: USE };
    const report = ({ check }: Finding): void => {
      if (check === "ranking") mkdirSync(join(modelsDir, NAME));
    };
    const { signal } = new AbortController();
    await expect(addModel(addition, report, signal)).rejects.toThrow(/Nothing is replaced/);
    expect(readdirSync(join(modelsDir, NAME))).toEqual([]);
  });

  it("of a file that grows or becomes a link while it is copied", async () => {
    const { folder, modelsDir } = await place();
    const addition = { folder, name: NAME, modelsDir, shipped: TINY, use: USE };
    const { signal } = new AbortController();
    const file = join(folder, "tokenizer.json");
    const grow = ({ check }: Finding): void => {
      if (check === "files") appendFileSync(file, " ");
    };
    await expect(addModel(addition, grow, signal)).rejects.toThrow(/tokenizer\.json changed/);
    const link = ({ check }: Finding): void => {
      if (check !== "files") return;
      unlinkSync(file);
      symlinkSync("/etc/hostname", file);
    };
    await expect(addModel(addition, link, signal)).rejects.toThrow(/can't be opened \(ELOOP/);
    expect(readdirSync(modelsDir).toSorted()).toEqual([TINY, TINY_PASSAGES]);
  });

  it("of a folder that is missing, with the exit code of a wrong call", async () => {
    const { root, add } = await place();
    await expect(add({ folder: join(root, "none") })).rejects.toMatchObject({ exitCode: 2 });
  });

  it.each([
    ["files", "files"],
    ["checksums", "languages"],
    ["languages", "languages"],
  ])("once it is stopped after %s: the last finding is %s", async (check, last) => {
    const { folder, modelsDir, findings } = await place();
    const stopping = new AbortController();
    const addition = { folder, name: NAME, modelsDir, shipped: TINY, use: USE };
    const report = (finding: Finding): void => {
      findings.push(finding);
      if (finding.check === check) stopping.abort();
    };
    await expect(addModel(addition, report, stopping.signal)).rejects.toThrow(/abort/);
    expect(findings.at(-1)?.check).toBe(last);
    expect(readdirSync(modelsDir).toSorted()).toEqual([TINY, TINY_PASSAGES]);
  });
});

const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`more/${at}.txt`, ""]));

async function truncateNew(file: string, bytes: number): Promise<void> {
  await writeFile(file, "");
  await truncate(file, bytes);
}

describe("golden texts", () => {
  const golden = async (modelsDir: string): Promise<{ text: string; embedding: number[] }> => {
    const embedder = await loadEmbedder(await openModel(modelsDir, TINY));
    return { text: TEXT, embedding: Array.from(await embedder.embedText(TEXT)) };
  };

  it("of the model are compared", async () => {
    const { modelsDir, folder, findings, add } = await place();
    await writeFile(
      join(folder, "golden.json"),
      JSON.stringify({ texts: [await golden(modelsDir)] }),
    );
    await add();
    expect(stateOf(findings, "vectors")).toMatchObject({ state: "ok" });
    expect(stateOf(findings, "vectors")?.found).toMatch(/1 golden texts, least cosine 1\.0000/);
  });

  it.each([
    [
      "another vector",
      { embedding: Array.from({ length: 48 }, (_, at) => at) },
      /a cosine of at least 0\.98/,
    ],
    ["another length", { embedding: [1, 2, 3] }, /a vector of 3 numbers/],
    ["other tokens", { ids: [1, 2] }, /the tokens 1 2/],
  ])("with %s stop the addition", async (_name, changes, message) => {
    const { modelsDir, root, add } = await place();
    const file = join(root, "golden.json");
    await writeFile(
      file,
      JSON.stringify({ texts: [{ ...(await golden(modelsDir)), ...changes }] }),
    );
    await expect(add({ golden: file })).rejects.toThrow(message);
  });
});

describe("the use of a model", () => {
  it("is that of its own files where no option says otherwise", async () => {
    const { folder, modelsDir } = await place();
    const prompts = { query: "ask: ", document: "read: " };
    await writeFiles(folder, {
      "1_Pooling/config.json": JSON.stringify({ pooling_mode_cls_token: true }),
      "config_sentence_transformers.json": JSON.stringify({ prompts }),
    });
    const { general } = (await readSettings(modelsDir, TINY)).embedding;
    const brought = await listFolder(folder);
    const { use } = await findUse({ questionPrefix: "q: " }, brought, { published: "" }, general);
    expect(use).toEqual({ pooling: "cls", passagePrefix: "read: ", questionPrefix: "q: " });
  });

  it("has no prefix that leaves too little for a passage", async () => {
    const { add } = await place();
    const use = { ...USE, passagePrefix: "gate ".repeat(200) };
    await expect(add({ use })).rejects.toThrow(/at most 128 tokens; found 200/);
  });

  it("is that of the shipped model for a copy of it", async () => {
    const { folder, add } = await place();
    await change(join(folder, "config.json"), { _name_or_path: `somebody/${TINY_PASSAGES}` });
    expect((await add({ use: {} })).general).toMatchObject(USE);
  });

  it("is asked for where nothing says it", async () => {
    const { add } = await place();
    await expect(add({ use: { pooling: "cls" } })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/give --passage-prefix TEXT .*, --question-prefix/) as unknown,
    });
  });

  it("can't be of another pooling", async () => {
    const { folder, add } = await place();
    await writeFiles(folder, { "1_Pooling/config.json": '{"pooling_mode_max_tokens": true}' });
    await expect(add({ use: {} })).rejects.toThrow(/found max_tokens/);
  });

  it("can't have a layer behind the pooling", async () => {
    const { folder, add } = await place();
    const types = ["Transformer", "Pooling", "Dense"].map((name) => ({ type: `models.${name}` }));
    await writeFiles(folder, { "modules.json": JSON.stringify(types) });
    await expect(add()).rejects.toThrow(/found models\.Dense/);
  });

  it("leaves place for title and headings beside a passage", () => {
    const small = { passageTokens: 224 };
    fc.assert(
      fc.property(
        fc.integer({ min: 64, max: 512 }),
        fc.nat(16),
        fc.integer({ min: 1, max: 100 }),
        (maxTokens, prefix, prefixTokens) => {
          const limits = { native: small, prefixTokens } as Parameters<typeof passageTokensOf>[2];
          const text = passageTokensOf(maxTokens, prefix, limits);
          const title = Math.floor((prefixTokens * text) / small.passageTokens);
          expect(text).toBeGreaterThan(0);
          expect(2 + prefix + title + text).toBeLessThanOrEqual(maxTokens);
        },
      ),
    );
  });
});

describe("weights of a file", () => {
  /** The settings of a fit in a folder of its own. */
  const fitted = async (root: string, modelsDir: string) => {
    const folder = join(root, "fitted");
    await mkdir(folder);
    for (const name of ["footnote.json", "tokens.f32", "mean.f32"])
      await cp(join(modelsDir, TINY, name), join(folder, name));
    return join(folder, "footnote.json");
  };

  it("come with what was fitted", async () => {
    const { root, modelsDir, add } = await place();
    const weights = await fitted(root, modelsDir);
    await change(weights, { fitted: { date: "2026-01-01" } });
    await add({ weights });
    expect((await readSettings(modelsDir, NAME)).fitted).toEqual({ date: "2026-01-01" });
  });

  it.each<readonly [string, (file: string) => Promise<unknown>, RegExp]>([
    ["no ranking", (file) => change(file, { rankings: {} }), /settings that this version reads/],
    [
      "another projection",
      (file) => writeFile(join(file, "../tokens.f32"), "x"),
      /tokens\.f32[^]*another/,
    ],
    [
      "another mean of questions",
      (file) => writeFile(join(file, "../mean.f32"), "x"),
      /mean\.f32[^]*another/,
    ],
    [
      "a shorter projection",
      async (file) => {
        await writeFile(join(file, "../tokens.f32"), "x");
        const { tokens } = readJson(file).embedding as Record<string, Json>;
        const shorter = { tokens: { ...tokens, sha256: sha256("x") } };
        await change(file, embeddingWith(file, shorter));
      },
      /tokens\.f32[^]*numbers/,
    ],
    [
      "no projection",
      (file) => rename(join(file, "../tokens.f32"), `${file}.old`),
      /tokens\.f32[^]*no such file/,
    ],
    [
      "a path",
      (file) => change(file, embeddingWith(file, { tokens: { file: "../x", sha256: "" } })),
      /tokens\.file/,
    ],
    [
      "a path of the mean",
      (file) => change(file, embeddingWith(file, { questionMean: { file: "../x", sha256: "" } })),
      /questionMean\.file/,
    ],
    [
      "another native model",
      (file) => change(file, embeddingWith(file, { native: { name: "x" } })),
      /native model/,
    ],
  ])("with %s are refused", async (_name, spoil, message) => {
    const { root, modelsDir, add } = await place();
    const weights = await fitted(root, modelsDir);
    await spoil(weights);
    await expect(add({ weights })).rejects.toThrow(message);
    expect(readdirSync(modelsDir)).not.toContain(NAME);
  });
});

const embeddingWith = (file: string, changes: Json): Json => ({
  embedding: { ...(readJson(file).embedding as Json), ...changes },
});
