import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { join } from "node:path";
import { openFolder } from "../../src/sources/folder.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import type { RankingSettings, Rankings } from "../../src/model/model.ts";
import { type Mode, modesFor } from "../../src/search/mode.ts";
import { oddsAt } from "../../src/search/outcome.ts";
import {
  type AskedQuestion,
  prepareQuery,
  rank,
  type Ranked,
  type Ranking,
  rankJudged,
} from "../../src/search/rank.ts";
import { type Judged, SIGNALS, type Signals } from "../../src/search/signals.ts";
import type { Snapshot } from "../../src/search/snapshot.ts";
import { compactZeros } from "../../src/model/compact.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const WORDS = "harbour keeper storm lantern bridge market orchard winter sailor engine".split(" ");
const QUESTION = {
  text: "which keeper lit the lantern on the bridge in the storm",
  language: "en",
};
const MAX_SIM = 60;

/** Twelve passages that share some of their words with the question. */
const FILES = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => [
    `p${at}.md`,
    `# Number ${at}\n\nHere stand ${WORDS.filter((_word, k) => (at * 7 + k * k * 3) % 5 < 2 + (at % 2)).join(" and ")} in some order, as ${at} people say that it is.\n`,
  ]),
);

/** Passages in two languages that share names. */
const TWO_LANGUAGES = {
  "en.md":
    "# Sirena\n\nThe ferry Sirena has a keeper who is paid by the council of Nordholm for it.\n\nNobody may bring a dog, and the gate is shut at dusk by the guard of the tower.\n",
  "de.md":
    "# Sirena\n\nDie Fähre Sirena hat einen Wärter, der von dem Rat der Stadt Nordholm bezahlt wird.\n\nNiemand darf einen Hund mitbringen, und das Tor wird am Abend von der Wache geschlossen.\n",
};

function embedderWith(maxSim: number): Embedder {
  const { model, ...embedder } = fakeEmbedder();
  const { rankings } = model.settings;
  const native = { ...rankings.native, weights: { ...rankings.native.weights, maxSim } };
  const settings = { ...model.settings, rankings: { ...rankings, native } };
  return { ...embedder, model: { ...model, settings } };
}

async function snapshotOf(
  files: Readonly<Record<string, string>>,
  embedder: Embedder,
): Promise<Snapshot> {
  const seedsDir = join(await temporaryFolder(), "seeds");
  await writeFiles(seedsDir, files);
  const store = openMemoryStore();
  const { generation } = await buildAt(
    { source: openFolder(seedsDir), store, embedder },
    { strict: true },
  );
  return store.open(generation);
}

async function rankedWith(maxSim: number): Promise<Ranking> {
  const embedder = embedderWith(maxSim);
  return rank(await snapshotOf(FILES, embedder), embedder, QUESTION);
}

const sumOf = (signals: Signals, weights: RankingSettings["weights"]): number =>
  SIGNALS.reduce((sum, name) => sum + weights[name] * signals[name], 0);

