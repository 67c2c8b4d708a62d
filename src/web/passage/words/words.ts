/** @module The words of passage pages by the language of the reader, in the languages that replies have. */

import { entryFor } from "../../../reply/words/language.ts";
import { en, type PassageWords } from "./en.ts";

export type { PassageWords };

/** Returns the catalogue for a locale; English where its language has none. */
export const passageWordsFor = (locale: string): PassageWords => entryFor({ en }, locale) ?? en;
