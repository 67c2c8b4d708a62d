/** @module Writing what was fitted into the model's settings; how texts are embedded is left as it is. */

import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { RankingSettings } from "../search/model.ts";
import type { Fit } from "./fit.ts";
import { KEPT } from "./outcome.ts";

/** Everything in the file but what is replaced is kept as it was read. */
const Kept = z.looseObject({ format: z.number(), embedding: z.unknown() });

const DIGITS = 4;
const rounded = (value: number): number => Number(value.toFixed(DIGITS));

/** Puts ranking and `fitted` into a settings file, whole or not at all. */
export async function writeSettings(file: string, fit: Fit, date?: string): Promise<void> {
  const before = Kept.parse(JSON.parse(await readFile(file, "utf8")));
  const after = { ...before, ranking: roundedRanking(fit.ranking), fitted: fittedBlock(fit, date) };
  await writeFile(`${file}.new`, `${JSON.stringify(after, null, 2)}\n`);
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
    "weights: softmax over each question's candidates, both kinds of equal weight; outcome: logistic and isotonic calibration over collections of many sizes; figures are of articles and chapters left out of the fit (five folds)",
  limits: `unsure keeps ${KEPT.shown} of answerable questions, ${KEPT.shownPeople} of people's; answered keeps ${KEPT.answeredPeople} of people's`,
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
