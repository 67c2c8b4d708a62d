/** @module The commands as the page offers them, in the reader's language where Discord would have them in it. */

import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import { type Command, type Definition, isTyped } from "../../interactions/command.ts";
import { optionsOf } from "../../interactions/options.ts";

/** A command and the options that have values: there are no sub-commands. */
export interface Offered {
  readonly name: string;
  /** What is shown of the name. */
  readonly title: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** All commands. */
export const offered = (commands: readonly Command[], locale: string): Offered[] =>
  commands.map(({ definition }) => offer(definition, locale));

function offer(definition: Definition, locale: string): Offered {
  const { name } = definition;
  if (!isTyped(definition)) {
    const title = localised(name, definition.name_localizations, locale);
    return { name, title, description: ON_A_MESSAGE, options: optionsOf(definition) };
  }
  return {
    name,
    title: `/${name}`,
    description: localised(definition.description, definition.description_localizations, locale),
    options: optionsOf(definition).map((option) => ({
      ...option,
      description: localised(option.description, option.description_localizations, locale),
    })),
  };
}

/** In Discord it is in the menu of each message; here there are no messages of others, so one is put in. */
const ON_A_MESSAGE = "In the menu of a message, under Apps; here, put the message's text in";

/** Discord's locales are a language, or a language with a country. */
function localised(
  text: string,
  translations: Readonly<Record<string, string | null | undefined>> | null | undefined,
  locale: string,
): string {
  return translations?.[locale] ?? translations?.[locale.split("-")[0] ?? ""] ?? text;
}
