import { describe, expect, it } from "vitest";
import type { Row } from "./judge.ts";
import { damageFiles } from "./damage.ts";
import type { Step } from "./disk.ts";
import { killBuilds } from "./kills.ts";
import { breakGround } from "./material.ts";
import { editMeanwhile, raceBuilds, serveMeanwhile, setClockBack } from "./races.ts";
import { failSteps, fillDisk, forbidWriting, limitFiles } from "./shortages.ts";
import { startWorker } from "./worker-process.ts";

const PATIENCE = 300_000;

const wrongIn = (rows: readonly Row[]): string[] => rows.flatMap(({ wrong }) => wrong);
const triedIn = (rows: readonly Row[]): number => rows.reduce((sum, { tried }) => sum + tried, 0);

describe("the index under faults, in short", () => {
  it.each<readonly [string, () => Promise<readonly Row[]>]>([
    ["builds are killed", () => killBuilds({ stride: 61, otherStride: 97, atRandom: 2 })],
    ["files are damaged", () => damageFiles(30, 1)],
    ["steps fail", () => failSteps(37)],
    ["two build at once", async () => [await raceBuilds(3)]],
    ["it serves meanwhile", async () => [await serveMeanwhile(5)]],
    ["seeds are edited meanwhile", async () => [await editMeanwhile(2)]],
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
      const rows = [...(await fillDisk(4)), await forbidWriting(), await limitFiles([20, 26, 32])];
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
      worker.kill();
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
