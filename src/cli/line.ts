/** @module Lines at the prompt: parsed as calls, completed, kept in a history. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { localCaller } from "../interactions/caller.ts";
import {
  type Call,
  type Choice,
  type Command,
  findCommand,
  isTyped,
} from "../interactions/command.ts";
import { optionFault, optionsOf, takesFile } from "../interactions/options.ts";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Parses `/source ID`, `/rebuild full`, `/help` or `help`; any other line is a question. */
export function parseLine(line: string, commands: readonly Command[]): Call {
  const command = HELP.test(line) ? "/help" : line;
  const [, typed, rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(command) ?? [undefined, "ask", line];
  const name = typed ?? "ask";
  const options = parseOptions(findCommand(commands, name), rest.trim());
  return { ...localCaller("en-GB"), name, options };
}

const HELP = /^\s*\/?help\s*$/i;

/** Checks whether a line ends the prompt. */
export const isEnd = (line: string): boolean => /^\s*\/?(?:exit|quit)\s*$/i.test(line);

/** Returns the number that a line consists of; no question is that short. */
export const numberIn = (line: string): number | undefined =>
  /^\s*\d{1,2}\s*$/.test(line) ? Number(line) : undefined;

/** Describes the fault of a typed call; undefined if there is none. */
export function faultOf({ name, options }: Call, commands: readonly Command[]): string | undefined {
  const command = findCommand(commands, name);
  if (!command) return `There is no command /${name}. Try /help.`;
  if (takesFile(command.definition))
    return `/${name} takes a file that is attached in Discord. Here, leave the prompt and type: npm run footnote -- add FILE`;
  return optionFault(command.definition, options);
}

/** Assigns the rest of the line to the first option; if that is boolean, each word is an option: `back` or `back:true`. */
function parseOptions(command: Command | undefined, rest: string): Call["options"] {
  const [first] = command ? optionsOf(command.definition) : [];
  if (rest === "") return {};
  if (first && first.type !== ApplicationCommandOptionType.Boolean) return { [first.name]: rest };
  return Object.fromEntries(rest.split(/\s+/).map(parseFlag));
}

const parseFlag = (word: string): readonly [string, boolean] => [
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
    .filter(({ definition }) => isTyped(definition) && !takesFile(definition))
    .map(({ definition }) => `/${definition.name}`)
    .concat("/quit")
    .filter((name) => name.startsWith(line));

/** The number of lines kept. */
export const MOST_LINES = 500;

/** Reads the lines of a history file, the latest first, as readline expects them; none where it cannot be read. */
export function readHistory(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines
      .filter((line) => line !== "")
      .slice(-MOST_LINES)
      .toReversed();
  } catch {
    return [];
  }
}

/** Replaces the lines of a history file, given the latest first; only its owner can read it. Ignores errors. */
export function keepHistory(file: string | undefined, lines: readonly string[]): void {
  if (file === undefined) return;
  const kept = lines.slice(0, MOST_LINES).toReversed();
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const next = `${file}.${process.pid}`;
    writeFileSync(next, kept.map((line) => `${line}\n`).join(""), { mode: 0o600 });
    renameSync(next, file);
  } catch {
    // A full disk or a read-only home: the prompt works without a history.
  }
}
