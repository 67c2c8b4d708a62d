/** @module One option of a command, as a field to be filled in. */

import { ApplicationCommandOptionType as Type } from "discord-api-types/v10";
import type { Option, Value } from "./commands.ts";
import { make } from "./elements.ts";

export interface Field {
  readonly option: Option;
  readonly element: HTMLElement;
  readonly control: HTMLInputElement | HTMLSelectElement;
  /** Undefined if nothing is filled in. */
  readonly value: () => Value | undefined;
}

/** A field for an option, empty; a switch is on, as nobody adds it to leave it off. */
export function fieldFor(option: Option): Field {
  const control = controlFor(option);
  control.name = option.name;
  control.title = option.description;
  const element = make(
    "label",
    { className: "option" },
    make("span", { className: "option-name", textContent: option.name }),
    control,
  );
  return { option, element, control, value: () => valueOf(option, control) };
}

function controlFor(option: Option): Field["control"] {
  if (option.type === Type.Boolean) return choose(["True", "true"], ["False", "false"]);
  if ("choices" in option && option.choices)
    return choose(...option.choices.map(({ name, value }) => [name, String(value)] as const));
  const input = make("input", { type: "text", placeholder: option.description });
  if (option.type === Type.String && option.max_length !== undefined)
    input.maxLength = option.max_length;
  return input;
}

const choose = (...choices: readonly (readonly [string, string])[]): HTMLSelectElement =>
  make("select", {}, ...choices.map(([text, value]) => make("option", { value }, text)));

function valueOf({ type }: Option, control: Field["control"]): Value | undefined {
  if (type === Type.Boolean) return control.value === "true";
  const text = control.dataset.value ?? control.value.trim();
  if (text === "") return undefined;
  return type === Type.Integer || type === Type.Number ? Number(text) : text;
}
