/** @module Discord's limits on command definitions. */
import { count, each, keys, sumOf, text, unless, whole } from "./checks.ts";
import type { Violations } from "./checks.ts";
import { fieldsOf, isFields, listOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { labels, localized, optionList, uniqueNames } from "./option-limits.ts";

export type Scope = "global" | "guild";

const PER_TYPE: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
const COMMAND = ["type", "name", "name_localizations", "description", "description_localizations"];
const MORE_COMMAND = ["options", "default_member_permissions", "dm_permission", "nsfw", "id"];
const GLOBAL_ONLY = ["contexts", "integration_types", "dm_permission"];

/** Lists the faults of all commands of one scope, as a bulk overwrite sends them. */
export function commandSetViolations(commands: unknown, scope: Scope): Violations {
  if (!Array.isArray(commands)) return ["body: must be a list of commands"];
  const types = commands.map((command) => Number(fieldsOf(command)["type"] ?? 1));
  return [
    ...Object.entries(PER_TYPE).flatMap(([type, max]) => {
      const number = types.filter((own) => own === Number(type)).length;
      return unless(
        number <= max,
        "body",
        `has ${number} commands of type ${type}, at most ${max}`,
      );
    }),
    ...[...new Set(types)].flatMap((type) =>
      uniqueNames(
        commands.filter((_, index) => types[index] === type),
        "body",
      ),
    ),
    ...each(commands, "", (command, path) =>
      commandViolations(command, scope).map((fault) => `${path}.${fault}`),
    ),
  ];
}

/** Lists the faults of one definition. */
export function commandViolations(command: unknown, scope: Scope = "global"): Violations {
  if (!isFields(command)) return ["body: must be an object"];
  const { type = 1, options, default_member_permissions: rights } = command;
  const misplaced = GLOBAL_ONLY.filter((key) => scope === "guild" && command[key] !== undefined);
  const size = characters(command);
  return [
    ...keys(command, "", [...COMMAND, ...MORE_COMMAND, ...GLOBAL_ONLY]),
    ...whole(type, "type", 1, 3),
    ...(type === 1 ? labels(command, "") : menuLabels(command)),
    ...misplaced.map((key) => `${key}: is for global commands only`),
    ...unless(isRights(rights), "default_member_permissions", "must be null or digits in a string"),
    ...unless(size <= 8000, "body", `APPLICATION_COMMAND_TOO_LARGE: ${size} of 8000 characters`),
    ...optionList(options, "options"),
  ];
}

const isRights = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && /^\d+$/.test(value));

function menuLabels(command: Fields): Violations {
  return [
    ...text(command["name"], "name", 32, 1),
    ...localized(command["name_localizations"], "name_localizations", (name, path) =>
      text(name, path, 32, 1),
    ),
    ...unless(!command["description"], "description", "has no place in a menu command"),
    ...count(command["options"], "options", 0),
  ];
}

function characters(value: unknown): number {
  const { name, description, name_localizations, description_localizations, options, choices } =
    fieldsOf(value);
  const nested = [...listOf(options), ...listOf(choices)];
  return nested.reduce<number>(
    (sum, entry) => sum + characters(entry) + sumOf(fieldsOf(entry)["value"]),
    longest(name, name_localizations) + longest(description, description_localizations),
  );
}

const longest = (text: unknown, localizations: unknown): number =>
  Math.max(sumOf(text), ...Object.values(fieldsOf(localizations)).map((entry) => sumOf(entry)));
