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
    name: clip(`${completion.id} ${label(completion.label)}`, LIMITS.choiceName),
    value: completion.id,
  }));
