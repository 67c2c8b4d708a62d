/** @module The catalogues of sentences by the language of Discord's client, English by default. */

import { de } from "./de.ts";
import { en, type Words } from "./en.ts";

export type { Words };

/** Catalogues by the language's code, without a country. */
export const CATALOGUES: Readonly<Record<string, Words>> = { en, de };

/** Returns the catalogue for a locale as Discord names it: `de`, `en-GB`; English for any other. */
export function wordsFor(locale: string): Words {
  const language = locale.split("-")[0] ?? "";
  return (Object.hasOwn(CATALOGUES, language) ? CATALOGUES[language] : undefined) ?? en;
}
