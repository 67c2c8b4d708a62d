/** @module Texts: lists, folding of case and diacritics, and addresses. */

/** An ID as Discord writes it; safe as a part of a path. */
export const SNOWFLAKE = /^\d{17,20}$/;

/** Splits a list at commas and white space. */
export const splitList = (list: string): string[] =>
  list.split(/[\s,]+/).filter((entry) => entry !== "");

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
export function parseUrl(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/**
 * Decodes bytes in two steps: in one, Node 20 and some later versions decode windows-1252 as Latin-1.
 * @throws TypeError if the bytes are invalid in the encoding. RangeError if it is unknown.
 */
export function decodeBytes(encoding: string, bytes: Uint8Array): string {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/** Parses a JSON text; undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
