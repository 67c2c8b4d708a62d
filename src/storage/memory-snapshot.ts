/** @module The reference implementation of a snapshot, in memory: every search examines every passage. */

import type { Document } from "../corpus/document.ts";
import type { Tokens } from "../model/embedder.ts";
import { dot } from "../model/vector.ts";
import { inverseFrequencies, scoreBm25 } from "../search/bm25.ts";
import { passageTerms } from "../search/lexical.ts";
import {
  type Candidate,
  countLanguages,
  type Scored,
  type Snapshot,
  type TermsByLanguage,
} from "../search/snapshot.ts";
import { isOneEditAway, sortWords } from "../search/words.ts";
import { completer } from "./completion.ts";
import { neighboursAt } from "./listings.ts";
import { isOfSamples, type Recipe } from "./recipe.ts";
import type { EmbeddedPassage } from "./store.ts";

/** A passage with its vectors and its own tokens, repeated ones resolved. */
export interface StoredPassage extends EmbeddedPassage {
  readonly tokens: Tokens;
}

/** The content of a generation in memory. */
export interface StoredContent {
  readonly recipe: Recipe;
  readonly documents: readonly Document[];
  readonly embedded: readonly StoredPassage[];
}

/** Returns a snapshot of a generation in memory. */
export function memorySnapshot(
  generation: string,
  { recipe, documents, embedded }: StoredContent,
  examples: () => Promise<readonly string[]>,
): Snapshot {
  const documentOf = (path: string) => documents.find((document) => document.path === path);
  const passages = embedded.map((stored) => {
    const document = documentOf(stored.passage.path);
    if (!document) throw new Error(`no document ${stored.passage.path}`);
    const terms = passageTerms(document, stored.passage);
    return { ...stored, terms: { ...terms, all: [...terms.headings, ...terms.text] } };
  });
  const passagesIn = (language: string) =>
    passages.filter(({ passage }) => passage.language === language);
  const frequencies = (language: string, terms: readonly string[]) => {
    const own = passagesIn(language);
    return {
      passages: own.length,
      averageLength: own.reduce((sum, { terms: { length } }) => sum + length, 0) / own.length || 1,
      documentFrequencies: terms.map(
        (term) => own.filter(({ terms: { all } }) => all.includes(term)).length,
      ),
    };
  };
  const countTerms = (
    { all, headings, sentences, length }: (typeof passages)[number]["terms"],
    terms: readonly string[],
  ): Pick<Candidate, "length" | "terms"> => ({
    length,
    terms: terms.map((term) => ({
      count: all.filter((other) => other === term).length,
      isInHeadings: headings.includes(term),
      sentences: [...sentences.keys()].filter((at) => sentences[at]?.includes(term)),
    })),
  });
  const passagesOf = (path: string) =>
    embedded.map(({ passage }) => passage).filter((passage) => passage.path === path);
  const top = (scores: readonly Scored[], k: number) =>
    scores.toSorted((a, b) => b.score - a.score).slice(0, k);
  const candidate = (id: string, terms: TermsByLanguage): Candidate[] =>
    passages
      .filter(({ passage }) => passage.id === id)
      .map((stored) => ({
        passage: stored.passage,
        vector: stored.vector,
        sentenceVectors: stored.sentenceVectors,
        nativeVectors: stored.nativeVectors,
        ...countTerms(stored.terms, terms.get(stored.passage.language) ?? []),
      }));
  const complete = completer(
    documents,
    embedded.map(({ passage }) => passage),
  );
  return {
    generation,
    counts: {
      documents: documents.length,
      passages: passages.length,
      sentences: embedded.reduce((sum, { passage }) => sum + passage.sentences.length, 0),
    },
    languages: countLanguages(embedded.map(({ passage }) => passage)),
    isOfSamples: isOfSamples(recipe),
    nearest: async (vector, k) =>
      top(
        passages.map((stored) => ({ id: stored.passage.id, score: dot(stored.vector, vector) })),
        k,
      ),
    matching: async (language, terms, k) => {
      const asked = [...new Set(terms)];
      const { averageLength, ...rest } = frequencies(language, asked);
      const idf = inverseFrequencies({ averageLength, ...rest });
      const scored = passagesIn(language).map(({ passage, terms: own }) => ({
        id: passage.id,
        score: scoreBm25(countTerms(own, asked), idf, averageLength),
      }));
      return top(
        scored.filter(({ score }) => score > 0),
        k,
      );
    },
    frequencies: async (language, terms) => frequencies(language, terms),
    wordsNear: async (word) =>
      sortWords(passages.flatMap(({ terms }) => terms.words))
        .filter((other) => isOneEditAway(word, other))
        .slice(0, 2),
    load: async (ids, terms) => ids.flatMap((id) => candidate(id, terms)),
    tokens: async (ids) =>
      ids.flatMap((id) =>
        embedded.filter(({ passage }) => passage.id === id).map(({ tokens }) => tokens),
      ),
    tokenFrequencies: async (numbers) =>
      numbers.map((number) => embedded.filter(({ tokens }) => tokens.ids.includes(number)).length),
    passage: async (id) => embedded.find(({ passage }) => passage.id === id)?.passage,
    document: async (path) => documentOf(path),
    documents: async (offset, limit) =>
      documents.slice(offset, offset + limit).map((document) => {
        const own = passagesOf(document.path);
        return { document, passages: own.length, first: own[0]?.id ?? "" };
      }),
    passagesOf: async (path) => passagesOf(path),
    neighbours: async (id) => {
      const passage = embedded.find((stored) => stored.passage.id === id)?.passage;
      if (!passage) return undefined;
      const own = passagesOf(passage.path);
      const at = own.indexOf(passage);
      return neighboursAt(own, at);
    },
    complete: async (typed, limit) => complete(typed, limit),
    examples,
    close: async () => {},
  };
}
