/** @module A bot on a damaged index, in this process: the start, and the checks that it does while it runs. */

import { join } from "node:path";
import { expect } from "vitest";
import type { Builder } from "../../src/build/in-child.ts";
import { createHealer } from "../../src/collection/heal.ts";
import { generationDir, readCurrent } from "../../src/storage/files/layout.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { keptLog } from "./kept-log.ts";
import {
  buildAt,
  copiesOf,
  HARBOUR,
  type Place,
  placeWith,
  placeWithTwo,
  startAt,
} from "./library.ts";

export const HARBOUR_QUESTION = "When does the harbour open in the morning?";
export const TOWER_QUESTION = "How many steps has the tower and its bell?";
export const ALWAYS = { top: 3, always: true };

/** A file of a generation. */
export const fileOf = ({ indexDir }: Place, generation: string, name: string): string =>
  join(generationDir(indexDir, generation), name);

export const faultsOf = async ({ store, source, embedder }: Place): Promise<readonly string[]> =>
  (await verifyIndex(store, source, embedder)).faults;

export const twoGenerations = copiesOf(placeWithTwo);
export const oneGeneration = copiesOf(async () => {
  const place = await placeWith({ "a.md": HARBOUR });
  const { generation } = await buildAt(place);
  return { ...place, generation };
});

/** A bot that has started on a place: its library, its checks, its log, and the builds that it began. */
export async function startHere(
  place: Place,
  build: Builder = (request) => buildAt(place, request),
) {
  const { log, text } = keptLog();
  let builds = 0;
  const counted: Builder = (request) => {
    builds += 1;
    return build(request);
  };
  const { library, readiness } = await startAt(place, { build: counted, log });
  let clock = 0;
  const check = createHealer({ library, store: place.store, log, now: () => clock });
  return {
    library,
    readiness,
    check,
    log: text,
    builds: () => builds,
    pass: (ms: number) => void (clock += ms),
    /** Checks until the active generation serves. */
    async heal() {
      await check();
      await expect
        .poll(() => text().includes("sound again"), { interval: 5, timeout: 20_000 })
        .toBe(true);
      expect(library.stale()).toBe(undefined);
      expect(library.generation()).toBe(await readCurrent(place.indexDir));
    },
  };
}
