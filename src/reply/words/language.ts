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

/** Returns the name of a language by its code: `German`; any other text unchanged, and nothing for `und`. */
export function languageName(text: string, { locale }: Pick<Words, "locale">): string | undefined {
  if (text === "" || text === "und") return undefined;
  const name = nameOf(text, locale);
  return name?.toLowerCase() === text.toLowerCase() ? text : (name ?? text);
}

/** @returns undefined for what cannot be a code. */
function nameOf(code: string, locale: string): string | undefined {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code);
  } catch {
    return undefined;
  }
}

/** Lists names: `English and German`. */
export const listOf = (names: readonly string[], { locale }: Pick<Words, "locale">): string =>
  new Intl.ListFormat(locale).format(names);

/** Lists languages by their names. */
export const languageNames = (codes: readonly string[], words: Pick<Words, "locale">): string =>
  listOf(
    codes.flatMap((code) => languageName(code, words) ?? []),
    words,
  );
