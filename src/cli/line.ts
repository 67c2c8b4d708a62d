/** @module A line at the prompt as a call. */

import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import { type Call, isTyped } from "../interactions/command.ts";
import { findCommand } from "../../commands/index.ts";

/** `/source ID`, `/rebuild full`, `/help`; what is no command is a question. */
export function parseLine(line: string): Call {
  const [, typed, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? [undefined, "ask", line];
  const name = typed ?? "ask";
  return {
    name,
    options: optionsOf(name, rest.trim()),
    userId: "terminal",
    guildId: null,
    channelId: null,
    rights: { operator: true },
    locale: "en-GB",
  };
}

/** What is wrong with a call that was typed, for a person; undefined if nothing is. */
export function faultOf({ name, options }: Call): string | undefined {
  if (!findCommand(name)) return `There is no command /${name}. Try /help.`;
  const known = optionsIn(name).map((option) => option.name);
  const strange = Object.keys(options).find((option) => !known.includes(option));
  if (strange === undefined) return undefined;
  return known.length === 0
    ? `/${name} takes nothing.`
    : `/${name} has no option ${strange}; it has: ${known.join(", ")}.`;
}

/** The first option takes the rest of the line; where it is a switch, each word is one, such as `back` or `back:true`. */
function optionsOf(name: string, rest: string): Call["options"] {
  const [first] = optionsIn(name);
  if (rest === "") return {};
  if (first && first.type !== ApplicationCommandOptionType.Boolean) return { [first.name]: rest };
  return Object.fromEntries(rest.split(/\s+/).map(switchOf));
}

const switchOf = (word: string): readonly [string, boolean] => [
  word.replace(/:(?:true|false)$/, ""),
  !word.endsWith(":false"),
];

function optionsIn(name: string): readonly APIApplicationCommandOption[] {
  const definition = findCommand(name)?.definition;
  return definition && isTyped(definition) ? (definition.options ?? []) : [];
}
