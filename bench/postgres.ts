/** @module A question with PostgreSQL against one with files: in one collection, among many, and in a large one. Needs TEST_POSTGRES. */

import { join } from "node:path";
import { type Library, openLibrary } from "../src/collection/library.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { compactZeros } from "../src/model/compact.ts";
import { NO_TERMS, type Snapshot } from "../src/search/snapshot.ts";
import { SAMPLES } from "../src/base/config/config.ts";
import type { Embedder } from "../src/model/embedder.ts";
import { openFolder } from "../src/sources/folder.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { editionOf, recipeFor } from "../src/storage/recipe.ts";
import { type OpenedDatabase, openWithSchema } from "../src/storage/postgres/open.ts";
import { openPostgresStore } from "../src/storage/postgres/store.ts";
import type { EmbeddedPassage, Store } from "../src/storage/store.ts";
import { buildAt } from "../test/support/building.ts";
import { startServer } from "../test/support/postgres-server.ts";
import { evaluationQuestions, synthetic } from "./material.ts";
import { type Benchmark, type Figure, interleaved, median, quantile, timed } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";
import { copyCollection, loadPassages } from "./postgres-rows.ts";
import { notHere } from "./question.ts";
import { memoryOf } from "./simulate/processes.ts";

const SIZES = { passages: 1_000, few: 10, many: 1_000, large: 100_000, loaded: 20_000 };
const SHORT: typeof SIZES = { passages: 200, few: 5, many: 20, large: 1_000, loaded: 2_000 };
const BASE = "base";

/** The largest parts take some minutes and 20 GB on the disk, which are freed at the end. */
export const postgres: Benchmark = async ({ folder, short }) => {
  const { TEST_POSTGRES: programs } = process.env;
  if (!programs) throw new Error("TEST_POSTGRES names no folder of PostgreSQL's programs");
  const server = await startServer({
    programs,
    config: ["shared_buffers = 1GB", "max_wal_size = 8GB"],
  });
  const opened = await openWithSchema(server.settings());
  try {
    return await measureAll({ ...opened, port: server.port }, folder, short ? SHORT : SIZES);
  } finally {
    await opened.holder.close();
    await opened.database.close();
    await server.remove();
  }
};

async function measureAll(
  { port, ...opened }: OpenedDatabase & { readonly port: number },
  folder: string,
  { passages, few, many, large, loaded }: typeof SIZES,
): Promise<Figure[]> {
  const place = await placeOf(folder, passages);
  const storeOf = await storesIn(opened);
  const own = await both(place, storeOf(BASE));
  const figures = [await sameAnswers(own)];
  const ratios: number[] = [];
  for (const collections of [few, many]) {
    await copyCollection(opened.database, BASE, collections - 1);
    const measured = await questionFigures(`among ${collections} collections`, own);
    ratios.push(measured.find(({ unit }) => unit === "ratio")?.value ?? 0);
    figures.push(...measured, ...(await amongFigures(collections, storeOf, place)));
  }
  await own.close();
  const [before = 1, after = 1] = ratios;
  const name = `growth of that ratio from ${few} to ${many} collections`;
  figures.push({ name, value: after / before, unit: "ratio", better: "less" });
  figures.push(await loadPassages(opened.database, loaded));
  const samples = {
    folder: SAMPLES,
    index: join(folder, "samples"),
    embedder: await realEmbedder(),
  };
  const sampled = await both(samples, storeOf("samples"));
  figures.push(await sameAnswers(sampled));
  await sampled.close();
  const largePlace = await placeOf(folder, large);
  const big = await both(largePlace, storeOf("large"));
  figures.push(...(await questionFigures("alone", big)));
  await big.close();
  const memory = await memoryOf(port, "large", largePlace.folder);
  const of = `memory of a process that serves ${large} passages`;
  return [...figures, { name: of, value: memory / 1e6, unit: "MB" }];
}

interface Place {
  readonly folder: string;
  readonly index: string;
  readonly embedder: Embedder;
}

async function placeOf(folder: string, passages: number): Promise<Place> {
  const seeds = join(folder, `seeds-${passages}`);
  await synthetic(seeds, { passages });
  return { folder: seeds, index: `${seeds}-index`, embedder: await pooledEmbedder() };
}

async function storesIn({ database, holder }: OpenedDatabase): Promise<(id: string) => Store> {
  const edition = editionOf(recipeFor([], await realEmbedder()));
  return (collection) => openPostgresStore({ database, holder, collection, edition });
}

interface Both {
  readonly passages: number;
  readonly files: Library;
  readonly database: Library;
  readonly close: () => Promise<void>;
}

