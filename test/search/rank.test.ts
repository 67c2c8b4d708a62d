import { describe, expect, it } from "vitest";
import { join } from "node:path";
import { openFolder } from "../../src/sources/folder.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { rank, type Ranked } from "../../src/search/rank.ts";
import { SIGNALS } from "../../src/search/signals.ts";
import { buildAt } from "../support/building.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

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

/** A ranking of an embedder of its own. */
async function rankedWith(maxSim: number): Promise<Ranked[]> {
  const folder = await temporaryFolder();
  const [seedsDir, indexDir] = [join(folder, "seeds"), join(folder, "index")];
  await writeFiles(seedsDir, FILES);
  const embedder = embedderWith(maxSim);
  const store = openFileStore(indexDir);
  const { generation } = await buildAt(
    { source: openFolder(seedsDir), store, embedder },
    { strict: true },
  );
  const snapshot = await store.open(generation);
  const ranked = await rank(snapshot, embedder, QUESTION);
  await snapshot.close();
  return ranked;
}

describe("a ranking", () => {
  it("is in the order of its scores, the sums of all signals by their weights", async () => {
    const ranked = await rankedWith(MAX_SIM);
    const { weights } = embedderWith(MAX_SIM).model.settings.ranking;
    expect(ranked).toHaveLength(12);
    for (const { score, signals } of ranked)
      expect(score).toBeCloseTo(
        SIGNALS.reduce((sum, name) => sum + weights[name] * signals[name], 0),
        9,
      );
    const scores = ranked.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it("compares every candidate token by token", async () => {
    const ranked = await rankedWith(MAX_SIM);
    expect(ranked.every(({ signals }) => signals.maxSim > 0)).toBe(true);
    const idsOf = (some: readonly Ranked[]): string[] =>
      some.map(({ candidate }) => candidate.passage.id);
    expect(idsOf(ranked)).not.toEqual(idsOf(await rankedWith(0)));
  });
});
