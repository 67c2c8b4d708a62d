/** @module The texts that are embedded: plain text, that of a passage behind its place; only the text as it is written is quoted. */

import { type Document, searchedTitle } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { type CountTokens, MOST_TOKENS } from "../corpus/piece.ts";
import {
  type PlainDocument,
  type PlainPassage,
  type PlainReader,
  plainReader,
} from "../corpus/plain-text.ts";
import { firstWhere, type Span } from "../corpus/span.ts";
import { withoutPadding } from "../corpus/table.ts";
import type { EmbeddingSettings } from "./model.ts";

const BETWEEN = " > ";
const AFTER = ". ";

type Titled = PlainDocument & Pick<Document, "title" | "titleFrom">;

/** Gives the texts to embed. */
export interface EmbeddingTexts {
  passage(document: Titled, passage: PlainPassage & Pick<Passage, "headings">): string;
  /** In the order of the sentences. */
  sentences(document: PlainDocument, passage: PlainPassage & Pick<Passage, "sentences">): string[];
}

/** The limits of texts, in tokens as `countTokens` counts. */
type EmbeddingLimits = Pick<EmbeddingSettings, "prefixTokens"> & {
  readonly sentences: Pick<EmbeddingSettings["sentences"], "passageTokens">;
};

/**
 * The text to embed for a passage is `title > heading. text`. A title that is only the file's name says nothing, and is
 * left out. Both parts have at most as many tokens as the model's settings say.
 */
export function embeddingTexts(
  countTokens: CountTokens,
  { sentences: { passageTokens }, prefixTokens }: EmbeddingLimits,
): EmbeddingTexts {
  const prefixes = new Map<string, string>();
  const prefixOf = (parts: readonly string[]): string => {
    const key = JSON.stringify(parts);
    const prefix = prefixes.get(key) ?? clipPrefix(parts, countTokens, prefixTokens);
    prefixes.set(key, prefix);
    return prefix;
  };
  const fits = (text: string): boolean =>
    text.length * MOST_TOKENS <= passageTokens || countTokens(text) <= passageTokens;
  /** What a passage holds was cut to fit: it is counted only where its plain form may be longer. */
  const readShort = (read: PlainReader, part: Span): ShortText => {
    const plain = read(part);
    const text = withoutPadding(plain.text);
    return { text, isShort: !plain.mayBeLonger || fits(text) };
  };
  const clip = ({ text, isShort }: ShortText): string => (isShort ? text : clipText(text, fits));
  return {
    passage(document, passage) {
      const named = readShort(plainReader(document, passage), passage);
      const text = named.isShort
        ? named
        : readShort(plainReader(document, passage, "once"), passage);
      return prefixOf([...searchedTitle(document), ...passage.headings]) + clip(text);
    },
    sentences(document, passage) {
      const read = plainReader(document, passage);
      return passage.sentences.map((sentence) => clip(readShort(read, sentence)));
    },
  };
}

interface ShortText {
  readonly text: string;
  readonly isShort: boolean;
}

/** The last headings are the nearest to the text, so the first are given up before it is cut inside. */
function clipPrefix(parts: readonly string[], countTokens: CountTokens, limit: number): string {
  const [first, ...rest] = parts;
  if (first === undefined) return "";
  const prefix = parts.join(BETWEEN) + AFTER;
  if (prefix.length <= limit * MAX_TOKEN_LENGTH && countTokens(prefix) <= limit) return prefix;
  if (rest.length > 0) return clipPrefix(rest, countTokens, limit);
  const words = first.slice(0, limit * MAX_TOKEN_LENGTH);
  const kept = longestUpTo(words, WORD_END, (text) => countTokens(text + AFTER) <= limit);
  return kept === "" ? "" : kept + AFTER;
}

/** No text of so many characters a token is counted: it is too long either way, or a single word. */
const MAX_TOKEN_LENGTH = 40;

const SENTENCE_END = /(?<=[.!?…;])(?=\s)|(?=\n)/g;
const WORD_END = /(?=\s)|$/g;
const CHARACTER_END = /(?<=[^])/gu;

/** Cuts a text that does not fit: at the end of a row or sentence; where that would leave less than half, of a word. */
const clipText = (text: string, fits: (text: string) => boolean): string =>
  [SENTENCE_END, WORD_END, CHARACTER_END].reduce((kept, place) => {
    const longest = longestUpTo(text, place, fits);
    return longest.length > 2 * kept.length ? longest : kept;
  }, "");

/** Returns the longest beginning of a text, up to one of some places, that fits. */
function longestUpTo(text: string, place: RegExp, fits: (text: string) => boolean): string {
  const ends = Array.from(text.matchAll(place), ({ index }) => index);
  const tooLong = firstWhere(0, ends.length, (at) => !fits(text.slice(0, ends[at])));
  return text.slice(0, ends[tooLong - 1] ?? 0);
}
