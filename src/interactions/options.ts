/** @module The options of a call, checked against the command's definition. */

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import { SNOWFLAKE } from "../base/text.ts";
import { type Call, type Definition, isTyped, MESSAGE_TEXT } from "./command.ts";

type Option = APIApplicationCommandBasicOption;

/** The only option of a command in a message's menu. */
const MESSAGE: Option = {
  type: ApplicationCommandOptionType.String,
  name: MESSAGE_TEXT,
  description: "What someone wrote",
  required: true,
  min_length: 1,
  max_length: 4_000,
};

/** Returns the options of a command; sub-commands are none. */
export const optionsOf = (definition: Definition): readonly Option[] =>
  isTyped(definition) ? (definition.options ?? []).filter(hasValue) : [MESSAGE];

const hasValue = (option: { readonly type: ApplicationCommandOptionType }): option is Option =>
  option.type !== ApplicationCommandOptionType.Subcommand &&
  option.type !== ApplicationCommandOptionType.SubcommandGroup;

/** Checks whether a command takes a file, which can be attached in Discord only. */
export const takesFile = (definition: Definition): boolean =>
  optionsOf(definition).some(({ type }) => type === ApplicationCommandOptionType.Attachment);

/** Describes the first fault in the options of a call; undefined if there is none. */
export function optionFault(definition: Definition, given: Call["options"]): string | undefined {
  const defined = optionsOf(definition);
  const names = defined.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined)
    return defined
      .map((option) => faultIn(definition, option, given[option.name]))
      .find((fault) => fault !== undefined);
  return names.length === 0
    ? `/${definition.name} takes nothing.`
    : `/${definition.name} has no option ${unknown}; it has: ${names.join(", ")}.`;
}

function faultIn(
  command: Definition,
  option: Option,
  value: Call["options"][string] | undefined,
): string | undefined {
  const { name } = option;
  if (value === undefined)
    return option.required === true ? `/${command.name} needs ${name}.` : undefined;
  if (option.type === ApplicationCommandOptionType.Boolean)
    return typeof value === "boolean" ? undefined : `${name} is true or false.`;
  if (option.type === ApplicationCommandOptionType.Integer)
    return Number.isInteger(value) ? undefined : `${name} is a whole number.`;
  if (option.type === ApplicationCommandOptionType.User)
    return typeof value === "string" && SNOWFLAKE.test(value) ? undefined : `${name} is a member.`;
  if (option.type === ApplicationCommandOptionType.Attachment)
    return typeof value === "object" && "url" in value ? undefined : `${name} is an attached file.`;
  if (option.type === ApplicationCommandOptionType.Channel)
    return typeof value === "object" && "channelId" in value
      ? undefined
      : `${name} is a channel of the server.`;
  if (option.type !== ApplicationCommandOptionType.String) return `${name} can't be given here.`;
  if (typeof value !== "string") return `${name} is a text.`;
  const { min_length: least = 0, max_length: most = 6_000 } = option;
  const { length } = Array.from(value);
  return length < least || length > most
    ? `${name} has from ${least} to ${most} characters; these are ${length}.`
    : undefined;
}