/** Builds a place in files, copies its generation into a database, and opens both. */
async function both({ folder, index, embedder }: Place, store: Store): Promise<Both> {
  const fileStore = openFileStore(index);
  const { generation, passages } = await buildAt({
    source: openFolder(folder),
    store: fileStore,
    embedder,
  });
  await copyGeneration(generation, fileStore, store);
  const real = await realEmbedder();
  const files = await openOn(folder, fileStore, real);
  const database = await openOn(folder, store, real);
  return {
    passages,
    files,
    database,
    async close() {
      await files.close();
      await database.close();
    },
  };
}

/** Copies a generation from one store to another, and activates it. */
async function copyGeneration(id: string, from: Store, to: Store): Promise<void> {
  const snapshot = await from.open(id, "copy");
  const release = await to.lock();
  try {
    const stage = await to.stage(await from.describe(id), snapshot.counts);
    for (const { document } of await snapshot.documents(0, snapshot.counts.documents))
      await stage.add(document, await embeddedOf(snapshot, document.path));
    const sealed = await stage.seal(() => {});
    await to.activate(sealed.generation, { event: "built", gone: [] });
    await sealed.close();
  } finally {
    release();
    await snapshot.close();
  }
}

async function embeddedOf(snapshot: Snapshot, path: string): Promise<readonly EmbeddedPassage[]> {
  const ids = (await snapshot.passagesOf(path)).map(({ id }) => id);
  const tokens = await snapshot.tokens(ids);
  const loaded = await snapshot.load(ids, NO_TERMS);
  return loaded.map((candidate, at) => ({ ...candidate, tokens: tokens[at] ?? NO_TOKENS }));
}

const NO_TOKENS = { ids: new Uint32Array(), vectors: compactZeros(0, 96) };

const openOn = (folder: string, store: Store, embedder: Embedder): Promise<Library> =>
  openLibrary({ source: openFolder(folder), store, embedder, build: notHere });

const ask = async (library: Library, question: string): Promise<unknown> =>
  renderAnswer(await library.ask(question, { top: 3, always: true }));

async function questionFigures(
  where: string,
  { passages, files, database }: Both,
): Promise<Figure[]> {
  const times = await interleaved(
    evaluationQuestions(),
    3,
    (question) => ask(files, question),
    (question) => ask(database, question),
  );
  const name = (what: string): string => `${what}, ${passages} passages ${where}`;
  return [
    { name: name("files, p50"), value: median(times.first), unit: "ms" },
    { name: name("PostgreSQL, p50"), value: median(times.second), unit: "ms" },
    { name: name("PostgreSQL, p95"), value: quantile(times.second, 0.95), unit: "ms" },
    {
      name: name("PostgreSQL / files"),
      value: median(times.second) / median(times.first),
      unit: "ratio",
      better: "less",
    },
  ];
}

/**
 * Counts the questions whose answers are the same from both: outcome, passages, marks, scores to four digits. The confidence
 * is compared to a hundredth: the HNSW of the files misses a few of the nearest, and candidates of low rank have a share in it.
 */
async function sameAnswers({ passages, files, database }: Both): Promise<Figure> {
  const questions = evaluationQuestions();
  const rounded = (key: string, value: unknown): unknown => {
    if (typeof value !== "number") return value;
    if (key === "confidence") return value.toFixed(2);
    return key === "score" ? value.toPrecision(4) : value;
  };
  const answerOf = async (library: Library, question: string): Promise<string> =>
    JSON.stringify(await library.ask(question, { top: 10, marks: 20 }), rounded);
  let same = 0;
  for (const question of questions)
    if ((await answerOf(files, question)) === (await answerOf(database, question))) same += 1;
  const name = `the same answers, of ${questions.length} questions, ${passages} passages`;
  return { name, value: same, unit: "count" };
}

/** The collections that are asked among many: more than are open at once would be. */
const ASKED = 60;

/** Times questions to collections spread over all, whose rows may be in no cache. */
async function amongFigures(
  many: number,
  storeOf: (id: string) => Store,
  { folder }: Place,
): Promise<Figure[]> {
  const times: Record<"open" | "closed", number[]> = { open: [], closed: [] };
  const embedder = await realEmbedder();
  const questions = evaluationQuestions();
  for (let at = 0; at < ASKED; at += 1) {
    const number = Math.floor((at * Math.max(1, many - 1)) / ASKED) % (many - 1);
    const question = questions[at % questions.length] ?? "";
    let library: Library | undefined;
    times.closed.push(
      await timed(async () => {
        library = await openOn(folder, storeOf(`copy-${number}`), embedder);
        await ask(library, question);
      }),
    );
    const next = questions[(at + 1) % questions.length] ?? "";
    times.open.push(await timed(() => library && ask(library, next)));
    await library?.close();
  }
  return [
    {
      name: `open: a question to one of ${many} collections, p50`,
      value: median(times.open),
      unit: "ms",
    },
    {
      name: `closed: with its opening, one of ${many}, p50`,
      value: median(times.closed),
      unit: "ms",
    },
  ];
}
