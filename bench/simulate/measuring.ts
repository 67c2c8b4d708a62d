/** @module The measurement of the unit costs of content: building, keeping, asking, and bytes. */

import { appendFile, readdir, stat } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { openWithSchema } from "../../src/storage/postgres/open.ts";
import { renderAnswer } from "../../src/reply/answer.ts";
import { evaluationQuestions, synthetic } from "../material.ts";
import { copyCollection } from "../postgres-rows.ts";
import type { Cost, CostName } from "./costs.ts";
import type { Place, Sizes, Use } from "./place.ts";

export type Costs = Partial<Record<CostName, Cost>>;

export interface Sample {
  /** Collections of made-up vectors that unit costs are measured on. */
  readonly collections: number;
  readonly passages: number;
  /** The passages of as many small ones, which show the share that does not depend on the size. */
  readonly few: number;
  /** Copies of one of each size, which are measured on the disk. */
  readonly copies: number;
  readonly questions: number;
  /** Passages that the models embed. */
  readonly embedded: number;
}

const UNIT = "unit";
/** Names a collection that was measured. */
export const unitName = (at: number): string => `${UNIT}-${at}`;

/** Measures all that is built and kept, then questions. */
export async function measureContent(place: Place, sample: Sample): Promise<Costs> {
  const documents = await synthetic(join(place.folder, "unit"), sample);
  return {
    ...(await measureBuilding(place, documents, sample)),
    ...(await measureDump(place, sample)),
    ...(await measureEmbedding(place, sample)),
    ...(await measureAsking(place, documents, sample)),
    ...(await measureKeeping(place, documents, sample)),
  };
}

/** Measures builds of two sizes: their difference is of the passages, the rest of a build whatever its size. */
async function measureBuilding(
  place: Place,
  documents: string,
  { collections, passages, few, copies }: Sample,
): Promise<Costs> {
  const small = await synthetic(join(place.folder, "small"), { passages: few, perDocument: few });
  await buildAll(place, { documents: small, collections: 1, name: "warm" });
  const less = await spentOn(place, { documents: small, collections, name: "small", copies });
  const more = await spentOn(place, { documents, collections, name: UNIT, copies });
  const builds = `${collections} builds each of ${few} and of ${passages} passages, without the models`;
  const source = `${builds}; bytes of ${copies} copies each, so that they fill the partitions`;
  const perPassage = (name: keyof Spent): Cost => ({
    value: Math.max(0, more[name] - less[name]) / (collections * (passages - few)),
    source,
  });
  const perBuild = (...names: readonly (keyof Spent)[]): Cost => {
    const value = names.reduce(
      (sum, name) => sum + less[name] / collections - few * perPassage(name).value,
      0,
    );
    return { value: Math.max(0, value), source };
  };
  return {
    writing: perPassage("cpu"),
    building: perBuild("cpu"),
    databaseWriting: perPassage("database"),
    databaseBuilding: perBuild("database"),
    wal: perPassage("wal"),
    walBuilding: perBuild("wal"),
    heap: perPassage("heap"),
    outOfLine: perPassage("outOfLine"),
    indexes: perPassage("indexes"),
    others: perPassage("others"),
    collection: perBuild("heap", "outOfLine", "indexes", "others"),
  };
}

interface Builds {
  readonly documents: string;
  readonly collections: number;
  /** Begins the names of the collections. */
  readonly name: string;
}

/** Builds collections without the models, one after another. */
export async function buildAll(
  place: Place,
  { documents, collections, name }: Builds,
): Promise<void> {
  for (let at = 0; at < collections; at += 1)
    await place.build(`${name}-${at}`, documents, place.plain);
}

interface Spent extends Use, Sizes {}

/** Builds collections, and copies one of them for its bytes; returns what all of them took. */
async function spentOn(place: Place, builds: Builds & { readonly copies: number }): Promise<Spent> {
  const use = await place.spend(() => buildAll(place, builds));
  const before = await place.sizes();
  const { name, copies, collections } = builds;
  await copyCollection(place.database, `${name}-0`, copies, `${name}-copy`);
  const after = await place.sizes();
  const bytes = (of: keyof Sizes): number => ((after[of] - before[of]) / copies) * collections;
  return {
    ...use,
    heap: bytes("heap"),
    outOfLine: bytes("outOfLine"),
    indexes: bytes("indexes"),
    others: bytes("others"),
  };
}