describe("a ranking", () => {
  it("is in the order of its scores, the sums of all signals by their weights", async () => {
    const { mode, ranked } = await rankedWith(MAX_SIM);
    const { weights } = embedderWith(MAX_SIM).model.settings.rankings.native;
    expect(mode).toBe("native");
    expect(ranked).toHaveLength(12);
    for (const { score, signals } of ranked) expect(score).toBeCloseTo(sumOf(signals, weights), 9);
    const scores = ranked.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it("compares every candidate token by token", async () => {
    const { ranked } = await rankedWith(MAX_SIM);
    expect(ranked.every(({ signals }) => signals.maxSim > 0)).toBe(true);
    const idsOf = (some: readonly Ranked[]): string[] =>
      some.map(({ candidate }) => candidate.passage.id);
    expect(idsOf(ranked)).not.toEqual(idsOf((await rankedWith(0)).ranked));
  });
});

describe("the mode of a passage", () => {
  const { settings } = fakeEmbedder().model;

  it.each<[asked: string, held: string, mode: Mode]>([
    ["en", "en", "native"],
    ["de", "de", "same"],
    ["und", "und", "same"],
    ["en", "de", "across"],
    ["de", "en", "across"],
    ["de", "fr", "across"],
    ["de", "und", "across"],
  ])("for a question in %s and a passage in %s is %s", (asked, language, mode) => {
    expect(modesFor(asked, settings)({ language })).toBe(mode);
  });
});

describe("two languages in one collection", () => {
  const ask = async (question: AskedQuestion): Promise<Ranking> => {
    const embedder = fakeEmbedder();
    return rank(await snapshotOf(TWO_LANGUAGES, embedder), embedder, question);
  };
  const languagesOf = ({ ranked }: Ranking): string[] =>
    ranked.map(({ candidate }) => candidate.passage.language);

  it("are ranked together, each passage compared by its own mode", async () => {
    const { mode, ranked } = await ask({ text: "Who is paid on the Sirena?", language: "en" });
    const { rankings } = fakeEmbedder().model.settings;
    expect(mode).toBe("native");
    expect(new Set(ranked.map(({ candidate }) => candidate.passage.language))).toEqual(
      new Set(["en", "de"]),
    );
    for (const { candidate, signals, score } of ranked) {
      const isNative = candidate.passage.language === "en";
      expect([signals.nativeSentence > 0, signals.maxSim > 0]).toEqual([isNative, isNative]);
      if (isNative) expect(score).toBeCloseTo(sumOf(signals, rankings.native.weights), 9);
    }
  });

  it.each([
    ["wer wird bezahlt auf der Sirena", "de", "same"],
    ["who is paid on the Sirena", "en", "native"],
  ] as const)("answer %j by a passage in its own", async (text, language, mode) => {
    const ranking = await ask({ text, language });
    expect(ranking.mode).toBe(mode);
    expect(languagesOf(ranking)[0]).toBe(language);
  });

  it("are found across by a name that both write alike", async () => {
    const { mode, ranked } = await ask({ text: "combien coûte la Sirena", language: "fr" });
    expect(mode).toBe("across");
    const named = ranked.filter(({ signals }) => signals.bm25 > 0);
    expect(new Set(named.map(({ candidate }) => candidate.passage.language))).toEqual(
      new Set(["en", "de"]),
    );
    for (const { signals } of ranked)
      expect([signals.nativeSentence, signals.maxSim]).toEqual([0, 0]);
  });
});

const comparison = fc.record({
  intercept: fc.double({ min: -40, max: 5, noNaN: true }),
  score: fc.double({ min: 0.1, max: 5, noNaN: true }),
});
const weight = fc.double({ min: 0, max: 50, noNaN: true });
const ranking: fc.Arbitrary<RankingSettings> = fc.record({
  weights: fc.record({
    passage: weight,
    sentence: weight,
    bm25: weight,
    nativeSentence: weight,
    maxSim: weight,
  }),
  comparison,
  speaks: fc.constant({ intercept: 0, score: 1, logPassages: 0 }),
  holds: fc.constant({ intercept: 0, score: 0, share: 0, logPassages: 0 }),
  limits: fc.constant({ unsure: 0, nearest: 0, found: 0, unprompted: 0, further: 0 }),
});
const rankings: fc.Arbitrary<Rankings> = fc.record({
  native: ranking,
  same: ranking,
  across: ranking,
});
const signal = fc.double({ min: 0, max: 1, noNaN: true });
const judged = fc
  .array(
    fc.record({
      passage: signal,
      sentence: signal,
      bm25: signal,
      nativeSentence: signal,
      maxSim: signal,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.map(judgedWith));

function judgedWith(signals: Signals, at: number): Judged {
  const passage = {
    id: `p${at}`,
    path: "a.md",
    language: ["en", "de", "fr"][at % 3] ?? "und",
    occurrence: 0,
    start: 0,
    end: 1,
    startLine: 1,
    endLine: 1,
    headings: [],
    sentences: [],
    sha256: "",
  };
  const none = compactZeros(0, 4);
  const vectors = { vector: new Float32Array(4), sentenceVectors: none, nativeVectors: none };
  return { candidate: { passage, ...vectors, length: 0, terms: [] }, signals, best: 0 };
}

const MODES: Readonly<Record<string, Mode>> = { en: "native", de: "same", fr: "across" };
const modeOf = ({ candidate: { passage } }: Judged): Mode => MODES[passage.language] ?? "across";

describe("candidates of several modes", () => {
  it("are in the order of their log-odds, which their scores have in the mode of the best", () => {
    fc.assert(
      fc.property(judged, rankings, (all, settings) => {
        const oddsOf = (entry: Judged): number => {
          const own = settings[modeOf(entry)];
          return oddsAt(sumOf(entry.signals, own.weights), own);
        };
        const { mode, ranked } = rankJudged(all, { modeOf, rankings: settings });
        const odds = ranked.map(oddsOf);
        const [best] = ranked;
        expect(mode).toBe(best && modeOf(best));
        expect(ranked).toHaveLength(all.length);
        for (const [at, entry] of ranked.entries()) {
          expect(odds[at]).toBeLessThanOrEqual((odds[at - 1] ?? Infinity) + 1e-6);
          expect(oddsAt(entry.score, settings[mode])).toBeCloseTo(odds[at] ?? 0, 6);
        }
      }),
    );
  });

  it("have no mode but the first where there are none", () => {
    const { model } = fakeEmbedder();
    const options = { modeOf, rankings: model.settings.rankings };
    expect(rankJudged([], options)).toEqual({ mode: "native", ranked: [] });
  });
});

describe("a question for a collection", () => {
  const snapshot = (...languages: string[]) => ({
    languages: languages.map((language, at) => ({ language, passages: 10 - at })),
    frequencies: async (language: string, terms: readonly string[]) => ({
      passages: 10,
      averageLength: language === "en" ? 20 : 30,
      documentFrequencies: terms.map((_, at) => at),
    }),
    tokenFrequencies: async (numbers: readonly number[]) => numbers.map(() => 1),
  });
  const prepare = (text: string, language: string, ...held: string[]) =>
    prepareQuery(snapshot(...held), fakeEmbedder(), { text, language });

  it("has terms as each language of the collection makes them, each once", async () => {
    const text = "opening hours and fees of the Besucher, hours";
    const { languages, language } = await prepare(text, "en", "en", "de");
    expect(language).toBe("en");
    expect(languages.get("en")).toMatchObject({
      terms: ["open", "hour", "fee", "besucher"],
      averageLength: 20,
    });
    expect(languages.get("de")).toMatchObject({ averageLength: 30 });
    expect(languages.get("de")?.terms).toContain("besuch");
    expect([...languages.keys()]).toEqual(["en", "de"]);
  });

  it.each([
    ["in the native language of some passages", "en", ["de", "en"], true],
    ["in a native language of none", "en", ["de"], false],
    ["in another language", "de", ["de", "en"], false],
  ] as const)("%s is read by the native model, or not", async (_, language, held, isNative) => {
    const { native, tokenIdf } = await prepare("Sirena Nordholm", language, ...held);
    expect(native !== undefined).toBe(isNative);
    expect(tokenIdf).toHaveLength(isNative ? 2 : 0);
  });
});
