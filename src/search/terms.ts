/** @module Terms: the normalised words that the lexical index holds. */

import { foldDiacritics } from "../base/text.ts";

/** English words without content. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "a about after all also am an and any are as at be because been before being but by can could did do does doing done " +
    "for from had has have having he her hers him his how i if in into is it its just may me might my no nor not of off on " +
    "or our ours out over own s shall she should so some such t than that the their theirs them then there these they " +
    "this those to too under up upon very was we were what when where which while who whom whose why will with would " +
    "you your yours im ive id dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt " +
    "havent hadnt youre theyre weve thats whats theres wheres heres lets tell please"
  ).split(" "),
);

/** A word, with apostrophes, hyphens, full stops and underscores inside it. */
export const WORD = /[\p{L}\p{N}]+(?:['’ʼ.\-‑_][\p{L}\p{N}]+)*/gu;
const PART_END = /[.\-‑_]/;
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u;

/**
 * Returns the terms of a text in their order: lower case, without diacritics, lightly stemmed, without stop words. A code such
 * as "F-16" has a term of its own ("f16") besides those of its parts; scripts without spaces have pairs of characters.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [word] of fold(text).matchAll(WORD)) {
    for (const term of partsOf(word)) if (!STOP_WORDS.has(term)) terms.push(stem(term));
  }
  return terms;
}

/** The words that spelling compares: shorter ones are never one edit away, longer ones are no words. */
const WRITTEN = /^\p{Script=Latin}{4,40}$/u;

/** Returns the distinct words of Latin letters as written, in lower case, stop words included. */
export function wordsOf(text: string): string[] {
  const words = new Set(text.normalize("NFC").toLowerCase().match(WORD));
  const parts = [...words].flatMap((word) => withoutApostrophes(word).split(PART_END));
  return [...new Set(parts.filter((part) => WRITTEN.test(part)))];
}

const fold = (text: string): string => foldDiacritics(text).replace(THOUSANDS, "");

function partsOf(word: string): string[] {
  if (UNSPACED.test(word)) return pairs(word);
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

/** Longer strings are no English words. */
const LONGEST = 40;

/** Stems English inflection lightly: plurals, -ed, -ing, -ly, -ion; words with digits and short ones stay. */
export function stem(word: string): string {
  if (word.length <= 3 || word.length > LONGEST || /[^a-z]/.test(word)) return word;
  return dropEnd(dropVerbEnd(dropPlural(word)));
}

function dropPlural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^sui]s$/.test(word)) return word.slice(0, -1);
  return word;
}

function dropVerbEnd(word: string): string {
  const base = /^(.*[aeiouy].*)(?:ing|ed|ly)$/.exec(word)?.[1];
  if (base === undefined || base.length < 3) return word;
  return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}

function dropEnd(word: string): string {
  if (/[ts]ion$/.test(word) && word.length > 5) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith("e")) return word.slice(0, -1);
  return word.length > 3 && word.endsWith("y") ? `${word.slice(0, -1)}i` : word;
}

/** Words in lower case inside a phrase: Terms of Service. */
const SMALL = "an|a|and|at|by|for|from|in|of|on|or|the|to|with";
const SMALL_WORD = new RegExp(`^(?:${SMALL})$`, "i");
/** A word in capitals does not count: a heading may be set in them. */
const CAPITALISED = String.raw`\p{Lu}\p{Ll}[\p{L}\p{N}]*(?:['’ʼ]\p{L}+)*`;
const BETWEEN = String.raw`[ \u00a0\-‑]`;
const BETWEEN_WORDS = new RegExp(BETWEEN, "u");
/** Capitalised words on one line, with only blanks, hyphens and small words between them. */
const PHRASE = new RegExp(
  String.raw`(?<![\p{L}\p{N}]['’ʼ]?)${CAPITALISED}(?:${BETWEEN}(?:${CAPITALISED}|(?:${SMALL}|A)(?![\p{L}\p{N}])))+`,
  "gu",
);

const LEAST = 2;
const MOST = 5;

/**
 * Returns the initials of each phrase of 2 to 5 capitalised words, one term an occurrence. With small words inside: the
 * initials with and without theirs, and those of the phrases between them.
 */
export const initialismsOf = (text: string): string[] =>
  (text.normalize("NFC").match(PHRASE) ?? [])
    .flatMap((phrase) => formsOf(withoutStopWords(phrase.split(BETWEEN_WORDS))))
    .filter(({ length }) => length >= LEAST && length <= MOST)
    .flatMap((words) => termsOf(words.map(initialOf).join("")));

/** Drops stop words at the edges: a sentence begins with a capital too. */
function withoutStopWords(words: readonly string[]): string[] {
  const tells = (word: string): boolean => termsOf(word).length > 0;
  return words.slice(words.findIndex(tells), words.findLastIndex(tells) + 1);
}

function formsOf(phrase: readonly string[]): (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of phrase)
    if (SMALL_WORD.test(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  return parts.length === 1 ? parts : [...parts, parts.flat(), phrase];
}

const initialOf = (word: string): string => Array.from(word)[0] ?? "";
