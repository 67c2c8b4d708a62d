/** @module The languages in which conflicts are found. */

import { english } from "./en.ts";
import type { Language } from "./language.ts";

/** By the primary subtag of BCP 47. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map([["en", english]]);