/** Measures a rebuild of each collection after one section was added; the one measured deletes a generation, too. */
async function measureKeeping(
  place: Place,
  documents: string,
  { collections, passages }: Sample,
): Promise<Costs> {
  let use: Use | undefined;
  for (const word of ["first", "second"]) {
    const [name = ""] = await readdir(documents);
    await appendFile(join(documents, name), `\n## A ${word} addition\n\nA ${word} line is here.\n`);
    use = await place.spend(() => buildAll(place, { documents, collections, name: UNIT }));
  }
  const { cpu = 0, database = 0, wal = 0 } = use ?? {};
  return costsOf(
    { keeping: cpu, databaseKeeping: database, walKeeping: wal },
    collections * passages,
    `rebuilds of ${collections} collections after one section was added, the generation before last deleted`,
  );
}

/** Measures the models' share: builds with and without them. */
async function measureEmbedding(place: Place, { embedded }: Sample): Promise<Costs> {
  const documents = await synthetic(join(place.folder, "embedded"), {
    passages: embedded,
    perDocument: embedded,
  });
  const cpuOf = async (embedder: Place["real"], name: string): Promise<number> =>
    (await place.spend(() => place.build(name, documents, embedder))).cpu;
  await place.real.embedText("warm");
  const without = await cpuOf(place.plain, "without");
  const withModels = await cpuOf(place.real, "with");
  const source = `a build of ${embedded} passages of six sentences, with the models and without`;
  return costsOf({ embedding: withModels - without }, embedded, source);
}

/** Measures questions that each open their collection, as a replica does that serves thousands. */
async function measureAsking(
  place: Place,
  documents: string,
  { collections, questions: count }: Sample,
): Promise<Costs> {
  const questions = evaluationQuestions().slice(0, count);
  const askAll = async (): Promise<void> => {
    for (const [at, question] of questions.entries())
      await askOnce(place, unitName(at % collections), documents, question);
  };
  await askAll();
  const use = await place.spend(askAll);
  const source = `${questions.length} questions to ${collections} collections in turn, each opened and closed`;
  return {
    ...costsOf({ question: use.cpu, databaseQuestion: use.database }, questions.length, source),
    ...(await measureBytes(place, documents, questions)),
  };
}

/** Opens a collection, asks, renders, and closes it. */
export async function askOnce(
  place: Pick<Place, "open">,
  collection: string,
  documents: string,
  question: string,
): Promise<void> {
  const library = await place.open(collection, documents);
  try {
    renderAnswer(await library.ask(question, { top: 3, always: true }));
  } finally {
    await library.close();
  }
}

/** Counts the bytes of questions to one collection through a relay. */
async function measureBytes(
  place: Place,
  documents: string,
  questions: readonly string[],
): Promise<Costs> {
  let bytes = 0;
  const relay = createServer((client) => {
    const server = connect(place.server.port, "127.0.0.1");
    server.on("data", (data) => (bytes += data.length)).pipe(client);
    client.pipe(server);
    for (const socket of [client, server]) socket.on("error", () => {});
  }).listen(0, "127.0.0.1");
  await once(relay, "listening");
  const { port } = relay.address() as AddressInfo;
  const opened = await openWithSchema(
    place.server.settings({ hosts: [{ host: "127.0.0.1", port }] }),
  );
  const through = place.on(opened);
  await askOnce(through, unitName(0), documents, questions[0] ?? "");
  const before = bytes;
  for (const question of questions) await askOnce(through, unitName(0), documents, question);
  const total = bytes - before;
  await opened.holder.close();
  await opened.database.close();
  relay.close();
  return costsOf(
    { questionBytes: total },
    questions.length,
    "counted by a relay before the database",
  );
}

async function measureDump(
  place: Place,
  { collections, copies, passages, few }: Sample,
): Promise<Costs> {
  const file = join(place.server.folder, "dump");
  const login = ["-h", "127.0.0.1", "-p", `${place.server.port}`, "-U", "postgres"];
  await place.server.run("pg_dump", ...login, "-Fc", "-f", file, "postgres");
  const { size } = await stat(file);
  return costsOf(
    { dump: size },
    (collections + copies) * (passages + few),
    "pg_dump -Fc of these collections",
  );
}

/** Divides what was spent by a number of passages or questions. */
export const costsOf = (
  spent: Partial<Record<CostName, number>>,
  count: number,
  source: string,
): Costs =>
  Object.fromEntries(
    Object.entries(spent).map(([name, total]) => [name, { value: total / count, source }]),
  );
