/** @module What Tab completes at the prompt: the names of commands, and what a command itself suggests. */

import { type Call, type Context, isTyped } from "../interactions/command.ts";
import { COMMANDS, findCommand } from "../../commands/index.ts";

/**
 * The lines that a line may become. Suggestions whose value goes on with what was typed, or else a single one that was
 * meant by other words: `/source harb` becomes the ID of the one passage under "Harbour".
 */
export async function completions(line: string, call: Call, context: Context): Promise<string[]> {
  const [, name, typed] = /^\/(\S+)\s+(.*)$/s.exec(line) ?? [];
  if (name === undefined || typed === undefined) return commandNames(line);
  const command = findCommand(name);
  const suggested = (await command?.complete?.(typed, call, context)) ?? [];
  const values = suggested.map(({ value }) => value);
  const going = values.filter((value) => value.startsWith(typed.toLowerCase()));
  const meant = going.length > 0 || values.length !== 1 ? going : values;
  return meant.map((value) => `/${name} ${value}`);
}

const commandNames = (line: string): string[] =>
  COMMANDS.filter(({ definition }) => isTyped(definition))
    .map(({ definition }) => `/${definition.name}`)
    .filter((name) => name.startsWith(line));
