/** @module A command being filled in: its options as fields, those that may be left out as buttons that add them. */

import type { Definition, Option, Values } from "./commands.ts";
import { make } from "./elements.ts";
import { type Field, fieldFor } from "./field.ts";

export interface CommandForm {
  readonly definition: Definition;
  readonly element: HTMLElement;
  /** The field that is wanted and empty. */
  missing(): Field | undefined;
  values(): Values;
  /** To the first field, or where there is none to the button that sends. */
  focus(): void;
}

/** The form of a command. `onField` hears of each field that is added. */
export function formFor(definition: Definition, onField: (field: Field) => void): CommandForm {
  const { title: shown, description, options } = definition;
  const fields: Field[] = [];
  const title = make(
    "span",
    { className: "command-name", title: description, tabIndex: -1 },
    shown,
  );
  const more = make("span", { className: "more" });
  const element = make("span", { className: "command" }, title, more);
  const add = (option: Option): Field => {
    const field = fieldFor(option);
    fields.push(field);
    more.before(field.element);
    onField(field);
    return field;
  };
  for (const option of options) {
    if (option.required === true) add(option);
    else more.append(adder(option, () => add(option)));
  }
  return {
    definition,
    element,
    missing: () =>
      fields.find(({ option, value }) => option.required === true && value() === undefined),
    values: () =>
      Object.fromEntries(
        fields.flatMap(({ option, value }) => {
          const given = value();
          return given === undefined ? [] : [[option.name, given]];
        }),
      ),
    focus: () => (fields[0]?.control ?? title).focus(),
  };
}

function adder(option: Option, add: () => Field): HTMLElement {
  const button = make("button", { type: "button", className: "adder", title: option.description });
  button.append(`+ ${option.name}`);
  button.addEventListener("click", () => {
    button.remove();
    add().control.focus();
  });
  return button;
}
