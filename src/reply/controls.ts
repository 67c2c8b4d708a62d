/** @module Buttons and selects as Discord's JSON. */

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { label } from "./citation.ts";
import { clip, LIMITS } from "./limits.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A button that carries a `custom_id`. */
export const button = (
  customId: string,
  text: string,
  style: APIButtonComponentWithCustomId["style"] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style,
  label: clip(label(text), LIMITS.buttonLabel),
  custom_id: customId,
});

/** The buttons in rows, as many in each as Discord takes; those that stand for nothing are left out. */
export function rows(...groups: readonly (readonly APIComponentInMessageActionRow[])[]): Row[] {
  return groups
    .filter((group) => group.length > 0)
    .map((group) => ({ type: ComponentType.ActionRow, components: [...group] }));
}
