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
export function isGreeting(typed: string): boolean {
  if (typed.length > LONGEST) return false;
  const said = fold(typed);
  const rest = said.replace(BY_NAME, "");
  return said !== "" && (rest === "" || ENTRIES.has(rest));
}

/** In characters, punctuation and emoji included. */
const LONGEST = 200;

const BY_NAME = new RegExp(`^${NAME}(?: |$)| ${NAME}$`, "g");

/** Returns the words in lower case with single spaces, without diacritics, punctuation and emoji. */
const fold = (typed: string): string => foldWords(foldDiacritics(typed.replace(/['’ʼ]/g, "")));

const ALL = [de, en, es, fr, it, pl, pt, ru];

/** In every language, as members write in any. */
const ENTRIES: ReadonlySet<string> = new Set(ALL.join().split(",").map(fold));
