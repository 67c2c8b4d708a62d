/** @module Buttons, rows and choices as Discord's JSON. */

import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
  type APIApplicationCommandOptionChoice,
} from "discord-api-types/v10";
import { label, locatorWords, nameOf } from "./citation.ts";
import { clip, LIMITS } from "./limits.ts";
import type { Words } from "./words/words.ts";
import type { Completion, DocumentEntry } from "../search/snapshot.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

interface ButtonOptions {
  readonly style?: APIButtonComponentWithCustomId["style"];
  readonly emoji?: string;
  readonly isDisabled?: boolean;
}

/** Returns a button with a `custom_id`; Discord renders no Markdown in its label, which may be empty beside an emoji. */
export const button = (
  customId: string,
  text: string,
  { style = ButtonStyle.Secondary, emoji, isDisabled = false }: ButtonOptions = {},
): APIButtonComponent => ({
  type: ComponentType.Button,
  style,
  ...(text === "" ? {} : { label: clip(label(text), LIMITS.buttonLabel) }),
  custom_id: customId,
  ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
  ...(isDisabled ? { disabled: true } : {}),
});

/** Lists the buttons to the pages beside this one. */
export const pageButtons = (
  page: number,
  [first, last]: readonly [first: number, last: number],
  idOf: (page: number) => string,
  { buttons }: Words,
): APIButtonComponent[] => [
  ...(page > first ? [button(idOf(page - 1), `◀ ${buttons.previous}`)] : []),
  ...(page < last ? [button(idOf(page + 1), `${buttons.next} ▶`)] : []),
];

/** Returns a row for each group that is not empty. */
export const rows = (...groups: readonly (readonly APIComponentInMessageActionRow[])[]): Row[] =>
  groups
    .filter((group) => group.length > 0)
    .map((group) => ({ type: ComponentType.ActionRow, components: [...group] }));

/** Renders suggestions as at most 25 choices; each shows its passage's title, headings and place, and has the ID as its value. */
export const renderChoices = (
  completions: readonly Completion[],
  words: Words,
): APIApplicationCommandOptionChoice<string>[] =>
  completions.slice(0, LIMITS.choices).map((completion) => ({
    name: shortenMiddle(completionName(completion, words), LIMITS.choiceName) || completion.id,
    value: completion.id,
  }));

/** Renders documents as choices; each has the ID of its first passage as its value. */
export const renderDocumentChoices = (
  documents: readonly DocumentEntry[],
): APIApplicationCommandOptionChoice<string>[] =>
  documents.map(({ document: { title, path }, first }) => ({
    name: shortenMiddle(label(`${nameOf(title, path)} (${path})`), LIMITS.choiceName),
    value: first,
  }));

/** Names a passage by title, headings and place. */
export const completionName = (completion: Completion, words: Words): string =>
  label(`${completion.label} (${locatorWords(completion.locator, words)})`);

/** Shortens a label in its middle: the last heading and the place distinguish passages under one long title. */
function shortenMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = clip(text, Math.floor(limit / 3));
  const tail = text.slice(head.length - limit).toWellFormed();
  return `${head}${tail.replace(/^\uFFFD/, "").replace(/^\S*\s/, " ")}`;
}
