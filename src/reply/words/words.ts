/** @module The catalogues of sentences by the language of Discord's client, English by default. */

import type { Language } from "./counted.ts";
import { de } from "./de.ts";
import { en, type Words } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { entryFor } from "./language.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";

export type { Words };

/** Catalogues by the language's code, without a country. */
export const CATALOGUES: Readonly<Record<Language, Words>> = { en, de, es, fr, it, pl, pt, ru };

/** Returns the catalogue for a locale; English where its language has none. */
export const wordsFor = (locale: string): Words => entryFor(CATALOGUES, locale) ?? en;

/** Returns a slash command as it is called in the language of the locale: `/help`, `/hilfe`. */
export function slashName(name: string, locale: string): string {
  const known: Readonly<Record<string, { readonly name: string }>> = wordsFor(locale).commands;
  return `/${Object.hasOwn(known, name) ? known[name]?.name : name}`;
}
