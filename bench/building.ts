/** @module What builds cost: sentence vectors beside passage vectors, nothing changed, one document changed. */

import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { openFileStore } from "../src/storage/files/store.ts";
import { buildAt } from "../test/support/building.ts";
import type { Embedder } from "../src/model/embedder.ts";
import { openFolder } from "../src/sources/folder.ts";
import { sentenceMaker, synthetic } from "./material.ts";
import { type Benchmark, type Figure, interleaved } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";

const DOCUMENTS = 1_000;

export const building: Benchmark = async ({ folder, short }) => {
  const embedder = await realEmbedder();
  return [
    await sentenceCost(embedder, short ? 20 : 100),
    ...(await rebuilds(folder, short ? DOCUMENTS / 10 : DOCUMENTS)),
  ];
};

/** The model's time on passages and their sentences, against passages alone. */
async function sentenceCost(embedder: Embedder, passages: number): Promise<Figure> {
  const { sentence } = sentenceMaker(5);
  const texts = Array.from({ length: passages }, () => Array.from({ length: 6 }, sentence));
  const { first, second } = await interleaved(
    texts,
    1,
    async (sentences) => {
      await embedder.embedText(sentences.join(" "));
      await embedder.embedTokens(sentences.join(" "));
    },
    async (sentences) => {
      for (const text of sentences) {
        await embedder.embedText(text);
        await embedder.embedNative(text);
      }
    },
  );
  const [alone, more] = [sum(first), sum(second)];
  const value = (alone + more) / alone;
  return { name: "building with / without sentence vectors", value, unit: "ratio", better: "less" };
}

/** Vectors are made up: what is measured is all but the model. */
async function rebuilds(folder: string, documents: number): Promise<Figure[]> {
  const embedder = await pooledEmbedder();
  const seedsDir = await synthetic(join(folder, "many"), {
    passages: documents * 5,
    perDocument: 5,
  });
  const build = (indexDir: string, full = false) =>
    buildAt(
      { source: openFolder(seedsDir), store: openFileStore(join(folder, indexDir)), embedder },
      { full },
    );
  const first = await build("index");
  const unchanged = await build("index");
  await appendFile(
    join(seedsDir, "000000.md"),
    "\n## More\n\nOne more paragraph stands here now.\n",
  );
  const changed = await build("index");
  const rebuilt = await build("index-rebuilt");
  const name = `${documents} documents`;
  return [
    { name: `${name}: first build but for the model`, value: first.seconds, unit: "s" },
    { name: `${name}: rebuild, nothing changed`, value: unchanged.seconds, unit: "s" },
    {
      name: `${name}: vectors embedded, nothing changed`,
      value: unchanged.embedded,
      unit: "count",
    },
    { name: `${name}: rebuild, one changed`, value: changed.seconds, unit: "s" },
    { name: `${name}: vectors embedded, one changed`, value: changed.embedded, unit: "count" },
    {
      name: `${name}: one changed, equal to a full build byte for byte`,
      value: Number(changed.generation === rebuilt.generation),
      unit: "count",
    },
    {
      name: "rebuild with nothing changed / first build but for the model",
      value: unchanged.seconds / first.seconds,
      unit: "ratio",
      better: "less",
    },
  ];
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
