/** @module A line at the prompt, read as a call and completed. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { localCaller } from "../interactions/caller.ts";
import {
  type Call,
  type Choice,
  type Command,
  findCommand,
  isTyped,
} from "../interactions/command.ts";
import { optionFault, optionsOf } from "../interactions/options.ts";

/** Reads `/source ID`, `/rebuild full`, `/help`; a line without a command is a question. */
export function parseLine(line: string, commands: readonly Command[]): Call {
  const [, typed, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(line) ?? [undefined, "ask", line];
  const name = typed ?? "ask";
  const options = parseOptions(findCommand(commands, name), rest.trim());
  return { ...localCaller("en-GB"), name, options };
}

/** Describes the fault of a call that was typed; undefined if there is none. */
export function faultOf({ name, options }: Call, commands: readonly Command[]): string | undefined {
  const command = findCommand(commands, name);
  if (!command) return `There is no command /${name}. Try /help.`;
  return optionFault(command.definition, options);
}

/** The first option takes the rest of the line; where it is a switch, each word is one, such as `back` or `back:true`. */
function parseOptions(command: Command | undefined, rest: string): Call["options"] {
  const [first] = command ? optionsOf(command.definition) : [];
  if (rest === "") return {};
  if (first && first.type !== ApplicationCommandOptionType.Boolean) return { [first.name]: rest };
  return Object.fromEntries(rest.split(/\s+/).map(parseSwitch));
}

const parseSwitch = (word: string): readonly [string, boolean] => [
  word.replace(/:(?:true|false)$/, ""),
  !word.endsWith(":false"),
];

/**
 * Returns the lines that a line may become: names of commands, or values that continue the typed one, or else the only
 * suggestion: `/source harb` becomes the ID of the one passage under "Harbour".
 */
export async function completeLine(
  line: string,
  commands: readonly Command[],
  suggest: (call: Call, typed: string) => Promise<readonly Choice[]>,
): Promise<string[]> {
  const [, name, typed] = /^\/(\S+)\s+(.*)$/s.exec(line) ?? [];
  if (name === undefined || typed === undefined) return namesFor(line, commands);
  const values = (await suggest(parseLine(line, commands), typed)).map(({ value }) => value);
  const continuing = values.filter((value) => value.startsWith(typed.toLowerCase()));
  const meant = continuing.length > 0 || values.length !== 1 ? continuing : values;
  return meant.map((value) => `/${name} ${value}`);
}

const namesFor = (line: string, commands: readonly Command[]): string[] =>
  commands
    .filter(({ definition }) => isTyped(definition))
    .map(({ definition }) => `/${definition.name}`)
    .filter((name) => name.startsWith(line));
