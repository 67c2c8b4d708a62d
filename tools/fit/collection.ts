/** @module Collections of many sizes in memory, over passages that are embedded once. */

import type { Document } from "../../src/corpus/document.ts";
import { embedCorpus } from "../../src/build/embed.ts";
import type { OnProgress } from "../../src/storage/progress.ts";
import type { Corpus } from "../../src/build/ingest.ts";
import { topK } from "../../src/search/top-k.ts";
import type { Embedder, EmbeddedQuestion } from "../../src/model/embedder.ts";
import {
  buildLexical,
  type LexicalIndex,
  type PassageTerms,
  passageTerms,
} from "../../src/search/lexical.ts";
import {
  type Candidate,
  countLanguages,
  type Scored,
  type Snapshot,
} from "../../src/search/snapshot.ts";
import type { Tokens } from "../../src/model/embedder.ts";
import { dot } from "../../src/model/vector.ts";

/** A passage with all that a search reads of it. */
export interface Row extends Pick<
  Candidate,
  "passage" | "vector" | "sentenceVectors" | "nativeVectors"
> {
  readonly tokens: Tokens;
  readonly document: Document;
  readonly terms: PassageTerms;
}

/** The passages of a corpus, embedded. */
export async function embedRows(
  corpus: Corpus,
  embedder: Embedder,
  onProgress: OnProgress,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { document, passages } of embedCorpus(corpus, {
    embedder,
    last: undefined,
    onProgress,
  }))
    for (const { tokens, ...embedded } of passages) {
      const own = typeof tokens === "number" ? rows[tokens]?.tokens : tokens;
      if (!own) throw new Error("the tokens of a passage that is not there");
      const terms = passageTerms(document, embedded.passage);
      rows.push({ ...embedded, document, terms, tokens: own });
    }
  return rows;
}

/** What ranking does not ask. */
const UNUSED: Pick<
  Snapshot,
  "complete" | "documents" | "passagesOf" | "neighbours" | "examples" | "close"
> = {
  documents: async () => [],
  passagesOf: async () => [],
  neighbours: async () => undefined,
  complete: async () => [],
  examples: async () => [],
  close: async () => {},
};

/** A collection of these passages, by the product's own lexical index and the exact nearest vectors. */
export function collection(rows: readonly Row[]): Snapshot {
  const lexical = buildLexical(rows.map(({ terms }) => terms));
  const passages = rows.map(({ passage }) => passage);
  const places = new Map(rows.map(({ passage }, at) => [passage.id, at]));
  const documents = new Map(rows.map(({ document }) => [document.path, document]));
  const holding = countHolding(rows);
  const named = (matches: readonly { row: number; score: number }[]): Scored[] =>
    matches.map(({ row, score }) => ({ id: rows[row]?.passage.id ?? "", score }));
  return {
    generation: "fitting",
    counts: { documents: documents.size, passages: rows.length, sentences: 0 },
    languages: countLanguages(passages),
    isOfSamples: false,
    nearest: async (vector, k) =>
      named(
        topK(
          Float64Array.from(rows, (row) => dot(row.vector, vector)),
          k,
        ),
      ),
    matching: async (language, terms, k) => named(lexical.matching(language, terms, k)),
    frequencies: async (language, terms) => lexical.frequencies(language, terms),
    wordsNear: async (word) => lexical.wordsNear(word),
    load: async (ids, terms) => {
      const read = lexical.counter(terms);
      return ids.flatMap((id) => candidate(rows, places.get(id), read));
    },
    tokens: async (ids) => ids.flatMap((id) => rows[places.get(id) ?? -1]?.tokens ?? []),
    tokenFrequencies: async (numbers) => numbers.map((number) => holding.get(number) ?? 0),
    passage: async (id) => rows[places.get(id) ?? -1]?.passage,
    document: async (path) => documents.get(path),
    ...UNUSED,
  };
}

/** For each token number, how many passages hold it. */
function countHolding(rows: readonly Row[]): ReadonlyMap<number, number> {
  const holding = new Map<number, number>();
  for (const { tokens } of rows)
    for (const number of new Set(tokens.ids)) holding.set(number, (holding.get(number) ?? 0) + 1);
  return holding;
}

function candidate(
  rows: readonly Row[],
  at: number | undefined,
  read: ReturnType<LexicalIndex["counter"]>,
): Candidate[] {
  const row = at === undefined ? undefined : rows[at];
  return row && at !== undefined ? [{ ...row, ...read(at) }] : [];
}

/** An embedder that embeds each question once, however many collections it is asked of. */
export function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Promise<EmbeddedQuestion>>();
  const embedQuestion = (text: string, isNative: boolean): Promise<EmbeddedQuestion> => {
    const key = `${isNative} ${text}`;
    const embedding = known.get(key) ?? embedder.embedQuestion(text, isNative);
    known.set(key, embedding);
    return embedding;
  };
  return { ...embedder, embedQuestion };
}
