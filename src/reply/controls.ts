/** @module Buttons and selects as Discord's JSON. */

import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { label } from "./citation.ts";
import { clip, LIMITS } from "./limits.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

interface ButtonOptions {
  readonly style?: APIButtonComponentWithCustomId["style"];
  readonly emoji?: string;
}

/** A button that carries a `custom_id`; Discord shows its label as it is. */
export const button = (
  customId: string,
  text: string,
  { style = ButtonStyle.Secondary, emoji }: ButtonOptions = {},
): APIButtonComponent => ({
  type: ComponentType.Button,
  style,
  label: clip(label(text), LIMITS.buttonLabel),
  custom_id: customId,
  ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
});

/** Each group in a row of its own; one with nothing in it makes none. */
export const rows = (...groups: readonly (readonly APIComponentInMessageActionRow[])[]): Row[] =>
  groups
    .filter((group) => group.length > 0)
    .map((group) => ({ type: ComponentType.ActionRow, components: [...group] }));
