/** @module The whole fit: from a folder of data to weights, outcome, limits, and how good they are. */

import type { Embedder } from "../search/embedder.ts";
import type { RankingSettings } from "../search/model.ts";
import { askNested } from "./cases.ts";
import { collection, embedRows, remembering, type Row } from "./collection.ts";
import { type Kind, type Question, readExam, readPeople, type Source } from "./data.ts";
import { foldsOf } from "./folds.ts";
import { type Bin, reliability } from "./metrics.ts";
import { nestedCollections } from "./nested.ts";
import { fitOutcome, type FittedOutcome } from "./outcome.ts";
import { type ErrorRates, errorRates } from "./rates.ts";
import {
  ablate,
  type Asked,
  askAll,
  type FittedAndNot,
  fitWeights,
  settingsOf,
} from "./weights.ts";

/** All that was fitted and measured; every figure but `quality.*.fitted` is of what was left out of the fit. */
export interface Fit {
  readonly ranking: RankingSettings;
  readonly passages: { readonly exam: number; readonly people: number };
  readonly quality: FittedAndNot;
  readonly ablation: readonly { readonly without: string; readonly quality: FittedAndNot }[];
  readonly rates: readonly ErrorRates[];
  readonly reliability: { readonly all: readonly Bin[]; readonly people: readonly Bin[] };
}

/**
 * Fits on the data of a folder.
 * @param tell is told what is being done.
 * @throws UserError if the folder does not hold the data.
 */
export async function fitAll(
  folder: string,
  model: Embedder,
  tell: (line: string) => void,
): Promise<Fit> {
  const embedder = remembering(model);
  const sources = await readSources(folder, embedder, tell);
  const questions = [...sources.exam.questions, ...sources.people.questions];
  const foldOf = foldFinder(questions);
  tell("fitting the weights");
  const asked = await askSources(sources, embedder, foldOf);
  const { weights, withoutFold, quality } = fitWeights(asked);
  tell("fitting the outcome");
  const rows = { exam: sources.exam.rows, people: sources.people.rows };
  const nested = nestedCollections({ rows, questions });
  const fitted = fitOutcome(await askNested(nested, embedder, withoutFold, foldOf));
  return {
    ranking: { weights: settingsOf(weights), outcome: fitted.outcome, limits: fitted.limits },
    passages: { exam: rows.exam.length, people: rows.people.length },
    quality,
    ablation: ablate(asked),
    ...measuresOf(fitted),
  };
}

interface Embedded extends Source {
  readonly rows: readonly Row[];
}
type Sources = Readonly<Record<Kind, Embedded>>;

async function readSources(
  folder: string,
  embedder: Embedder,
  tell: (line: string) => void,
): Promise<Sources> {
  const embedded = async (source: Source): Promise<Embedded> => ({
    ...source,
    rows: await embedRows(source.corpus, embedder, () => {}),
  });
  tell("reading the data");
  const exam = await readExam(folder, embedder);
  const people = await readPeople(folder, embedder);
  tell("embedding (some minutes)");
  return { exam: await embedded(exam), people: await embedded(people) };
}

async function askSources(
  sources: Sources,
  embedder: Embedder,
  foldOf: (question: Question) => number,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const { rows, questions } of [sources.exam, sources.people])
    asked.push(...(await askAll(collection(rows), embedder, answerable(questions), foldOf)));
  return asked;
}

const measuresOf = ({ judged, limits }: FittedOutcome): Pick<Fit, "rates" | "reliability"> => ({
  rates: errorRates(judged, limits),
  reliability: {
    all: reliability(judged),
    people: reliability(judged.filter(({ kind }) => kind === "people")),
  },
});

const answerable = (questions: Source["questions"]): Question[] =>
  questions.filter(({ sort }) => sort === "answerable");

/** Articles and chapters are put into folds apart, so that each fold leaves out a fifth of either. */
function foldFinder(questions: readonly Question[]): (question: Question) => number {
  const foldsFor = (kind: Question["kind"]): ReadonlyMap<string, number> =>
    foldsOf(questions.filter((question) => question.kind === kind).map(({ group }) => group));
  const folds = { exam: foldsFor("exam"), people: foldsFor("people") };
  return ({ kind, group }) => folds[kind].get(group) ?? 0;
}
