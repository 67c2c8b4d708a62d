/**
 * @module Fuzzing: a short run of every target with each test run, a long one with `npm run fuzz` (`FUZZ_MINUTES` a target,
 * five where it is not set) or `FUZZ_RUNS=20000`; and every case that was ever found, again.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { PROJECT } from "../../src/base/config/config.ts";
import { escaper } from "./escaper.ts";
import { extraction } from "./extraction.ts";
import { frontMatter } from "./front-matter.ts";
import { interactions } from "./interactions.ts";
import { manifest } from "./manifest.ts";
import { packets } from "./packets.ts";
import { presses } from "./presses.ts";
import { replies } from "./replies.ts";
import { splitter } from "./splitter.ts";
import type { Target } from "./target.ts";

/** How often each is run where nothing else is said. */
const TARGETS: readonly (readonly [Target["name"], number, () => Target | Promise<Target>])[] = [
  ["splitter", 100, () => splitter],
  ["front-matter", 200, () => frontMatter],
  ["manifest", 50, () => manifest],
  ["extraction", 33, () => extraction],
  ["interactions", 50, interactions],
  ["presses", 50, presses],
  ["packets", 100, packets],
  ["escaper", 700, () => escaper],
  ["replies", 200, () => replies],
];

const { FUZZ, FUZZ_RUNS, FUZZ_SEED } = process.env;
const FUZZ_MINUTES = process.env.FUZZ_MINUTES || (FUZZ && !FUZZ_RUNS ? "5" : undefined);

/** So many times as often in the long form. */
const LONG = 60;

/** Not how long it may take, but when it is taken to hang. */
const isLong = Boolean(FUZZ_MINUTES || FUZZ_RUNS) || inject("isLong");
vi.setConfig({ testTimeout: isLong ? 24 * 3_600_000 : 120_000 });

function budgetOf(runs: number): fc.Parameters<[unknown]> {
  const seed = FUZZ_SEED ? { seed: Number(FUZZ_SEED) } : {};
  const usual = inject("isLong") ? LONG * runs : runs;
  if (!FUZZ_MINUTES) return { ...seed, numRuns: Number(FUZZ_RUNS || usual) };
  return { ...seed, numRuns: 1e9, interruptAfterTimeLimit: Number(FUZZ_MINUTES) * 60_000 };
}

test.each(TARGETS)("%s: what must hold holds, whatever it is given", async (name, runs, open) => {
  const target = await open();
  const result = await fc.check(target.property, budgetOf(runs));
  if (FUZZ_MINUTES) console.log(`${name}: ${result.numRuns} runs, seed ${result.seed}`);
  expect(result.failed, fc.defaultReportMessage(result)).toBe(false);
  expect(result.numRuns).toBeGreaterThan(0);
});

const Case = z.object({ target: z.string(), what: z.string(), input: z.unknown() });
const CASES = readFileSync(join(PROJECT, "test/data/fuzz-cases.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => Case.parse(JSON.parse(line)));

test.each(CASES)("$target: $what", async ({ target: name, input }) => {
  const open = TARGETS.find(([target]) => target === name)?.[2];
  if (!open) throw new Error(`no target ${name}`);
  await (await open()).replay(input);
});
