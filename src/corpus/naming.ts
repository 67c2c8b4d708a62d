/** @module Titles for documents that have none, and names for files: made of what is there, never of thin air. */

import { basename, dirname, extname } from "node:path";
import { segmentSentences } from "./sentences.ts";
import { hasWords } from "./span.ts";

/** What programs call files whose name nobody thought of. */
const NO_NAME =
  /^(?:document|untitled|unnamed|new|index|download|file|scan|scanned|page|text|doc|img|image|copy|default|temp|tmp|output|export|print|article|saved|resource|dokument|unbenannt)$/i;

/** Whether a file's name says what the file is about: it has a word in it, not only numbers and codes. */
export function isTelling(path: string): boolean {
  return wordsOf(stemOf(path)).some(isTellingWord);
}

const isTellingWord = (word: string): boolean =>
  /^\p{L}{3,}$/u.test(word) && !NO_NAME.test(word) && !isCode(word);

/** Letters that no language puts like that: without a vowel, where the script has them. */
const isCode = (word: string): boolean => /^[a-z]+$/i.test(word) && !/[aeiouy]/i.test(word);

/** Runs of letters and digits; what mixes both, as hashes do, is one of neither. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];

/** The name of a file without its ending. */
export const stemOf = (path: string): string => basename(path, extname(path));

/** The title that a telling file name stands for: `house-rules_2024.txt` is "House rules 2024". */
export const titleFromName = (path: string): string => titleOf(stemOf(path));

/** Numbers that only put files into an order. */
const ORDER = /^(?:\d{1,3}[-_.)]+)+\s*(?=.*\p{L})/u;
const SEPARATOR = /[_\s]+|-{2,}/g;
/** A hyphen beside a single letter, or between numbers, is part of a word. */
const HYPHEN = /(?<=\p{L}\p{L}|\d)-(?=\p{L}\p{L})|(?<=\p{L}\p{L})-(?=\d)/gu;

function titleOf(name: string): string {
  const parts = name.replace(ORDER, "").replace(SEPARATOR, " ").trim();
  const words = /\s/.test(name) ? parts : parts.replace(HYPHEN, " ");
  return words === words.toLowerCase() ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** Whether a part of a name is a word of the language that is read. */
export type IsWord = (part: string) => boolean;

const BETWEEN_NAMES = " › ";

/**
 * The title that a path stands for, if its file's name is made of words: `import-notes/apple-notes.md` is "Import notes ›
 * Apple notes". Folders whose names are none are left out.
 */
export function titleFromPath(path: string, isWord: IsWord): string | undefined {
  const folders = dirname(path).split("/");
  const stem = stemOf(path);
  const names = isOfFolder(stem) ? folders : [...folders, stem];
  const isMade = (name: string): boolean => isMadeOfWords(name, isWord);
  if (!isMade(names.at(-1) ?? "")) return undefined;
  return names
    .filter(isMade)
    .map((name) => titleOf(spaced(name, isWord)))
    .join(BETWEEN_NAMES);
}

/** Files that stand for the folder they are in. */
const OF_FOLDER = /^(?:index|readme)$/i;
const isOfFolder = (stem: string): boolean => OF_FOLDER.test(stem.replace(ORDER, ""));

/** At least half of the parts of such a name are words; numbers before them do not count. */
function isMadeOfWords(name: string, isWord: IsWord): boolean {
  const all = wordsOf(spaced(name, isWord)).filter((part) => !OF_FOLDER.test(part));
  const parts = all.slice(all.findIndex((part) => !/^\d+$/.test(part)));
  const words = parts.filter((part) => isTellingWord(part) && isWord(part));
  return words.length > 0 && words.length * 2 >= parts.length;
}

const WITHIN_CAMEL = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;

/** The name with blanks between words that only capitals divide. */
const spaced = (name: string, isWord: IsWord): string =>
  name.replace(/\p{L}+/gu, (run) => (isWord(run) ? run : run.replace(WITHIN_CAMEL, " ")));

/** A title made of a text's beginning is at most so long. */
const MAX_TITLE = 90;

/** The beginning of a text as its title: its first sentence, cut after a whole word where it is long. */
export function titleFromText(text: string): string | undefined {
  const sentence = segmentSentences(text, { start: 0, end: Math.min(text.length, 2_000) })[0];
  if (!sentence) return undefined;
  const first = text.slice(sentence.start, sentence.end).replace(/\s+/g, " ");
  if (!hasWords(first)) return undefined;
  if (first.length <= MAX_TITLE) return first.replace(/[.:;,]+$/, "");
  const kept = first.slice(0, MAX_TITLE + 1).replace(/\s+\S*$/, "");
  return `${kept
    .slice(0, MAX_TITLE)
    .replace(/[\s,;:.–—-]+$/, "")
    .toWellFormed()}…`;
}

const MAX_NAME = 60;
/** Windows keeps these for itself, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A name for a file that every system takes: letters and digits of any script in lower case, hyphens between. */
export function fileNameOf(title: string, extension: string): string {
  const words = wordsOf(title.normalize("NFC").toLowerCase().replace(/['’]/g, ""));
  let name = "";
  for (const word of words) {
    const longer = name === "" ? word : `${name}-${word}`;
    if (longer.length > MAX_NAME) break;
    name = longer;
  }
  const safe = name || (words[0] ?? "document").slice(0, MAX_NAME).toWellFormed();
  return `${RESERVED.test(safe) ? `${safe}-` : safe}${extension.toLowerCase()}`;
}
