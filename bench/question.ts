/** @module What a question costs in process, against the bare runs of the models on the same text. */

import { join } from "node:path";
import { openFileStore } from "../src/storage/files/store.ts";
import { buildAt } from "../test/support/building.ts";
import { type Library, openLibrary } from "../src/collection/library.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import type { Embedder } from "../src/model/embedder.ts";
import { openFolder } from "../src/sources/folder.ts";
import { evaluationQuestions, synthetic } from "./material.ts";
import { type Benchmark, type Figure, interleaved, median, quantile } from "./measure.ts";
import { bareModels, realEmbedder } from "./model.ts";

const PASSAGES = 1_000;

/** Embed, search, score, decide, prove and render, with 1,000 passages. */
export const question: Benchmark = async ({ folder, short }) => {
  const embedder = await realEmbedder();
  const seedsDir = await synthetic(join(folder, "question"), { passages: short ? 200 : PASSAGES });
  const store = openFileStore(join(folder, "question-index"));
  const options = { source: openFolder(seedsDir), store, embedder };
  await buildAt(options);
  const library = await openLibrary({ ...options, build: notHere });
  const figures = await questionFigures(library, embedder, short ? 1 : 3);
  await library.close();
  return figures;
};

export const notHere = (): Promise<never> => Promise.reject(new Error("no build here"));

/** The figures of our own questions to a library, each next to the bare runs. */
export async function questionFigures(
  library: Library,
  embedder: Embedder,
  rounds: number,
): Promise<Figure[]> {
  const { question: bare } = await bareModels();
  const runs = new Map(evaluationQuestions().map((text) => [text, bare(text)]));
  const times = await interleaved(
    [...runs.keys()],
    rounds,
    (text) => runs.get(text)?.(),
    async (text) => renderAnswer(await library.ask(text, { top: 3, always: true })),
  );
  const embedding = await interleaved(
    [...runs.keys()],
    rounds,
    (text) => runs.get(text)?.(),
    (text) => embedder.embedQuestion(text, true),
  );
  const { passages } = library.counts();
  return [
    { name: `bare runs, ${passages} passages, p50`, value: median(times.first), unit: "ms" },
    { name: `question, ${passages} passages, p50`, value: median(times.second), unit: "ms" },
    { name: `question, ${passages} passages, p90`, value: quantile(times.second, 0.9), unit: "ms" },
    ratio(`question / bare runs, ${passages} passages`, times),
    ratio("embedding a question / bare runs", embedding),
  ];
}

const ratio = (
  name: string,
  { first, second }: { readonly first: number[]; readonly second: number[] },
): Figure => ({ name, value: median(second) / median(first), unit: "ratio", better: "less" });
