/** @module Suggestions for an option that has them, as one types. */

import { type Definition, suggest } from "./commands.ts";
import type { Field } from "./field.ts";
import { asCombobox, type Suggestions } from "./suggestions.ts";

const TYPING_PAUSE_MS = 120;

/** Offers suggestions for a field, if its option has them. What is chosen is shown by its name and sent by its value. */
export function completing(
  { name: command }: Definition,
  { option, control }: Field,
  list: Suggestions,
): void {
  const isCompleted = "autocomplete" in option && option.autocomplete === true;
  if (!isCompleted || !(control instanceof HTMLInputElement)) return;
  asCombobox(control);
  const pick = (shown: string, value: string): void => {
    control.value = shown;
    control.dataset.value = value;
  };
  const look = async (): Promise<void> => {
    const typed = control.value;
    const found = await suggest(command, option.name, typed);
    // Meanwhile more was typed, or something else is being done.
    if (typed !== control.value || document.activeElement !== control) return;
    const choices = found.map(({ name, value }) => ({
      label: name,
      pick: () => pick(name, value),
    }));
    list.offer(control, option.name, choices);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    delete control.dataset.value;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), TYPING_PAUSE_MS);
  };
  control.addEventListener("input", later);
  control.addEventListener("focus", () => void (control.value === "" && later()));
  control.addEventListener("blur", list.close);
}
