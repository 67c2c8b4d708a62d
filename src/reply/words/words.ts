/** @module The catalogue for a reader: by the language of Discord's client, in English where there is none. */

import { de } from "./de.ts";
import { en, type Words } from "./en.ts";

export type { Words };

/** By the language's code, without a country. */
export const CATALOGUES: Readonly<Record<string, Words>> = { en, de };

/** The words for a locale as Discord names it: `de`, `en-GB`, anything else too. */
export function wordsFor(locale: string): Words {
  const language = locale.split("-")[0] ?? "";
  return (Object.hasOwn(CATALOGUES, language) ? CATALOGUES[language] : undefined) ?? en;
}
