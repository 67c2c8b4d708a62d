/** @module The lexical index of a generation: its postings and words, read as they are asked for. */

import type { CachePart } from "../../base/bounded-cache.ts";
import {
  countIn,
  entryOf,
  NO_COUNTS,
  NO_PASSAGES,
  type Posting,
  rowRanker,
  type Statistics,
  type TermTables,
} from "../../search/lexical.ts";
import type { Scored, Snapshot, TermCounts, TermsByLanguage } from "../../search/snapshot.ts";
import { wordsNear } from "../../search/words.ts";
import { batchedReader, type Sized } from "./batch.ts";
import type { GenerationReader } from "./generation-reader.ts";
import type { Overview } from "./overview.ts";
import { termKey, unpackPosting } from "./packed.ts";
import { SNAPSHOT_STATEMENTS } from "./snapshot-statements.ts";

/** The posting of a term, with its number in the vocabulary. */
export interface NumberedPosting extends Posting {
  readonly number: number;
}

export interface Lexical extends Pick<Snapshot, "matching" | "frequencies" | "wordsNear"> {
  /** Returns a function that counts the terms of its language in a passage. */
  counter(terms: TermsByLanguage): Promise<(language: string, own: TermTables) => TermCounts[]>;
}

/** Opens the lexical index of a generation. */
export function lexicalReader(
  reader: GenerationReader,
  { languages, averageLengths, lengths, idOf }: Overview,
  cache: CachePart<NumberedPosting | undefined>,
): Lexical {
  const read = batchedReader(cache, (entries) =>
    reader.read(SNAPSHOT_STATEMENTS.postings, [entries], readPostings),
  );
  const postingsOf = (language: string, terms: readonly string[]) =>
    Promise.all(terms.map((term) => read(termKey(entryOf(language, term)))));
  const statisticsIn = (language: string): Statistics => {
    const passages = languages.find((held) => held.language === language)?.passages;
    const averageLength = averageLengths[language];
    return passages === undefined || averageLength === undefined
      ? NO_PASSAGES
      : { passages, averageLength };
  };
  return {
    async matching(language, terms, k) {
      const found = await postingsOf(language, [...new Set(terms)]);
      const postings = found.filter((posting) => posting !== undefined);
      return rowRanker(lengths)(postings, statisticsIn(language), k).map(
        ({ row, score }): Scored => ({ id: idOf(row), score }),
      );
    },
    async frequencies(language, terms) {
      const postings = await postingsOf(language, terms);
      const documentFrequencies = postings.map((posting) => posting?.rows.length ?? 0);
      return { ...statisticsIn(language), documentFrequencies };
    },
    wordsNear: (word) =>
      reader.read(SNAPSHOT_STATEMENTS.words, [word.length], (rows: readonly WordRow[]) =>
        wordsNear(
          rows.flatMap(({ words }) => words.split(" ")),
          word,
        ),
      ),
    async counter(terms) {
      const numbers = new Map(
        await Promise.all(
          Array.from(terms, async ([language, own]) => {
            const postings = await postingsOf(language, own);
            return [language, postings.map((posting) => posting?.number)] as const;
          }),
        ),
      );
      return (language, own) =>
        (numbers.get(language) ?? []).map((number) =>
          number === undefined ? NO_COUNTS : countIn(own, 0, number),
        );
    },
  };
}

interface WordRow {
  readonly words: string;
}

/** `term`: null in the one row of a generation that has none of the terms. */
interface PostingRow {
  readonly term: string | null;
  readonly number: number;
  readonly passages: Buffer;
}

function readPostings(rows: readonly PostingRow[]): ReadonlyMap<string, Sized<NumberedPosting>> {
  const found = new Map<string, Sized<NumberedPosting>>();
  for (const { term, number, passages } of rows)
    if (term !== null)
      found.set(term, {
        value: { number, ...unpackPosting(passages) },
        bytes: passages.length,
      });
  return found;
}
