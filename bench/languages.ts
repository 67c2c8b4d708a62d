/** @module What a language costs: German documents beside English ones, and questions across languages beside English ones. */

import { readFileSync } from "node:fs";
import { cp, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT } from "../src/base/config/config.ts";
import { openLibrary } from "../src/collection/library.ts";
import type { Embedder } from "../src/model/embedder.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { openFolder } from "../src/sources/folder.ts";
import { generationDir } from "../src/storage/files/layout.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { buildAt } from "../test/support/building.ts";
import { type Benchmark, type Figure, interleaved, median } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { notHere } from "./question.ts";

const ENGLISH = join(PROJECT, "seeds");
const GERMAN = join(PROJECT, "test/data/languages/de");

/** The number of documents of each language in the short form. */
const SHORT = 2;

export const languages: Benchmark = async ({ folder, short }) => {
  const embedder = await realEmbedder();
  const most = short ? SHORT : Infinity;
  const en = await placeOf(ENGLISH, join(folder, "en"), most);
  const de = await placeOf(join(GERMAN, "documents"), join(folder, "de"), most);
  const [english, german] = [await costOf(en, embedder), await costOf(de, embedder)];
  return [
    { name: "English documents, build a passage", value: english.ms, unit: "ms" },
    { name: "German documents, build a passage", value: german.ms, unit: "ms" },
    {
      name: "build a passage, German / English",
      value: german.ms / english.ms,
      unit: "ratio",
      better: "less",
    },
    {
      name: "index a passage, German / English",
      value: german.bytes / english.bytes,
      unit: "ratio",
      better: "less",
    },
    ...(await acrossLanguages(en, embedder, short ? 1 : 3)),
  ];
};

interface Place {
  readonly seedsDir: string;
  readonly indexDir: string;
}

/** Copies at most so many documents to a folder, beside which their index goes. */
async function placeOf(from: string, folder: string, most: number): Promise<Place> {
  const place = { seedsDir: join(folder, "seeds"), indexDir: join(folder, "index") };
  for (const name of (await readdir(from)).toSorted().slice(0, most))
    await cp(join(from, name), join(place.seedsDir, name));
  return place;
}

/** The means of a passage. */
interface Cost {
  readonly ms: number;
  readonly bytes: number;
}

/** Builds the index of a place. */
async function costOf({ seedsDir, indexDir }: Place, embedder: Embedder): Promise<Cost> {
  const { generation, passages, seconds } = await buildAt({
    source: openFolder(seedsDir),
    store: openFileStore(indexDir),
    embedder,
  });
  const built = generationDir(indexDir, generation);
  const sizes = await Promise.all(
    (await readdir(built)).map(async (name) => (await stat(join(built, name))).size),
  );
  const bytes = sizes.reduce((total, size) => total + size, 0);
  return { ms: (1000 * seconds) / passages, bytes: bytes / passages };
}

const Line = z.object({ question: z.object({ en: z.string(), de: z.string() }) });

/** Asks the same questions in English and in German of the English documents. */
async function acrossLanguages(
  { seedsDir, indexDir }: Place,
  embedder: Embedder,
  rounds: number,
): Promise<Figure[]> {
  const questions = readFileSync(join(GERMAN, "questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)).question);
  const library = await openLibrary({
    source: openFolder(seedsDir),
    store: openFileStore(indexDir),
    embedder,
    build: notHere,
  });
  const ask = async (question: string) =>
    renderAnswer(await library.ask(question, { top: 3, always: true }));
  const { first, second } = await interleaved(
    questions,
    rounds,
    ({ en }) => ask(en),
    ({ de }) => ask(de),
  );
  await library.close();
  return [
    { name: "English documents, a question in English, p50", value: median(first), unit: "ms" },
    { name: "English documents, a question in German, p50", value: median(second), unit: "ms" },
    {
      name: "a question across languages / in English",
      value: median(second) / median(first),
      unit: "ratio",
      better: "less",
    },
  ];
}
