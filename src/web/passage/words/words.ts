/** @module The words of passage pages by the language of the reader, in the languages that replies have. */

import type { Language } from "../../../reply/words/counted.ts";
import { entryFor } from "../../../reply/words/language.ts";
import { de } from "./de.ts";
import { en, type PassageWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";

export type { PassageWords };

/** Catalogues by the language's code, without a country. */
export const PASSAGE_CATALOGUES: Readonly<Record<Language, PassageWords>> = {
  en,
  de,
  es,
  fr,
  it,
  pl,
  pt,
  ru,
};

/** Returns the catalogue for a locale; English where its language has none. */
export const passageWordsFor = (locale: string): PassageWords =>
  entryFor(PASSAGE_CATALOGUES, locale) ?? en;
