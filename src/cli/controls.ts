/** @module The buttons and choices of a reply at a prompt: numbered, and pressed by typing a number. */

import { type APIComponentInMessageActionRow, ComponentType } from "discord-api-types/v10";
import type { Press } from "../interactions/action.ts";
import { escape } from "../reply/escape.ts";
import { type Message, message } from "../reply/message.ts";

/** A button, or one choice of a select. */
export interface Control extends Pick<Press, "customId" | "values"> {
  readonly label: string;
}

/** Returns the controls of a message that can be pressed. */
export const controlsOf = ({ components }: Pick<Message, "components">): Control[] =>
  components.flatMap((row) => row.components.flatMap(pressable));

function pressable(component: APIComponentInMessageActionRow): Control[] {
  if (component.disabled) return [];
  if (component.type === ComponentType.Button && "custom_id" in component)
    return [{ label: labelOf(component), customId: component.custom_id, values: [] }];
  if (component.type !== ComponentType.StringSelect) return [];
  return component.options.map(({ label, value }) => ({
    label,
    customId: component.custom_id,
    values: [value],
  }));
}

const labelOf = ({
  label = "",
  emoji,
}: Extract<APIComponentInMessageActionRow, { label?: string }>) =>
  [emoji?.name ?? "", label].filter((part) => part !== "").join(" ");

/** In UTF-16 units: where a label is longer, each control has rows of its own. */
const MOST_BESIDE = 24;

/** Lists the controls with their numbers, and links with their addresses. */
export function renderControls(shown: Pick<Message, "components">): Message {
  const controls = controlsOf(shown);
  const separator = controls.some(({ label }) => label.length > MOST_BESIDE) ? "\n" : "  ";
  const typed =
    controls.length === 0 ? [] : [["Type a number:", ...controls.map(numbered)].join(separator)];
  return message([...typed, ...linksOf(shown).map((link) => escape(link))].join("\n"));
}

/** Formats `[1] Source`, escaped and without a place to break where it is short. */
const numbered = ({ label }: Control, at: number): string => {
  const shown = `[${at + 1}] ${label}`;
  return escape(label.length > MOST_BESIDE ? shown : shown.replaceAll(" ", "\u00A0"));
};

const linksOf = ({ components }: Pick<Message, "components">): string[] =>
  components
    .flatMap((row) => row.components)
    .flatMap((one) => ("url" in one ? [`${labelOf(one)}: ${one.url}`] : []));
