import { afterAll, describe, expect, inject, it } from "vitest";
import type { Row } from "./judge.ts";
import { ALL_DAMAGES, damageFiles } from "./damage.ts";
import type { Step } from "./disk.ts";
import { killBuilds } from "./kills.ts";
import { breakGround } from "./material.ts";
import { editMeanwhile, raceBuilds, serveMeanwhile, setClockBack } from "./races.ts";
import { failSteps, fillDisk, forbidWriting, limitFiles } from "./shortages.ts";
import { endWorkers, startWorker } from "./worker-process.ts";

const PATIENCE = 300_000;

/** `npm run torture` does more of each. */
const LONG = {
  kills: { stride: 7, otherStride: 31, atRandom: 20 },
  damages: ALL_DAMAGES,
  flips: 200,
  stride: 9,
  races: 20,
  builds: 20,
  edits: 10,
  disks: 20,
  files: [16, 20, 26, 32, 40],
};
const SHORT = {
  kills: {
    // What is written for a generation leaves the same, whichever file it is: a folder without its name.
    stride: ["writing vectors", "publishing", "writing history", "the activation", "discarding"],
    otherStride: 300,
    atRandom: 1,
  } as const,
  // The others are done to each file in test/build/damage.test.ts.
  damages: ["with another generation's"],
  flips: 4,
  stride: 41,
  races: 2,
  builds: 3,
  edits: 1,
  disks: 2,
  files: [20],
};
const plan = inject("isLong") ? LONG : SHORT;
afterAll(endWorkers);

const wrongIn = (rows: readonly Row[]): string[] => rows.flatMap(({ wrong }) => wrong);
const triedIn = (rows: readonly Row[]): number => rows.reduce((sum, { tried }) => sum + tried, 0);

describe("the index under faults", () => {
  it.each<readonly [string, () => Promise<readonly Row[]>]>([
    ["builds are killed", () => killBuilds(plan.kills)],
    ["files are damaged", () => damageFiles(plan.flips, 1, plan.damages)],
    ["steps fail", () => failSteps(plan.stride)],
    ["two build at once", async () => [await raceBuilds(plan.races)]],
    ["it serves meanwhile", async () => [await serveMeanwhile(plan.builds)]],
    ["seeds are edited meanwhile", async () => [await editMeanwhile(plan.edits)]],
    ["the clock is set back", async () => [await setClockBack(1)]],
  ])("loses nothing and quotes nothing wrong while %s", { timeout: PATIENCE }, async (_, part) => {
    const rows = await part();
    expect(wrongIn(rows)).toEqual([]);
    expect(triedIn(rows)).toBeGreaterThan(0);
  });

  it(
    "does so on a small, a closed and a crowded machine, as far as one can be had here",
    {
      timeout: PATIENCE,
    },
    async () => {
      const disk = await fillDisk(plan.disks);
      const rows = [...disk, await forbidWriting(), await limitFiles(plan.files)];
      expect(wrongIn(rows)).toEqual([]);
    },
  );
});

/** Where in a build each of these is first done, in the order in which they are given. */
const placesOf = (steps: readonly Step[], wanted: readonly RegExp[]): number[] =>
  wanted.map((pattern) => steps.findIndex(({ call, path }) => pattern.test(`${call} ${path}`)));

describe("the writes of a build", () => {
  it(
    "are made durable in their order: files, folder, name, history, switch",
    {
      timeout: PATIENCE,
    },
    async () => {
      const ground = await breakGround();
      const worker = await startWorker();
      await ground.revise(1);
      const { seedsDir, indexDir } = ground;
      const { steps = [] } = await worker.run({ task: "build", seedsDir, indexDir });
      worker.release();
      await ground.remove();
      const inside = String.raw`\.building-[-0-9a-f]+`;
      for (const file of ["documents", "passages", "sentences", "terms", "manifest"]) {
        const order = placesOf(steps, [
          /^sync .*footnote-torture-\w+$/,
          new RegExp(`^writeFile ${inside}/${file}`),
          new RegExp(`^sync ${inside}/${file}`),
          new RegExp(`^sync generations/${inside}`),
          new RegExp(`^rename generations/${inside}`),
        ]);
        expect(order).not.toContain(-1);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }
      const named = steps.slice(placesOf(steps, [/^rename generations\/\.building/])[0]);
      const order = placesOf(named, [
        /^sync index\/generations/,
        /^sync index\/history/,
        /^writeFile index\/current\.next/,
        /^sync index\/current\.next/,
        /^rename index\/current\.next/,
      ]);
      expect(order).not.toContain(-1);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      const switched = named.slice(order.at(-1));
      expect(placesOf(switched, [/^sync [^/]+\/index$/])).not.toContain(-1);
    },
  );
});
