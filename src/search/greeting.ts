/** @module Greetings, thanks and questions about the bot, which the documents can't answer. */

import { foldDiacritics, foldWords } from "../base/text.ts";
import { de } from "./greetings/de.ts";
import { en } from "./greetings/en.ts";
import { es } from "./greetings/es.ts";
import { fr } from "./greetings/fr.ts";
import { it } from "./greetings/it.ts";
import { pl } from "./greetings/pl.ts";
import { pt } from "./greetings/pt.ts";
import { ru } from "./greetings/ru.ts";

/** The name of the bot, independent of its name in Discord. */
export const NAME = "footnote";

/**
 * Whether the whole input is an entry, with or without the bot's name at either end, or only its name.
 */
export const isGreeting = (typed: string): boolean => languagesOf(typed) !== undefined;

/** Returns the language of a greeting, where it is one in this language only; English ones are used in every language. */
export function greetingLanguage(typed: string): string | undefined {
  const [language, ...others] = languagesOf(typed) ?? [];
  return others.length > 0 || language === "en" ? undefined : language;
}

/** Returns the languages in which an input is a greeting, none for the bot's name alone; undefined if it is no greeting. */
function languagesOf(typed: string): readonly string[] | undefined {
  if (typed.length > LONGEST) return undefined;
  const said = fold(typed);
  if (said === "") return undefined;
  const rest = said.replace(BY_NAME, "");
  return rest === "" ? [] : ENTRIES.get(rest);
}

/** In characters, punctuation and emoji included. */
const LONGEST = 200;

const BY_NAME = new RegExp(`^${NAME}(?: |$)| ${NAME}$`, "g");

/** Returns the words in lower case with single spaces, without diacritics, punctuation and emoji. */
const fold = (typed: string): string => foldWords(foldDiacritics(typed.replace(/['’ʼ]/g, "")));

const LISTS = { de, en, es, fr, it, pl, pt, ru };

/** The languages of each entry. In every language, as members write in any. */
const ENTRIES: ReadonlyMap<string, readonly string[]> = languagesByEntry();

function languagesByEntry(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [language, list] of Object.entries(LISTS))
    for (const entry of new Set(list.split(",").map(fold)))
      found.set(entry, [...(found.get(entry) ?? []), language]);
  return found;
}
