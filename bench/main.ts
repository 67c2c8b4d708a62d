/** @module `npm run bench`: the usual benchmarks or those named, on documents at a path if one is given; `--short`, `--json`, `--check` against the baseline, `--write` it. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT } from "../src/base/config/config.ts";
import { adversarial } from "./adversarial.ts";
import { api } from "./api.ts";
import { Baseline, baselineOf, fallen } from "./baseline.ts";
import { building } from "./building.ts";
import { collections } from "./collections.ts";
import { conflicts } from "./conflicts.ts";
import { embedding } from "./embedding.ts";
import { growth } from "./growth.ts";
import { languages } from "./languages.ts";
import { lexical } from "./lexical.ts";
import { load } from "./load.ts";
import type { Benchmark, Figure } from "./measure.ts";
import { postgres } from "./postgres.ts";
import { question } from "./question.ts";
import { replicas } from "./replicas/replicas.ts";
import { starting } from "./starting.ts";

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  question,
  embedding,
  building,
  starting,
  lexical,
  growth,
  languages,
  load,
  adversarial,
  collections,
  conflicts,
  api,
  postgres,
  replicas,
};
/** Those that are measured without being named; the others take long. */
const USUAL = ["question", "embedding", "building", "starting", "lexical", "growth", "languages"];
const BASELINE = join(PROJECT, "bench/baseline.json");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const isPath = (argument: string): boolean => /[/\\.]/.test(argument);
const documents = positionals.filter(isPath);
const names = positionals.filter((argument) => !isPath(argument));
if (names[0] === "simulate") {
  const { simulate } = await import("./simulate/main.ts");
  const { short, write } = values;
  process.stdout.write(await simulate({ file: documents[0], short, write }));
  process.exit();
}
const figures = await measure(names.length > 0 ? names : USUAL);
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : table(figures));
if (values.write)
  await writeFile(BASELINE, `${JSON.stringify(baselineOf(figures), undefined, 2)}\n`);
if (values.check) await check();

async function measure(names: readonly string[]): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  const all: Figure[] = [];
  try {
    for (const name of names) {
      const benchmark = BENCHMARKS[name];
      if (!benchmark)
        throw new Error(`no benchmark ${name}: ${Object.keys(BENCHMARKS).join(", ")}`);
      process.stderr.write(`${name} …\n`);
      all.push(...(await benchmark({ folder, short: values.short || values.check, documents })));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return all;
}

function table(all: readonly Figure[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  return all
    .map(
      ({ name, value, unit }) => `${name.padEnd(width)}  ${format(value).padStart(10)} ${unit}\n`,
    )
    .join("");
}

function format(value: number): string {
  return Number.isInteger(value) ? `${value}` : value.toPrecision(value < 100 ? 3 : 4);
}

async function check(): Promise<void> {
  const baseline = Baseline.parse(JSON.parse(await readFile(BASELINE, "utf8")));
  const worse = fallen(figures, baseline);
  for (const line of worse) process.stderr.write(`${line}\n`);
  process.stderr.write(worse.length === 0 ? "no ratio fell by more than 30 %\n" : "");
  process.exitCode = worse.length === 0 ? 0 : 1;
}
