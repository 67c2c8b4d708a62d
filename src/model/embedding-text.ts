/** @module The texts that are embedded: plain text, that of a passage preceded by title and headings. */

import { type Document, searchedTitle } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import { type CountTokens, MOST_TOKENS } from "../corpus/split.ts";
import {
  type PlainDocument,
  type PlainPassage,
  type StripMarkup,
  markupStripper,
} from "../corpus/markup-stripper.ts";
import { firstWhere, type Span } from "../corpus/span.ts";
import { withoutPadding } from "../corpus/table.ts";
import type { EmbeddingSettings } from "./model.ts";

const BETWEEN = " > ";
const AFTER = ". ";

type Titled = PlainDocument & Pick<Document, "language" | "title" | "titleFrom">;

/** Returns the texts to embed. */
export interface EmbeddingTexts {
  passage(document: Titled, passage: PlainPassage & Pick<Passage, "headings" | "language">): string;
  /** In the order of the sentences. */
  sentences(
    document: PlainDocument & Pick<Document, "language">,
    passage: PlainPassage & Pick<Passage, "language" | "sentences">,
  ): string[];
}

/** The limits of texts, in tokens as `countTokens` counts. */
type EmbeddingLimits = Pick<EmbeddingSettings, "prefixTokens"> & {
  readonly native: Pick<EmbeddingSettings["native"], "passageTokens">;
};

/**
 * Returns the texts to embed. That of a passage is `title > heading. text`, without a title that is only a file's name. Both
 * parts are limited by the model's settings.
 */
export function embeddingTexts(
  countTokens: CountTokens,
  { native: { passageTokens }, prefixTokens }: EmbeddingLimits,
): EmbeddingTexts {
  const textsIn = (language: string) => {
    const count = (text: string): number => countTokens(text, language);
    const fits = (text: string): boolean =>
      text.length * MOST_TOKENS <= passageTokens || count(text) <= passageTokens;
    const clip = ({ text, isShort }: ShortText): string => (isShort ? text : clipText(text, fits));
    /** Passages fit as they were split; tokens are counted only where the plain form may be longer, or the language another. */
    const readShort = (read: StripMarkup, part: Span, isSplitAlike: boolean): ShortText => {
      const plain = read(part);
      const text = withoutPadding(plain.text);
      return { text, isShort: (isSplitAlike && !plain.mayBeLonger) || fits(text) };
    };
    return { prefixOf: prefixer(count, prefixTokens), clip, readShort };
  };
  const known = new Map<string, ReturnType<typeof textsIn>>();
  const textsFor = (language: string): ReturnType<typeof textsIn> => {
    const texts = known.get(language) ?? textsIn(language);
    known.set(language, texts);
    return texts;
  };
  return {
    passage(document, passage) {
      const { prefixOf, clip, readShort } = textsFor(passage.language);
      const isSplitAlike = document.language === passage.language;
      const named = readShort(markupStripper(document, passage), passage, isSplitAlike);
      const text = named.isShort
        ? named
        : readShort(markupStripper(document, passage, "once"), passage, isSplitAlike);
      return prefixOf([...searchedTitle(document), ...passage.headings]) + clip(text);
    },
    sentences(document, passage) {
      const { clip, readShort } = textsFor(passage.language);
      const isSplitAlike = document.language === passage.language;
      const read = markupStripper(document, passage);
      return passage.sentences.map((sentence) => clip(readShort(read, sentence, isSplitAlike)));
    },
  };
}

/** Returns a function that writes title and headings before a text, clipped; it remembers what it has written. */
function prefixer(count: CountText, limit: number): (parts: readonly string[]) => string {
  const prefixes = new Map<string, string>();
  return (parts) => {
    const key = JSON.stringify(parts);
    const prefix = prefixes.get(key) ?? clipPrefix(parts, count, limit);
    prefixes.set(key, prefix);
    return prefix;
  };
}

type CountText = (text: string) => number;

interface ShortText {
  readonly text: string;
  readonly isShort: boolean;
}

/** Clips a prefix: first headings go first, as the last ones are nearest to the text; then words. */
function clipPrefix(parts: readonly string[], countTokens: CountText, limit: number): string {
  const [first, ...rest] = parts;
  if (first === undefined) return "";
  const prefix = parts.join(BETWEEN) + AFTER;
  if (prefix.length <= limit * MAX_TOKEN_LENGTH && countTokens(prefix) <= limit) return prefix;
  if (rest.length > 0) return clipPrefix(rest, countTokens, limit);
  const words = first.slice(0, limit * MAX_TOKEN_LENGTH);
  const kept = longestUpTo(words, WORD_END, (text) => countTokens(text + AFTER) <= limit);
  return kept === "" ? "" : kept + AFTER;
}

/** A text of more characters a token is not counted: it is too long, or a single word. */
const MAX_TOKEN_LENGTH = 40;

const SENTENCE_END = /(?<=[.!?…;])(?=\s)|(?=\n)/g;
const WORD_END = /(?=\s)|$/g;
const CHARACTER_END = /(?<=[^])/gu;

/** Clips a text that does not fit at the end of a row or sentence; at a word if that would leave less than half. */
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
