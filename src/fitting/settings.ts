/** @module Writing what was fitted into the model's settings; how texts are embedded is left as it is. */

import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { sha256 } from "../corpus/seed.ts";
import { bytesOf } from "../library/store.ts";
import type { RankingSettings } from "../search/model.ts";
import { numbersOf, type TokenProjection } from "../search/projection.ts";
import type { Fit } from "./fit.ts";
import { KEPT } from "./outcome.ts";

/** Everything in the file but what is replaced is kept as it was read. */
const Kept = z.looseObject({
  format: z.number(),
  embedding: z.looseObject({ tokens: z.looseObject({ file: z.string() }) }),
});

const DIGITS = 4;
const rounded = (value: number): number => Number(value.toFixed(DIGITS));

/** Writes the projection beside a settings file, and puts its hash, ranking and `fitted` into that; each whole or not at all. */
export async function writeSettings(
  file: string,
  fit: Fit & { readonly projection: TokenProjection },
  date?: string,
): Promise<void> {
  const before = Kept.parse(JSON.parse(await readFile(file, "utf8")));
  const projection = bytesOf(numbersOf(fit.projection));
  const tokens = { ...before.embedding.tokens, sha256: sha256(projection) };
  const after = {
    ...before,
    embedding: { ...before.embedding, tokens },
    ranking: roundedRanking(fit.ranking),
    fitted: fittedBlock(fit, date),
  };
  await writeWhole(join(dirname(file), tokens.file), projection);
  await writeWhole(file, `${JSON.stringify(after, null, 2)}\n`);
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}

function roundedRanking({ weights, outcome, limits }: RankingSettings): RankingSettings {
  const all = <T extends Readonly<Record<string, number>>>(numbers: T) =>
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, rounded(value)]));
  const { calibration, ...coefficients } = outcome;
  const points = calibration.map(([said, found]): [number, number] => [
    rounded(said),
    rounded(found),
  ]);
  return {
    weights: { ...weights, ...all(weights) },
    outcome: { ...coefficients, ...all(coefficients), calibration: points },
    limits,
  };
}

const fittedBlock = (fit: Fit, date: string | undefined): Readonly<Record<string, unknown>> => ({
  ...(date === undefined ? {} : { date }),
  by: "npm run fit",
  data: [
    `exam: one half of the SQuAD 2.0 development set, ${fit.passages.exam} passages, ${fit.quality.exam.unfitted.questions} answerable questions`,
    `people: The Rust Programming Language, ${fit.passages.people} passages, ${fit.quality.people.unfitted.questions} answerable questions as learners type them`,
  ],
  method:
    "projection: principal components of the states of a sample of passages; weights: softmax over each question's candidates, that of maxSim over the first five, both kinds of equal weight; outcome: logistic and isotonic calibration over collections of many sizes; figures are of articles and chapters left out of the fit (five folds)",
  limits: `unsure keeps ${KEPT.shown} of answerable questions, ${KEPT.shownPeople} of people's; found keeps ${KEPT.foundPeople} of people's`,
  quality: {
    exam: figures(fit.quality.exam.unfitted),
    people: figures(fit.quality.people.unfitted),
  },
  errorRates: fit.rates.map((rates) => figures(rates)),
});

const figures = (record: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "number" ? rounded(value) : value,
    ]),
  );
