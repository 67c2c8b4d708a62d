/** @module Languages: the entry for a reader's, and their names in it. */

import type { Words } from "./words.ts";

/** Returns the entry for a locale such as `de`, `en-GB` or `pt-BR`; undefined if its language has none. */
export function entryFor<T>(
  byLanguage: Readonly<Record<string, T>>,
  locale: string,
): T | undefined {
  const language = locale.split("-")[0]?.toLowerCase() ?? "";
  return Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined;
}

/** Returns the name of a language by its code: `German`; the text itself where it is no code. */
export function languageName(code: string, { locale }: Pick<Words, "locale">): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Lists names: `English and German`. */
export const listOf = (names: readonly string[], { locale }: Pick<Words, "locale">): string =>
  new Intl.ListFormat(locale).format(names);

/** Lists languages by their names. */
export const languageNames = (codes: readonly string[], words: Pick<Words, "locale">): string =>
  listOf(
    codes.map((code) => languageName(code, words)),
    words,
  );
