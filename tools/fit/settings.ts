/** @module Writing what was fitted into the model's settings; how texts are embedded is left as it is. */

import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { sha256 } from "../../src/base/hash.ts";
import { bytesOf } from "../../src/base/durable.ts";
import type { RankingSettings } from "../../src/model/model.ts";
import { numbersOf, type TokenProjection } from "../../src/model/projection.ts";
import type { Fit, Fits } from "./fit.ts";
import type { Mode } from "../../src/search/mode.ts";
import { type Aims, aimsOf } from "./claims.ts";
import type { PinFit } from "./pins.ts";

/** Everything in the file but what is replaced is kept as it was read. */
const Kept = z.looseObject({
  format: z.number(),
  embedding: z.looseObject({
    tokens: z.looseObject({ file: z.string() }),
    questionMean: z.looseObject({ file: z.string() }),
  }),
});

const DIGITS = 4;
const rounded = (value: number): number => Number(value.toFixed(DIGITS));

/** All that is fitted to a model. */
export interface Fitted {
  readonly fits: Fits;
  readonly projection: TokenProjection;
  readonly questionMean: Float32Array;
  readonly pins: PinFit;
}

/**
 * Writes projection and mean of questions beside a settings file, and puts their hashes, the rankings and `fitted` into
 * that; each whole or not at all.
 */
export async function writeSettings(
  file: string,
  { fits, projection, questionMean, pins }: Fitted,
  date?: string,
): Promise<void> {
  const before = Kept.parse(JSON.parse(await readFile(file, "utf8")));
  const { embedding } = before;
  const [directions, mean] = [bytesOf(numbersOf(projection)), bytesOf(questionMean)];
  const tokens = { ...embedding.tokens, sha256: sha256(directions) };
  const ofQuestions = { ...embedding.questionMean, sha256: sha256(mean) };
  const after = {
    ...before,
    embedding: { ...embedding, tokens, questionMean: ofQuestions },
    rankings: {
      native: roundedRanking(fits.native.ranking),
      same: roundedRanking(fits.same.ranking),
      across: roundedRanking(fits.across.ranking),
    },
    pins: pins.limits,
    fitted: fittedBlock(fits, date),
  };
  await writeWhole(join(dirname(file), tokens.file), directions);
  await writeWhole(join(dirname(file), ofQuestions.file), mean);
  await writeWhole(file, `${JSON.stringify(after, null, 2)}\n`);
}

/** Puts the limits of pins into a settings file, and leaves all else. */
export async function writePins(file: string, { limits }: Pick<PinFit, "limits">): Promise<void> {
  const before = Kept.parse(JSON.parse(await readFile(file, "utf8")));
  await writeWhole(file, `${JSON.stringify({ ...before, pins: limits }, null, 2)}\n`);
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}

const roundedAll = <Numbers extends Readonly<Record<string, number>>>(
  numbers: Numbers,
): Numbers => ({
  ...numbers,
  ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, rounded(value)])),
});

const roundedRanking = ({
  weights,
  comparison,
  speaks,
  holds,
  limits,
}: RankingSettings): RankingSettings => ({
  weights: roundedAll(weights),
  comparison: roundedAll(comparison),
  speaks: roundedAll(speaks),
  holds: roundedAll(holds),
  limits: roundedAll(limits),
});

const fittedBlock = (fits: Fits, date: string | undefined): Readonly<Record<string, unknown>> => ({
  ...(date === undefined ? {} : { date }),
  by: "npm run fit",
  method:
    "projection: principal components of the states of a sample of passages; weights: softmax over the candidates of each question, all sets of equal weight; speaks and holds: logistic regressions over whole sets, parts of them and all as one collection; every figure of a set is by a fit without it",
  native: figuresOf("native", fits.native),
  same: figuresOf("same", fits.same),
  across: figuresOf("across", fits.across),
});

const figuresOf = (mode: Mode, { quality, rates, unprompted }: Fit): object => ({
  limits: limitsWords(aimsOf(mode)),
  quality: quality.map(figures),
  rates: rates.map(figures),
  unprompted: unprompted.map(figures),
});

const limitsWords = ({ shown, kept, mostPassages }: Aims): string =>
  `unsure shows ${shown} of people's answerable questions; found is kept in ${kept} of replies; further shows at most ${mostPassages} passages in the mean`;

const figures = (record: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "number" ? rounded(value) : value,
    ]),
  );
