/** @module The list above the line: commands, or what may be put into an option. */

import { make, need } from "./elements.ts";

export interface Choice {
  readonly label: string;
  readonly detail?: string;
  pick(): void;
}

export interface Suggestions {
  /** Opens for an input, with the first choice marked; without choices it closes. */
  readonly offer: (input: HTMLInputElement, title: string, choices: readonly Choice[]) => void;
  readonly close: () => void;
  /** Takes the keys that are meant for the list. Tells whether the key was. */
  readonly takes: (event: KeyboardEvent) => boolean;
}

/** The one list of the page. */
export function suggestions(): Suggestions {
  const box = need("#suggestions", HTMLElement);
  const title = need("#suggestions-title", HTMLElement);
  const list = need("#suggestions-list", HTMLElement);
  let owner: HTMLInputElement | undefined;
  let offered: readonly Choice[] = [];
  let marked = 0;

  const mark = (at: number): void => {
    marked = (at + offered.length) % offered.length;
    for (const [place, option] of Array.from(list.children).entries())
      option.ariaSelected = String(place === marked);
    list.children[marked]?.scrollIntoView({ block: "nearest" });
    owner?.setAttribute("aria-activedescendant", `choice-${marked}`);
  };
  const close = (): void => {
    box.hidden = true;
    owner?.setAttribute("aria-expanded", "false");
    owner?.removeAttribute("aria-activedescendant");
    owner = undefined;
  };
  const pick = (at: number): void => {
    const choice = offered[at];
    close();
    choice?.pick();
  };
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option) pick(Array.from(list.children).indexOf(option));
  });
  return {
    offer(input, heading, choices) {
      if (owner !== input) close();
      if (choices.length === 0) return close();
      [owner, offered] = [input, choices];
      title.textContent = heading;
      list.replaceChildren(...choices.map(optionOf));
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(0);
    },
    close,
    takes({ key }) {
      if (!owner) return false;
      if (key === "ArrowDown") mark(marked + 1);
      else if (key === "ArrowUp") mark(marked - 1);
      else if (key === "Enter" || key === "Tab") pick(marked);
      else if (key === "Escape") close();
      else return false;
      return true;
    },
  };
}

function optionOf({ label, detail }: Choice, at: number): HTMLElement {
  const option = make("li", { id: `choice-${at}`, role: "option" }, make("span", {}, label));
  if (detail !== undefined) option.append(make("small", {}, detail));
  return option;
}

/** Makes an input one that has the list. */
export function asCombobox(input: HTMLInputElement): void {
  input.role = "combobox";
  input.autocomplete = "off";
  input.ariaExpanded = "false";
  input.ariaAutoComplete = "list";
  input.setAttribute("aria-controls", "suggestions-list");
}
