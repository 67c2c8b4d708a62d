/** @module How time and memory grow from 1,000 passages to 100,000, stage by stage. */

import { join } from "node:path";
import { openFileStore } from "../src/storage/files/store.ts";
import { buildAt } from "../test/support/building.ts";
import { openLibrary } from "../src/collection/library.ts";
import { openFolder } from "../src/sources/folder.ts";
import type { Progress } from "../src/storage/progress.ts";
import { synthetic } from "./material.ts";
import { type Benchmark, type Figure, residentMB, timed } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";
import { notHere, questionFigures } from "./question.ts";

/** The largest takes some minutes, and is left out of the short form. */
export const growth: Benchmark = async ({ folder, short }) => {
  const figures: Figure[] = [];
  for (const passages of short ? [1_000] : [1_000, 10_000, 100_000])
    figures.push(...(await grow(join(folder, `growth-${passages}`), passages)));
  return figures;
};

async function grow(folder: string, passages: number): Promise<Figure[]> {
  const seedsDir = await synthetic(join(folder, "seeds"), { passages });
  const store = openFileStore(join(folder, "index"));
  const stages = new Map<Progress["stage"], number>();
  let last = performance.now();
  const onProgress = ({ stage }: Progress): void => {
    const now = performance.now();
    stages.set(stage, (stages.get(stage) ?? 0) + now - last);
    last = now;
  };
  const buildMs = await timed(async () =>
    buildAt(
      { source: openFolder(seedsDir), store, embedder: await pooledEmbedder() },
      { onProgress },
    ),
  );
  const built = residentMB();
  const embedder = await realEmbedder();
  const before = residentMB();
  let library = await openLibrary({
    source: openFolder(seedsDir),
    store,
    embedder,
    build: notHere,
  });
  await library.close();
  const openMs = await timed(async () => {
    library = await openLibrary({ source: openFolder(seedsDir), store, embedder, build: notHere });
  });
  const name = (what: string): string => `${passages} passages: ${what}`;
  const figures: Figure[] = [
    ...[...stages].map(([stage, ms]): Figure => ({
      name: name(`build, ${stage}`),
      value: ms / 1000,
      unit: "s",
    })),
    { name: name("build but for the model"), value: buildMs / 1000, unit: "s" },
    { name: name("memory after the build"), value: built, unit: "MB" },
    { name: name("open"), value: openMs / 1000, unit: "s" },
    {
      name: name("memory while serving, above what was there"),
      value: residentMB() - before,
      unit: "MB",
    },
    { name: name("memory while serving, in all"), value: residentMB(), unit: "MB" },
    ...(await questionFigures(library, embedder, 1)).map((figure) => ({
      ...figure,
      name: name(figure.name),
    })),
  ];
  await library.close();
  return figures;
}
