/** @module Suggestions as Discord's choices. */

import type { APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import type { Completion } from "../search/snapshot.ts";
import { label } from "./citation.ts";
import { clip, LIMITS } from "./limits.ts";

/** At most 25 choices; each shows the ID and where its passage stands, and gives the ID. */
export const renderChoices = (
  completions: readonly Completion[],
): APIApplicationCommandOptionChoice<string>[] =>
  completions.slice(0, LIMITS.choices).map((completion) => ({
    name: `${completion.id} ${within(label(completion.label), LIMITS.choiceName - completion.id.length - 1)}`,
    value: completion.id,
  }));

/** Passages under one long title are told apart by what stands last, the lowest heading and the line: that is kept. */
function within(text: string, room: number): string {
  if (text.length <= room) return text;
  const head = clip(text, Math.floor(room / 3));
  const tail = text.slice(head.length - room).toWellFormed();
  return `${head}${tail.replace(/^\uFFFD/, "").replace(/^\S*\s/, " ")}`;
}
