/** @module The page's words by the language of the reader, in the languages that replies have. */

import { de } from "./de.ts";
import { en, type PageWords } from "./en.ts";

export type { PageWords };

/** Returns the catalogue for a locale such as `de` or `en-GB`; English for any other. */
export const pageWordsFor = (locale: string): PageWords => (/^de(?:-|$)/.test(locale) ? de : en);
