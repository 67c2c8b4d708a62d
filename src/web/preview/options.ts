/** @module The options of a command, held to its definition as Discord holds them. */

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import type { Call } from "../../interactions/command.ts";

type Value = Call["options"][string];

/** What is wrong with the options of a call, for a person; undefined if nothing is. */
export function faultOf(
  defined: readonly APIApplicationCommandBasicOption[],
  given: Call["options"],
): string | undefined {
  const strange = Object.keys(given).find((name) => !defined.some((one) => one.name === name));
  if (strange !== undefined) return `There is no option ${strange}.`;
  return defined
    .map((option) => faultIn(option, given[option.name]))
    .find((fault) => fault !== undefined);
}

function faultIn(option: APIApplicationCommandBasicOption, value: Value | undefined) {
  const { name } = option;
  if (value === undefined) return option.required === true ? `${name} is missing.` : undefined;
  if (option.type === ApplicationCommandOptionType.Boolean)
    return typeof value === "boolean" ? undefined : `${name} is true or false.`;
  if (option.type === ApplicationCommandOptionType.Integer)
    return Number.isInteger(value) ? undefined : `${name} is a whole number.`;
  if (option.type !== ApplicationCommandOptionType.String) return `${name} can't be given here.`;
  if (typeof value !== "string") return `${name} is a text.`;
  const { min_length: least = 0, max_length: most = 6_000 } = option;
  const { length } = Array.from(value);
  return length < least || length > most
    ? `${name} has from ${least} to ${most} characters; these are ${length}.`
    : undefined;
}
