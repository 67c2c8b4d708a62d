/** @module The page's words by the language of the reader, in the languages that replies have. */

import type { Language } from "../../../reply/words/counted.ts";
import { entryFor } from "../../../reply/words/language.ts";
import { de } from "./de.ts";
import { en, type PageWords } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";

export type { PageWords };

/** Catalogues by the language's code, without a country. */
export const PAGE_CATALOGUES: Readonly<Record<Language, PageWords>> = {
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
export const pageWordsFor = (locale: string): PageWords => entryFor(PAGE_CATALOGUES, locale) ?? en;
