/** @module Suggestions for the option of a call that is being typed. */

import type { ServedCollection } from "../collection/collections.ts";
import { LIMITS } from "../reply/limits.ts";
import type { Abilities } from "./action.ts";
import { type Call, type Choice, COLLECTION_OPTION, findCommand } from "./command.ts";
import { inLibrary, operatorContext, partsOf, type Placed } from "./context.ts";
import type { PlacedUse } from "./placing.ts";

/** Returns suggestions for the option of a call that is being typed; none for an operators' command to anyone else. */
export async function suggest(
  typed: string,
  { use }: PlacedUse<Call>,
  job: Placed & Pick<Abilities, "commands">,
): Promise<readonly Choice[]> {
  const command = findCommand(job.commands, use.name);
  const parts = partsOf(job);
  if (!command || (command.scope === "home" && !use.rights.operator)) return [];
  if (use.focused === COLLECTION_OPTION) return namesFor(typed, await parts.operated());
  if (command.scope === "home")
    return (await command.complete?.(typed, use, operatorContext(parts))) ?? [];
  if (!("complete" in command)) return [];
  return inLibrary(parts, async (context) => (await command.complete?.(typed, use, context)) ?? []);
}

/** Lists the collections whose names contain what is typed. */
const namesFor = (typed: string, collections: readonly ServedCollection[]): Choice[] =>
  collections
    .filter(({ id }) => id.includes(typed.trim().toLowerCase()))
    .slice(0, LIMITS.choices)
    .map(({ id }) => ({ name: id, value: id }));
