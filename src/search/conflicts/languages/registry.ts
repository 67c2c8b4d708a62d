/** @module The languages in which conflicts are found. */

import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { italian } from "./it.ts";
import type { Language } from "./language.ts";
import { dutch } from "./nl.ts";
import { polish } from "./pl.ts";
import { portuguese } from "./pt.ts";
import { russian } from "./ru.ts";
import { ukrainian } from "./uk.ts";

const ALL = [
  english,
  german,
  french,
  spanish,
  portuguese,
  italian,
  dutch,
  polish,
  russian,
  ukrainian,
];

/** By the primary subtag of BCP 47. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  ALL.map((language) => [language.code, language]),
);
