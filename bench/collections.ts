/** @module Two hundred collections of a hundred passages: memory, and the time until one answers that was closed. */

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { EVERYONE, NO_COMMUNITY } from "../src/base/config/collections.ts";
import { CollectionId, openCollections } from "../src/collection/collections.ts";
import { openLibrary } from "../src/collection/library.ts";
import { openFolder } from "../src/sources/folder.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { hold } from "../test/support/hold.ts";
import { buildAt } from "../test/support/building.ts";
import { synthetic } from "./material.ts";
import { type Benchmark, type Figure, median, residentMB, timed } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";
import { notHere } from "./question.ts";

const PASSAGES = 100;
const QUESTION = "Who keeps the gate of the harbour at night?";

export const collections: Benchmark = async ({ folder, short }) => {
  const many = short ? 20 : 200;
  const seedsDir = await synthetic(join(folder, "one"), { passages: PASSAGES });
  const built = join(folder, "index");
  await buildAt({
    source: openFolder(seedsDir),
    store: openFileStore(built),
    embedder: await pooledEmbedder(),
  });
  const folders = Array.from({ length: many }, (_, at) => join(folder, `index-${at}`));
  for (const copy of folders) await cp(built, copy, { recursive: true });
  const embedder = await realEmbedder();
  const served = openCollections(
    folders.map((indexDir, at) => ({
      id: CollectionId.parse(`c${at}`),
      audience: EVERYONE,
      isPrivate: false,
      hasPages: false,
      operators: [],
      community: NO_COMMUNITY,
      sourceName: seedsDir,
      faults: () => [],
      build: notHere,
      open: () =>
        openLibrary({
          source: openFolder(seedsDir),
          store: openFileStore(indexDir),
          embedder,
          build: notHere,
        }),
    })),
  );
  const all = await served.list();
  const ask = (one: (typeof all)[number]): Promise<number> =>
    timed(() => one.use((library) => library.ask(QUESTION, { top: 3 })));
  const [first] = all;
  if (!first) throw new Error("no collection");
  await ask(first);
  const before = residentMB();
  const opening: number[] = [];
  for (const one of all.slice(1)) opening.push(await ask(one));
  const again: number[] = [];
  for (const one of all.slice(-10)) again.push(await ask(one));
  const inTurn = residentMB();
  const held = await Promise.all(all.map(hold));
  const name = (what: string): string => `${many} collections: ${what}`;
  const figures: Figure[] = [
    { name: name("a question to a closed one, median"), value: median(opening), unit: "ms" },
    { name: name("a question to an open one, median"), value: median(again), unit: "ms" },
    { name: name("memory with one open"), value: before, unit: "MB" },
    { name: name("memory after each was asked in turn"), value: inTurn, unit: "MB" },
    { name: name("memory with all open"), value: residentMB(), unit: "MB" },
  ];
  for (const release of held) release();
  await served.close();
  return figures;
};
