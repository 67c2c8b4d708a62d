/** @module The names and descriptions of commands and options in all languages, as Discord registers them. */

import type { LocalizationMap } from "discord-api-types/v10";
import { CATALOGUES, wordsFor, type Words } from "./words.ts";

type Commands = Words["commands"];

interface Named {
  readonly name: string;
}

interface Described extends Named {
  readonly description: string;
}

/** Returns the name and description of a slash command or an option, in English and in the other languages. */
export const localized = (of: (commands: Commands) => Described) => {
  const { description } = of(wordsFor("en").commands);
  const description_localizations = inEach((commands) => of(commands).description);
  return { ...localizedName(of), description, description_localizations };
};

/** Returns the name of a command in a menu, or of a choice, in English and in the other languages. */
export const localizedName = (of: (commands: Commands, words: Words) => Named) => ({
  name: of(wordsFor("en").commands, wordsFor("en")).name,
  name_localizations: inEach((commands, words) => of(commands, words).name),
});

const inEach = (textOf: (commands: Commands, words: Words) => string): LocalizationMap =>
  Object.fromEntries(
    Object.values(CATALOGUES).flatMap((words) =>
      words.discordLocales.map((locale) => [locale, textOf(words.commands, words)]),
    ),
  );
