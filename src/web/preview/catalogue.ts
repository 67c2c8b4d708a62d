/** @module The commands as the page offers them, in the reader's language where Discord would have them in it. */

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import { type Definition, isTyped } from "../../interactions/command.ts";
import { MESSAGE_TEXT } from "../../../commands/find.ts";
import { COMMANDS, findCommand } from "../../../commands/index.ts";

/** A command and the options that have values: there are no sub-commands. */
export interface Offered {
  readonly name: string;
  /** What is shown of the name. */
  readonly title: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** All commands. */
export const offered = (locale: string): Offered[] =>
  COMMANDS.map(({ definition }) => offer(definition, locale));

/** The options of a command by its name; none if there is no such command. */
export const optionsOf = (name: string): readonly APIApplicationCommandBasicOption[] => {
  const definition = findCommand(name)?.definition;
  return definition ? offer(definition, "en").options : [];
};

function offer(definition: Definition, locale: string): Offered {
  const { name } = definition;
  if (!isTyped(definition)) {
    const title = localised(name, definition.name_localizations, locale);
    return { name, title, description: ON_A_MESSAGE, options: [MESSAGE] };
  }
  return {
    name,
    title: `/${name}`,
    description: localised(definition.description, definition.description_localizations, locale),
    options: (definition.options ?? []).filter(hasValue).map((option) => ({
      ...option,
      description: localised(option.description, option.description_localizations, locale),
    })),
  };
}

/** In Discord it is in the menu of each message; here there are no messages of others, so one is put in. */
const ON_A_MESSAGE = "In the menu of a message, under Apps; here, put the message's text in";
const MESSAGE: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: MESSAGE_TEXT,
  description: "What someone wrote",
  required: true,
  min_length: 1,
  max_length: 4_000,
};

const hasValue = (option: {
  readonly type: ApplicationCommandOptionType;
}): option is APIApplicationCommandBasicOption =>
  option.type !== ApplicationCommandOptionType.Subcommand &&
  option.type !== ApplicationCommandOptionType.SubcommandGroup;

/** Discord's locales are a language, or a language with a country. */
function localised(
  text: string,
  translations: Readonly<Record<string, string | null | undefined>> | null | undefined,
  locale: string,
): string {
  return translations?.[locale] ?? translations?.[locale.split("-")[0] ?? ""] ?? text;
}
