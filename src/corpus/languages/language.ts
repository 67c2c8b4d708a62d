/** @module A language of documents: the data by which its texts are segmented and indexed. */

import { foldDiacritics } from "../../base/text.ts";

/** A language; words are in lower case, NFC. */
export interface Language {
  /** The primary subtag of BCP 47. */
  readonly code: string;
  /** Words that tell the language of a short text; split at apostrophes. */
  readonly functionWords: ReadonlySet<string>;
  /** Words without content, which have no term. */
  readonly stopWords: ReadonlySet<string>;
  /** Words in lower case inside a name of capitalised words: Terms of Service. */
  readonly smallWords: ReadonlySet<string>;
  /** Words with which a question begins, without punctuation; a word that begins as many statements is followed by another. */
  readonly questionBeginnings: ReadonlySet<string>;
  /** Words that lose their vowel and join the next one by an apostrophe: l'eau. */
  readonly elided?: ReadonlySet<string>;
  /** Separates the thousands of a number. With `stop` and `blank`, a comma begins the decimals. */
  readonly groupsDigitsBy: "comma" | "stop" | "blank";
  /** Folds case, diacritics and variants of letters. */
  readonly fold: (text: string) => string;
  /** Stems a folded word of letters alone; the stem is folded too. */
  readonly stem: (word: string) => string;
  /** Whether a number with a full stop is an ordinal: 31. März. */
  readonly hasOrdinals?: boolean;
  readonly sentences: SentenceWords;
}

/** Words that decide whether a full stop ends a sentence. Abbreviations are written without their last full stop. */
export interface SentenceWords {
  readonly abbreviations: ReadonlySet<string>;
  /** Abbreviations that may end a sentence; the next word decides. */
  readonly mayEnd: ReadonlySet<string>;
  /** Abbreviations that other words are put before, without a blank: Hauptstr. */
  readonly compounds?: ReadonlySet<string>;
  /** Abbreviations only before a number; elsewhere a full stop ends the sentence. */
  readonly beforeNumbers: ReadonlySet<string>;
  /** Capitalised words that begin a sentence after an abbreviation that may end one. */
  readonly beginnings: ReadonlySet<string>;
}

/** Splits lists of words. */
export const words = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.split(/\s+/)).filter((word) => word !== ""));

/** Splits a list of phrases at its commas. */
export const phrases = (list: string): ReadonlySet<string> =>
  new Set(list.split(",").map((phrase) => phrase.trim()));

/** Letters that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
  ς: "σ",
};

/** Folds diacritics, case and the letters that are often replaced by others. */
export const foldLetters = (text: string): string =>
  foldDiacritics(text).replace(/[ßæœøłđıς]/g, (letter) => LETTERS[letter] ?? letter);

/** Folds like `foldLetters`, but keeps й and ї, which are letters of their own. */
export const foldCyrillic = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[^йї]+/gi, foldLetters)
    .toLowerCase();
