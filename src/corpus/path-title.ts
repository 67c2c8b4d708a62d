/** @module Titles from the paths of documents that have no title. */

import { basename, dirname, extname } from "node:path";

/** Default names that programs give files. */
const NO_NAME =
  /^(?:document|untitled|unnamed|new|index|download|file|scan|scanned|page|text|doc|img|image|copy|default|temp|tmp|output|export|print|article|saved|resource|dokument|unbenannt)$/i;

const isMeaningful = (word: string): boolean =>
  /^\p{L}{3,}$/u.test(word) && !NO_NAME.test(word) && !isCode(word);

/** Whether letters form no word of any language: Latin without a vowel. */
const isCode = (word: string): boolean => /^[a-z]+$/i.test(word) && !/[aeiouy]/i.test(word);

/** Lists the runs of letters and digits. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];

/** Returns the name of a file without its extension. */
export const stemOf = (path: string): string => basename(path, extname(path));

/** Leading numbers that order files. */
const ORDER = /^(?:\d{1,3}[-_.)]+)+\s*(?=.*\p{L})/u;
const SEPARATOR = /[_\s]+|-{2,}/g;
/** Hyphens between words; one next to a single letter, or between numbers, is part of a word. */
const HYPHEN = /(?<=\p{L}\p{L}|\d)-(?=\p{L}\p{L})|(?<=\p{L}\p{L})-(?=\d)/gu;

function titleOf(name: string): string {
  const parts = name.replace(ORDER, "").replace(SEPARATOR, " ").trim();
  const words = /\s/.test(name) ? parts : parts.replace(HYPHEN, " ");
  return words === words.toLowerCase() ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** Whether a part of a name is a word that the tokenizer knows. */
export type IsWord = (part: string) => boolean;

const BETWEEN_NAMES = " › ";

/**
 * Derives a title from a path if the file's name consists of words: `import-notes/apple-notes.md` gives "Import notes ›
 * Apple notes". Folders with other names are left out.
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

/** Names of files that represent their folder. */
const OF_FOLDER = /^(?:index|readme)$/i;
const isOfFolder = (stem: string): boolean => OF_FOLDER.test(stem.replace(ORDER, ""));

/** Whether at least half of the parts of a name are words, without leading numbers. */
function isMadeOfWords(name: string, isWord: IsWord): boolean {
  const all = wordsOf(spaced(name, isWord)).filter((part) => !OF_FOLDER.test(part));
  const parts = all.slice(all.findIndex((part) => !/^\d+$/.test(part)));
  const words = parts.filter((part) => isMeaningful(part) && isWord(part));
  return words.length > 0 && words.length * 2 >= parts.length;
}

const WITHIN_CAMEL = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;

/** Inserts blanks between words that only capitals divide. */
const spaced = (name: string, isWord: IsWord): string =>
  name.replace(/\p{L}+/gu, (run) => (isWord(run) ? run : run.replace(WITHIN_CAMEL, " ")));
