import { beforeAll, describe, expect, it } from "vitest";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIndex } from "../../src/library/build.ts";
import { openGeneration } from "../../src/library/generation.ts";
import type { Embedder } from "../../src/search/embedder.ts";
import { CLOSER, rank, type Ranked } from "../../src/search/rank.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { writeFiles } from "../support/temporary.ts";

const WORDS = "harbour keeper storm lantern bridge market orchard winter sailor engine".split(" ");
const QUESTION = "which keeper lit the lantern on the bridge in the storm";
const MAX_SIM = 60;

/** Twelve passages that share some of their words with the question. */
const FILES = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => [
    `p${at}.md`,
    `# Number ${at}\n\nHere stand ${WORDS.filter((_word, k) => (at * 7 + k * k * 3) % 5 < 2 + (at % 2)).join(" and ")} in some order, as ${at} people say.\n`,
  ]),
);

function embedderWith(maxSim: number): Embedder {
  const { model, ...embedder } = fakeEmbedder();
  const { ranking } = model.settings;
  const settings = {
    ...model.settings,
    ranking: { ...ranking, weights: { ...ranking.weights, maxSim } },
  };
  return { ...embedder, model: { ...model, settings } };
}

async function rankedWith(maxSim: number, closer?: number): Promise<Ranked[]> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-"));
  const [seedsDir, indexDir] = [join(folder, "seeds"), join(folder, "index")];
  await writeFiles(seedsDir, FILES);
  const embedder = embedderWith(maxSim);
  const build = { full: false, strict: true, onProgress: () => {} };
  const { generation } = await buildIndex({ ...build, seedsDir, indexDir, embedder });
  const snapshot = await openGeneration(indexDir, generation);
  const ranked = await rank(snapshot, embedder, QUESTION, closer);
  await snapshot.close();
  await rm(folder, { recursive: true });
  return ranked;
}

const idsOf = (ranked: readonly Ranked[]): string[] =>
  ranked.map(({ candidate }) => candidate.passage.id);

describe("a ranking", () => {
  let [before, after]: [Ranked[], Ranked[]] = [[], []];
  beforeAll(async () => {
    before = await rankedWith(0);
    after = await rankedWith(MAX_SIM);
  });

  it("looks closer at the first few, which stay the first, in an order of their own", () => {
    expect(after).toHaveLength(12);
    const [few, all] = [idsOf(after).slice(0, CLOSER), idsOf(before)];
    expect(new Set(few)).toEqual(new Set(all.slice(0, CLOSER)));
    expect(few).not.toEqual(all.slice(0, CLOSER));
    expect(idsOf(after).slice(CLOSER)).toEqual(all.slice(CLOSER));
  });

  it("is in the order of its scores", () => {
    const scores = after.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it("adds to a score what the closer look found, and nothing where there was none", () => {
    for (const [place, { score, baseScore, signals }] of after.entries()) {
      expect(signals.maxSim > 0).toBe(place < CLOSER);
      expect(score).toBeCloseTo(baseScore + MAX_SIM * signals.maxSim, 6);
    }
  });

  it("looks at as many as it is told to", async () => {
    const ranked = await rankedWith(MAX_SIM, Infinity);
    expect(ranked.every(({ signals }) => signals.maxSim > 0)).toBe(true);
  });
});
