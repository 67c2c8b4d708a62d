/** @module Discord's limits on names, descriptions, options and choices. */
import { count, each, keys, text, unique, unless, whole } from "./checks.ts";
import type { Violations } from "./checks.ts";
import { fieldsOf, listOf } from "./json.ts";

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALE = /^[a-z]{2}(-[A-Z]{2}|-419)?$/;
const WITH_CHOICES: readonly unknown[] = [3, 4, 10];
const OPTION = ["type", "name", "name_localizations", "description", "description_localizations"];
const MORE_OPTION = ["required", "choices", "options", "channel_types", "autocomplete"];
const BOUNDS = ["min_value", "max_value", "min_length", "max_length"];

/** Returns a name to compare by, whether it is allowed or not. */
export const nameOf = (value: unknown): string => {
  const { name } = fieldsOf(value);
  return typeof name === "string" ? name : "";
};

/** Reports names that occur more than once in a language: Discord falls back on the name where there is no translation. */
export function uniqueNames(values: readonly unknown[], path: string): Violations {
  const translations = values.map((value) => fieldsOf(fieldsOf(value)["name_localizations"]));
  const locales = new Set(translations.flatMap((names) => Object.keys(names)));
  const inLocale = (locale: string): Violations =>
    unique(
      values.map((value, at) => translations[at]?.[locale] ?? nameOf(value)),
      `${path} in ${locale}`,
    );
  return [...unique(values.map(nameOf), path), ...[...locales].flatMap(inLocale)];
}

/** Lists the faults of name and description, of a slash command or an option. */
export function labels(value: unknown, prefix: string): Violations {
  const {
    name,
    description,
    name_localizations: names,
    description_localizations,
  } = fieldsOf(value);
  return [
    ...slashName(name, `${prefix}name`),
    ...localized(names, `${prefix}name_localizations`, slashName),
    ...text(description, `${prefix}description`, 100, 1),
    ...localized(description_localizations, `${prefix}description_localizations`, (entry, path) =>
      text(entry, path, 100, 1),
    ),
  ];
}

function slashName(value: unknown, path: string): Violations {
  const fits = typeof value === "string" && NAME.test(value) && value === value.toLowerCase();
  return unless(fits, path, "must be 1-32 lower-case letters, digits, - or _");
}

/** Applies a rule to every translation. */
export function localized(
  value: unknown,
  path: string,
  rule: (entry: unknown, path: string) => Violations,
): Violations {
  return Object.entries(fieldsOf(value)).flatMap(([locale, entry]) => [
    ...unless(LOCALE.test(locale), `${path}.${locale}`, "is not a locale"),
    ...(entry === null ? [] : rule(entry, `${path}.${locale}`)),
  ]);
}

/** Lists the faults of options; a required one must not follow an optional one. */
export function optionList(options: unknown, path: string): Violations {
  const needs = listOf(options).map((entry) => fieldsOf(entry)["required"] === true);
  const firstFree = needs.indexOf(false);
  return [
    ...count(options, path, 25),
    ...uniqueNames(listOf(options), path),
    ...unless(
      firstFree < 0 || !needs.includes(true, firstFree),
      path,
      "must have required ones first",
    ),
    ...each(options, path, option),
  ];
}

function option(value: unknown, path: string): Violations {
  const {
    type,
    choices,
    autocomplete,
    options,
    min_length: min,
    max_length: max,
  } = fieldsOf(value);
  const nests = type === 1 || type === 2;
  const offers = choices !== undefined || autocomplete === true;
  return [
    ...keys(value, path, [...OPTION, ...MORE_OPTION, ...BOUNDS]),
    ...whole(type ?? 0, `${path}.type`, 1, 11),
    ...labels(value, `${path}.`),
    ...unless(nests || options === undefined, `${path}.options`, "is for subcommands"),
    ...unless(!offers || WITH_CHOICES.includes(type), `${path}.choices`, "is for text and numbers"),
    ...unless(!autocomplete || choices === undefined, `${path}.autocomplete`, "excludes choices"),
    ...whole(min, `${path}.min_length`, 0, 6000),
    ...whole(max, `${path}.max_length`, 1, 6000),
    ...choicesViolations(choices, `${path}.choices`),
    ...unique(listOf(choices).map(nameOf), `${path}.choices`),
    ...(nests ? optionList(options, `${path}.options`) : []),
  ];
}

/** Lists the faults of choices, declared or from autocomplete. */
export function choicesViolations(choices: unknown, path: string): Violations {
  return [
    ...count(choices, path, 25),
    ...each(choices, path, (entry, at) => {
      const { name, value } = fieldsOf(entry);
      return [
        ...keys(entry, at, ["name", "name_localizations", "value"]),
        ...text(name, `${at}.name`, 100, 1),
        ...(typeof value === "number" ? [] : text(value, `${at}.value`, 100, 1)),
      ];
    }),
  ];
}
