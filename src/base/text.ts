/** @module Case and diacritic folding of texts. */

/** Folds to words in lower case with single spaces, without punctuation. */
export const foldWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Folds compatibility forms, diacritics and case. */
export const foldDiacritics = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
