import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { sha256 } from "../../../src/base/hash.ts";
import { type QuestionSet, readSets } from "../../../tools/fit/data.ts";
import {
  fitPinLimits,
  fitPins,
  measurePins,
  type Nearest,
  nearestPins,
} from "../../../tools/fit/pins.ts";
import { describePins } from "../../../tools/fit/report.ts";
import { writePins } from "../../../tools/fit/settings.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { writeData } from "../../support/fit-data.ts";

interface Change extends Partial<Nearest> {
  readonly isRight?: boolean;
}

const nearest = (cosine: number, { isRight = false, ...more }: Change = {}): Nearest => ({
  set: "Harbour",
  isPeoples: true,
  direction: "en → en",
  model: "native",
  kind: "other",
  alone: { cosine, isRight },
  apart: { cosine, isRight },
  ...more,
});

const many = (count: number, one: Nearest): Nearest[] => Array<Nearest>(count).fill(one);

describe("the limits of pins", () => {
  it("are the lowest with at most one false match in a hundred, in each set", () => {
    const all = [
      ...many(99, nearest(0.1)),
      nearest(0.8),
      ...many(99, nearest(0.2, { set: "Mill" })),
      nearest(0.5, { set: "Mill" }),
      nearest(0.605, { set: "Mill" }),
      ...many(50, nearest(0.7, { model: "general" })),
      ...many(2_000, nearest(0.1, { model: "general", direction: "de → en" })),
    ];
    expect(fitPinLimits(all)).toEqual({ native: 0.51, general: 0.71 });
  });

  it("heed neither right matches, nor paraphrases, nor questions that are no people's", () => {
    const all = [
      ...many(100, nearest(0.3)),
      ...many(100, nearest(0.9, { isRight: true })),
      ...many(100, nearest(0.9, { kind: "paraphrase" })),
      ...many(100, nearest(0.9, { set: "Exam", isPeoples: false })),
    ];
    expect(fitPinLimits(all).native).toBe(0.31);
  });

  it("are fitted on the cosine alone, and judged without twins, as the program matches", () => {
    const twin = { apart: { cosine: 0.2, isRight: false } };
    const all = [...many(98, nearest(0.3)), nearest(0.8, twin), nearest(0.9, twin)];
    const limits = fitPinLimits(all);
    expect(limits.native).toBe(0.81);
    expect(measurePins(all, limits)).toMatchObject([{ others: 100, falseMatches: 0 }]);
  });

  it("judge a set by the others", () => {
    const all = [
      ...many(100, nearest(0.3)),
      ...many(100, nearest(0.7, { set: "Mill" })),
      nearest(0.8, { set: "Mill", kind: "paraphrase", isRight: true }),
      nearest(0.5, { set: "Mill", kind: "paraphrase" }),
    ];
    const [harbour, mill] = measurePins(all);
    expect(harbour).toMatchObject({ set: "Harbour", limit: 0.71, falseMatches: 0 });
    expect(mill).toMatchObject({
      set: "Mill",
      limit: 0.31,
      others: 100,
      falseMatches: 100,
      paraphrases: { of: 2, right: 1, wrong: 1 },
      translations: { of: 0 },
    });
  });
});

async function setsOf(): Promise<{ folder: string; sets: QuestionSet[] }> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-pins-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeData(folder);
  return { folder, sets: await readSets(folder, fakeEmbedder()) };
}

describe("the nearest pins", () => {
  it("are those of other questions, and that of a paraphrase's own", async () => {
    const { sets } = await setsOf();
    const [set] = sets.filter(({ name }) => name === "Cairn");
    if (!set) throw new Error("no set");
    const [first] = set.questions.filter(({ sort }) => sort === "answerable");
    const of = sha256(first?.text ?? "").slice(0, 12);
    const paraphrase = { set: "Cairn", of, language: "en", question: `Say: ${first?.text} Please` };
    const elsewhere = { ...paraphrase, set: "Clef" };
    const all = await nearestPins(set, [paraphrase, elsewhere], fakeEmbedder());
    const others = all.filter(({ kind }) => kind === "other");
    expect(others).toHaveLength(set.questions.length);
    expect(others.some(({ alone }) => alone.isRight)).toBe(false);
    expect(all.filter(({ kind }) => kind === "paraphrase")).toMatchObject([
      { alone: { isRight: true }, apart: { isRight: true } },
    ]);
    expect(all.every(({ model, direction }) => `${model} ${direction}` === "native en → en")).toBe(
      true,
    );
  });

  it("are fitted on, described and written, with all else left", async () => {
    const { folder, sets } = await setsOf();
    const fitted = await fitPins(sets, fakeEmbedder(), () => {});
    const text = describePins(fitted);
    for (const words of ["Cairn", "own German", "false matches", `${fitted.limits.native}`])
      expect(text).toContain(words);
    const file = join(folder, "footnote.json");
    const before = {
      format: 4,
      embedding: { tokens: { file: "a" }, questionMean: { file: "b" } },
      rankings: { native: 1 },
    };
    await writeFile(file, JSON.stringify({ ...before, pins: { native: 0, general: 0 } }));
    await writePins(file, fitted);
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ ...before, pins: fitted.limits });
  });
});
