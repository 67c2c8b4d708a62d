/** @module Questions asked of collections: the signals of their candidates, and which of these are right. */

import { quote } from "../../src/corpus/citation.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { type Mode, modesFor } from "../../src/search/mode.ts";
import { judge } from "../../src/search/rank.ts";
import { sectionOf } from "../../src/search/outcome.ts";
import { SIGNALS } from "../../src/search/signals.ts";
import { correctSpelling } from "../../src/search/spelling.ts";
import { collection, type Row } from "./collection.ts";
import type { Question, QuestionSet } from "./data.ts";
import type { Example } from "./softmax.ts";

/** `whole`: a set's own collection. `part`: a fifth of its documents. `all`: all sets as one collection. */
export type Size = "whole" | "part" | "all";

/** A question with its candidates in a collection. */
export interface Asked extends Example {
  readonly set: string;
  /** The languages of the question and of the documents: `de → en`. */
  readonly direction: string;
  readonly mode: Mode;
  readonly isPeoples: boolean;
  readonly size: Size;
  readonly sort: Question["sort"];
  /** The section of each candidate. */
  readonly sections: readonly string[];
  /** Of the collection. */
  readonly passages: number;
}

/** A set with its passages embedded. */
export interface EmbeddedSet extends Omit<QuestionSet, "corpus"> {
  readonly rows: readonly Row[];
}

const PARTS = 5;
/** So many answerable questions of each other set are asked. */
const OF_OTHERS = 20;
/** At most so many of a set's answerable questions are asked of all sets together, and of each part. */
const MOST_AGAIN = 80;

/**
 * Asks each set's questions of its own collection, of parts of it, and, in the documents' language, of all collections in
 * that language together.
 */
export async function askSets(
  sets: readonly EmbeddedSet[],
  embedder: Embedder,
): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const set of sets)
    for (const language of new Set(set.questions.map((question) => question.language)))
      asked.push(...(await askIn(language, inLanguage(set, language), sets, embedder)));
  return asked;
}

const inLanguage = (set: EmbeddedSet, language: string): EmbeddedSet => ({
  ...set,
  questions: set.questions.filter((question) => question.language === language),
});

async function askIn(
  language: string,
  set: EmbeddedSet,
  sets: readonly EmbeddedSet[],
  embedder: Embedder,
): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const others = questionsOfOthers(
    sets.map((other) => inLanguage(other, language)),
    set,
  );
  const ask = async (size: Size, rows: readonly Row[], questions: readonly Question[]) =>
    asked.push(...(await askAll(set, size, rows, questions, embedder)));
  const far = set.questions.filter(({ sort }) => sort === "far");
  await ask("whole", set.rows, [...set.questions, ...others]);
  for (const rows of partsOf(set.rows)) {
    const paths = new Set(rows.map(({ passage }) => passage.path));
    const here = set.questions.filter((question) => question.paths.some((path) => paths.has(path)));
    const answerable = spread(here.filter(isAnswerable), MOST_AGAIN);
    await ask("part", rows, [...answerable, ...far, ...others]);
  }
  if (language === set.language) {
    const all = sets.filter((other) => other.language === language).flatMap(({ rows }) => rows);
    await ask("all", all, [...spread(set.questions.filter(isAnswerable), MOST_AGAIN), ...far]);
  }
  return asked;
}

const isAnswerable = ({ sort }: Question): boolean => sort === "answerable";

/** Returns answerable questions of the other sets. */
const questionsOfOthers = (sets: readonly EmbeddedSet[], set: EmbeddedSet): Question[] =>
  sets
    .filter((other) => other.name !== set.name)
    .flatMap(({ questions }) => spread(questions.filter(isAnswerable), OF_OTHERS))
    .map((question) => ({ ...question, sort: "other", isRight: () => false }));

/** Returns at most so many items, evenly from all. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** Divides a collection by documents, every fifth into a part. */
function partsOf(rows: readonly Row[]): Row[][] {
  const paths = [...new Set(rows.map(({ passage }) => passage.path))];
  return Array.from({ length: PARTS }, (_, part) => {
    const own = new Set(paths.filter((_path, at) => at % PARTS === part));
    return rows.filter(({ passage }) => own.has(passage.path));
  });
}

/** Asks a collection questions, by the product's own candidates and signals; passages of another mode are left out. */
async function askAll(
  { name, language: held, isPeoples }: EmbeddedSet,
  size: Size,
  rows: readonly Row[],
  questions: readonly Question[],
  embedder: Embedder,
): Promise<Asked[]> {
  const snapshot = collection(rows);
  const texts = new Map(
    rows.map(({ passage, document }) => [passage.id, quote(document, passage)]),
  );
  const asked: Asked[] = [];
  for (const { text: typed, language, sort, isRight } of questions) {
    const { text } = await correctSpelling({ text: typed, language }, snapshot, embedder);
    const modeOf = modesFor(language, embedder.model.settings);
    const mode = modeOf({ language: held });
    const all = await judge(snapshot, embedder, { text, language });
    const judged = all.filter(({ candidate }) => modeOf(candidate.passage) === mode);
    const passages = judged.map(({ candidate }) => candidate.passage);
    if (judged.length > 0)
      asked.push({
        set: name,
        direction: `${language} → ${held}`,
        mode,
        isPeoples,
        size,
        sort,
        passages: rows.length,
        rows: judged.map(({ signals }) => SIGNALS.map((signal) => signals[signal])),
        right: passages.map((passage) => isRight(passage, texts.get(passage.id) ?? "")),
        sections: passages.map(sectionOf),
      });
  }
  return asked;
}
