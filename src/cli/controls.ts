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

/** In UTF-16 units: a longer label has rows of its own. */
const MOST_BESIDE = 24;

/** Lists the controls with their numbers, and links with their addresses. */
export function renderControls(shown: Pick<Message, "components">): Message {
  let before = 0;
  const lines = shown.components.flatMap((row) => {
    const controls = controlsOf({ components: [row] });
    const labels = controls.map(({ label }, at) => numbered(label, before + at + 1));
    before += controls.length;
    const isList = controls.some(({ label, values }) => values.length > 0 || isLong(label));
    return isList ? labels : labels.length === 0 ? [] : [labels.join("  ")];
  });
  const typed =
    lines.length === 0 ? [] : [["Type a number:", ...lines].join(lines.length === 1 ? "  " : "\n")];
  return message([...typed, ...linksOf(shown).map((link) => escape(link))].join("\n"));
}

const isLong = (label: string): boolean => label.length > MOST_BESIDE;

/** Formats `[1] Source`, escaped and without a place to break where it is short. */
function numbered(label: string, number: number): string {
  const shown = `[${number}] ${label}`;
  return escape(isLong(label) ? shown : shown.replaceAll(" ", "\u00A0"));
}

const linksOf = ({ components }: Pick<Message, "components">): string[] =>
  components
    .flatMap((row) => row.components)
    .flatMap((one) => ("url" in one ? [`${labelOf(one)}: ${one.url}`] : []));
