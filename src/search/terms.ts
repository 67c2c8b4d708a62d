/** @module Terms: the normalised words that the lexical index holds. */

import type { Language } from "../corpus/languages/language.ts";
import { isKnown, languageFor } from "../corpus/languages/languages.ts";

/** A word, with apostrophes, hyphens, full stops and underscores inside it. */
export const WORD = /[\p{L}\p{N}]+(?:['’ʼ.\-‑_][\p{L}\p{N}]+)*/gu;
const PART_END = /[.\-‑_]/;
const UNSPACED_LETTERS = String.raw`\p{Script=Han}\p{Script=Thai}\p{scx=Hiragana}\p{scx=Katakana}`;
const UNSPACED = new RegExp(`^[${UNSPACED_LETTERS}]+$`, "u");
/** Runs of scripts whose words or particles follow a foreign word without a space, and of all others. */
const RUNS = new RegExp(
  String.raw`[${UNSPACED_LETTERS}]+|\p{Script=Hangul}+|[^${UNSPACED_LETTERS}\p{Script=Hangul}]+`,
  "gu",
);

/** Finds the terms of texts of one language. */
export interface Analyser {
  /**
   * Returns the terms of a text in their order: folded, stemmed, without stop words. A code such as "F-16" has a term of its
   * own ("f16") besides those of its parts; scripts without spaces have pairs of characters.
   */
  readonly termsOf: (text: string) => string[];
  /**
   * Returns the initials of each phrase of 2 to 5 capitalised words, one term an occurrence. With small words inside: the
   * initials with and without theirs, and those of the phrases between them.
   */
  readonly initialismsOf: (text: string) => string[];
}

const analysers = new Map<string, Analyser>();

/** Returns the analyser of a language, by its primary subtag of BCP 47. */
export function analyserFor(code: string): Analyser {
  const known = analysers.get(code);
  if (known !== undefined) return known;
  const termsOf = finderFor(code, code);
  const analyser = { termsOf, initialismsOf: initialismFinder(languageFor(code), termsOf) };
  analysers.set(code, analyser);
  return analyser;
}

/**
 * Returns the terms of a question in one language, as texts in another have them. Stop words of either have none, so that
 * names, numbers and codes remain.
 */
export const queryTerms = (question: string, asked: string, held: string): string[] =>
  finderFor(asked, held)(question);

const finders = new Map<string, Analyser["termsOf"]>();

/** Returns the finder of terms for a pair of languages; each is made once. */
function finderFor(asked: string, held: string): Analyser["termsOf"] {
  const key = `${asked} ${held}`;
  const finder = finders.get(key) ?? termFinder(languageFor(asked), languageFor(held));
  finders.set(key, finder);
  return finder;
}

/** Returns a function that finds the terms of texts written in one language as those of another. */
function termFinder(written: Language, held: Language): Analyser["termsOf"] {
  const { fold, stem } = held;
  const stopWords = new Set([...written.stopWords, ...held.stopWords].map(fold));
  const normalise = normaliserOf(written, held);
  return (text) => {
    const terms: string[] = [];
    for (const [word] of normalise(text).matchAll(WORD))
      for (const part of partsOf(word))
        if (!stopWords.has(part)) terms.push(isStemmed(part) ? stem(part) : part);
    return terms;
  };
}

/** Longer strings are no words. */
const LONGEST = 40;

const isStemmed = (word: string): boolean => word.length <= LONGEST && /^\p{L}+$/u.test(word);

/**
 * Returns a function that folds a text, joins the digits of its numbers, and drops elided words. A text in a language without
 * data has numbers as the other one does.
 */
function normaliserOf(written: Language, held: Language) {
  const { elided = NONE } = written;
  const { groupsDigitsBy } = isKnown(written) ? written : held;
  const joinDigits = JOIN_DIGITS[groupsDigitsBy];
  const elision = elisionOf(new Set([...elided, ...(held.elided ?? NONE)]));
  return (text: string): string =>
    joinDigits(joinMarkedDigits(held.fold(text))).replace(elision, "");
}

const NONE: ReadonlySet<string> = new Set();

/** Matches elided words with their apostrophe; nothing if there are none. */
const elisionOf = (elided: ReadonlySet<string>): RegExp =>
  elided.size === 0
    ? /(?!)/g
    : new RegExp(String.raw`(?<![\p{L}\p{N}'’ʼ])(?:${[...elided].join("|")})['’ʼ](?=\p{L})`, "giu");

/** Matches numbers that have both marks: the last one begins the decimals in every language. */
const MARKED_BOTH = /(?<![\d.,])\d{1,3}(?:(?:\.\d{3})+,|(?:,\d{3})+\.)\d+(?![.,]?\d)/g;

const joinMarkedDigits = (text: string): string =>
  text.replace(MARKED_BOTH, (number) => number.replace(/[.,](?=.*[.,])/g, "").replace(",", "."));

/** Joins the groups of digits of a number, and writes its decimals after a full stop. */
const JOIN_DIGITS: Readonly<Record<Language["groupsDigitsBy"], (text: string) => string>> = {
  comma: (text) => text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, ""),
  stop: (text) =>
    withDecimals(text.replace(GROUPED_BY_STOP, (number) => number.replaceAll(".", ""))),
  blank: (text) =>
    withDecimals(text.replace(GROUPED_BY_BLANK, (number) => number.replaceAll(" ", ""))),
};

const GROUPED_BY_STOP = /(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\.?\d)/g;
/** Folding makes blanks of all spaces. Other groups of digits beside them are those of a telephone number. */
const GROUPED_BY_BLANK = /(?<![\d.,] ?)\d{1,3}(?: \d{3})+(?![\d.]| \d)/g;

const withDecimals = (text: string): string =>
  text.replace(/(?<![\d.,])(\d+),(?=\d+(?![.,]?\d))/g, "$1.");

/** The words that spelling compares: shorter ones are never one edit away, longer ones are no words. */
const WRITTEN = /^(?:\p{Script=Latin}{4,40}|\p{Script=Cyrillic}{4,40})$/u;

/** Returns the distinct words of Latin or Cyrillic letters as written, in lower case, stop words included. */
export function wordsOf(text: string): string[] {
  const words = new Set(text.normalize("NFC").toLowerCase().match(WORD));
  const parts = [...words].flatMap((word) => withoutApostrophes(word).split(PART_END));
  return [...new Set(parts.filter((part) => WRITTEN.test(part)))];
}

function partsOf(word: string): string[] {
  if (UNSPACED.test(word)) return pairs(word);
  const runs = word.match(RUNS) ?? [];
  if (runs.length > 1) return runs.flatMap((run) => run.match(WORD) ?? []).flatMap(partsOf);
  const plain = withoutApostrophes(word);
  const parts = plain.split(PART_END);
  if (parts.length === 1) return parts;
  if (/^\d+(?:\.\d+)+$/.test(plain)) return [plain];
  const joined = parts.join("");
  if (parts.every((part) => part.length === 1)) return [joined];
  return isCode(plain)
    ? [joined, ...parts.filter((part) => part.length > 1 || /\d/.test(part))]
    : parts;
}

const withoutApostrophes = (word: string): string => withoutPossessive(word).replace(/['’ʼ]/g, "");

/** Drops a possessive's ending. */
export const withoutPossessive = (word: string): string => word.replace(/['’ʼ]s$/, "");

const isCode = (word: string): boolean =>
  word.includes("_") || (/\d/.test(word) && /\p{L}/u.test(word));

function pairs(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/** A word in capitals does not count: a heading may be set in them. */
const CAPITALISED = String.raw`\p{Lu}\p{Ll}[\p{L}\p{N}]*(?:['’ʼ]\p{L}+)*`;
const BETWEEN = String.raw`[ \u00a0\-‑]`;
const BETWEEN_WORDS = new RegExp(BETWEEN, "u");

const LEAST = 2;
const MOST = 5;

function initialismFinder(
  { smallWords, elided = NONE }: Language,
  termsOf: Analyser["termsOf"],
): Analyser["initialismsOf"] {
  const [phrase, elision] = [phraseOf(smallWords), elisionOf(elided)];
  return (text) =>
    (text.normalize("NFC").replace(elision, "").match(phrase) ?? [])
      .map((found) => withoutStopWords(found.split(BETWEEN_WORDS), termsOf))
      .flatMap((words) => formsOf(words, smallWords))
      .filter(({ length }) => length >= LEAST && length <= MOST)
      .flatMap((words) => termsOf(words.map(initialOf).join("")));
}

/** Matches capitalised words on one line, with only blanks, hyphens and small words between them. */
function phraseOf(smallWords: ReadonlySet<string>): RegExp {
  const small =
    smallWords.size === 0 ? "" : String.raw`|(?:${[...smallWords].join("|")}|A)(?![\p{L}\p{N}])`;
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}]['’ʼ]?)${CAPITALISED}(?:${BETWEEN}(?:${CAPITALISED}${small}))+`,
    "gu",
  );
}

/** Drops stop words at the edges: a sentence begins with a capital too. */
function withoutStopWords(words: readonly string[], termsOf: Analyser["termsOf"]): string[] {
  const tells = (word: string): boolean => termsOf(word).length > 0;
  return words.slice(words.findIndex(tells), words.findLastIndex(tells) + 1);
}

function formsOf(
  phrase: readonly string[],
  smallWords: ReadonlySet<string>,
): (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of phrase)
    if (smallWords.has(word.toLowerCase())) parts.push([]);
    else parts.at(-1)?.push(word);
  return parts.length === 1 ? parts : [...parts, parts.flat(), phrase];
}

const initialOf = (word: string): string => Array.from(word)[0] ?? "";
