/** @module Texts: folding of case and diacritics, and addresses. */

/** An ID as Discord writes it; safe as a part of a path. */
export const SNOWFLAKE = /^\d{17,20}$/;

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

/**
 * Parses an address; undefined if it is none. `URL.canParse` is not used: in Node 20 to 22 its compiled form, after many
 * calls, refuses every address with a letter such as ü.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
