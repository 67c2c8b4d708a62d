/** @module Our BM25 against minisearch, on the same passages and questions in one run. */

import MiniSearch from "minisearch";
import { buildLexical, type LexicalIndex, type PassageTerms } from "../src/search/lexical.ts";
import { analyserFor } from "../src/search/terms.ts";
import { evaluationQuestions, sentenceMaker } from "./material.ts";
import { type Benchmark, type Figure, interleaved, median, timed } from "./measure.ts";

const { termsOf } = analyserFor("en");

const MATCHES = 50;
const LANGUAGE = "en";

export const lexical: Benchmark = async ({ short }) => [
  ...(await compare(10_000)),
  ...(short ? [] : await compare(100_000)),
];

async function compare(passages: number): Promise<Figure[]> {
  const { sentence } = sentenceMaker(13);
  const texts = Array.from({ length: passages }, () => Array.from({ length: 6 }, sentence));
  const mini = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize: termsOf,
    processTerm: (term) => term,
  });
  const miniMs = await timed(() =>
    mini.addAll(texts.map((all, id) => ({ id, text: all.join(" ") }))),
  );
  const termsOfPassage = (sentences: readonly string[]): PassageTerms => {
    const text = termsOf(sentences.join(" "));
    const own = sentences.map((sentence) => termsOf(sentence));
    return {
      language: LANGUAGE,
      headings: [],
      text,
      sentences: own,
      length: text.length,
      words: [],
    };
  };
  let index = buildLexical([]);
  const buildMs = await timed(() => (index = buildLexical(texts.map(termsOfPassage))));
  const queries = evaluationQuestions().slice(0, 60);
  const common = commonWords(index, termsOf(texts.slice(0, 200).flat().join(" ")));
  const name = (what: string): string => `${what}, ${passages} passages`;
  const race = async (kind: string, questions: readonly string[]): Promise<Figure[]> => {
    const { first, second } = await interleaved(
      questions,
      1,
      (text) => mini.search(text).slice(0, MATCHES),
      (text) => index.matching(LANGUAGE, termsOf(text), MATCHES),
    );
    const [theirs, ours] = [median(first), median(second)];
    return [
      { name: name(`minisearch, ${kind}`), value: theirs, unit: "ms" },
      { name: name(`our BM25, ${kind}`), value: ours, unit: "ms" },
      {
        name: name(`our BM25 / minisearch, ${kind}`),
        value: ours / theirs,
        unit: "ratio",
        better: "less",
      },
    ];
  };
  return [
    { name: name("minisearch built"), value: miniMs / 1000, unit: "s" },
    { name: name("our lexical index built, sentences too"), value: buildMs / 1000, unit: "s" },
    ...(await race("questions", queries)),
    ...(await race(
      "questions with the commonest words",
      queries.map((text) => `${text} ${common}`),
    )),
  ];
}

/** The five terms that the most passages hold. */
function commonWords(index: LexicalIndex, terms: readonly string[]): string {
  const distinct = [...new Set(terms)];
  const { documentFrequencies } = index.frequencies(LANGUAGE, distinct);
  return distinct
    .map((term, at) => ({ term, passages: documentFrequencies[at] ?? 0 }))
    .toSorted((a, b) => b.passages - a.passages)
    .slice(0, 5)
    .map(({ term }) => term)
    .join(" ");
}
