/** @module The languages in which conflicts are found. */

import { german } from "./de.ts";
import { english } from "./en.ts";
import { french } from "./fr.ts";
import type { Language } from "./language.ts";

const ALL = [english, german, french];

/** By the primary subtag of BCP 47. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  ALL.map((language) => [language.code, language]),
);
