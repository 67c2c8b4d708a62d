/** @module Discord's limits on components: rows of buttons, or one select. */
import { count, each, keys, text, unique, unless, url, whole } from "./checks.ts";
import type { Violations } from "./checks.ts";
import { fieldsOf, listOf } from "./json.ts";
import { displayViolations } from "./display-limits.ts";

const ROW = 1;
const BUTTON = 2;
const SELECTS: readonly unknown[] = [3, 5, 6, 7, 8];
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;
const BUTTON_KEYS = [
  "type",
  "id",
  "style",
  "label",
  "emoji",
  "custom_id",
  "sku_id",
  "url",
  "disabled",
];
const SELECT_KEYS = [
  "type",
  "id",
  "custom_id",
  "options",
  "placeholder",
  "min_values",
  "max_values",
];
const MORE_SELECT_KEYS = ["disabled", "channel_types", "default_values", "required"];

/** Collects the IDs at every depth: they must be unique in a message. */
export function componentsViolations(components: unknown, display: boolean): Violations {
  const ids = flatten(components).map((entry) => fieldsOf(entry)["custom_id"]);
  return [
    ...unique(
      ids.filter((id) => id !== undefined),
      "components",
    ),
    ...(display
      ? displayViolations(components, flatten(components), row, button)
      : [...count(components, "components", 5), ...each(components, "components", plainRow)]),
  ];
}

/** Lists the components at every depth: of rows, containers and sections. */
export function flatten(components: unknown): readonly unknown[] {
  return listOf(components).flatMap((entry) => {
    const { components: inner, accessory } = fieldsOf(entry);
    return [entry, ...flatten(inner), ...(accessory === undefined ? [] : flatten([accessory]))];
  });
}

function plainRow(value: unknown, path: string): Violations {
  const { type } = fieldsOf(value);
  if (type === ROW) return row(value, path);
  return [`${path}.type: ${String(type)} must be a row (1), or the message needs flag 32768`];
}

function row(value: unknown, path: string): Violations {
  const { components } = fieldsOf(value);
  const types = listOf(components).map((entry) => fieldsOf(entry)["type"]);
  const alone = types.length === 1 && SELECTS.includes(types[0]);
  return [
    ...keys(value, path, ["type", "id", "components"]),
    ...count(components, `${path}.components`, 5, 1),
    ...unless(
      alone || types.every((type) => type === BUTTON),
      `${path}.components`,
      "must be buttons, or one select",
    ),
    ...each(components, `${path}.components`, control),
  ];
}

const control = (value: unknown, path: string): Violations =>
  fieldsOf(value)["type"] === BUTTON ? button(value, path) : select(value, path);

function button(value: unknown, path: string): Violations {
  const { style, label, emoji, custom_id: id, url: link, sku_id: sku } = fieldsOf(value);
  const opens = style === LINK_STYLE;
  const named = opens || style === PREMIUM_STYLE;
  return [
    ...keys(value, path, BUTTON_KEYS),
    ...whole(style ?? 0, `${path}.style`, 1, PREMIUM_STYLE),
    ...text(label, `${path}.label`, 80),
    ...unless(Boolean(label ?? emoji ?? sku), `${path}.label`, "is required"),
    ...text(id, `${path}.custom_id`, 100, named ? 0 : 1),
    ...unless(
      !named || id === undefined,
      `${path}.custom_id`,
      `has no place in style ${String(style)}`,
    ),
    ...unless(opens === (link !== undefined), `${path}.url`, "belongs to style 5, and to no other"),
    ...url(link, `${path}.url`, ["http:", "https:", "discord:"], 512),
  ];
}

function select(value: unknown, path: string): Violations {
  const {
    type,
    custom_id: id,
    placeholder,
    options,
    min_values: min,
    max_values: max,
  } = fieldsOf(value);
  const values = listOf(options).map((option) => fieldsOf(option)["value"]);
  return [
    ...keys(value, path, [...SELECT_KEYS, ...MORE_SELECT_KEYS]),
    ...text(id, `${path}.custom_id`, 100, 1),
    ...text(placeholder, `${path}.placeholder`, 150),
    ...count(options, `${path}.options`, 25, type === 3 ? 1 : 0),
    ...each(options, `${path}.options`, selectOption),
    ...unique(values, `${path}.options`),
    ...whole(min, `${path}.min_values`, 0, 25),
    ...whole(max, `${path}.max_values`, 1, 25),
  ];
}

function selectOption(value: unknown, path: string): Violations {
  const { label, value: chosen, description } = fieldsOf(value);
  return [
    ...keys(value, path, ["label", "value", "description", "emoji", "default"]),
    ...text(label, `${path}.label`, 100, 1),
    ...text(chosen, `${path}.value`, 100, 1),
    ...text(description, `${path}.description`, 100),
  ];
}
