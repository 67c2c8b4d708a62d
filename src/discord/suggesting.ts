/** @module Suggestions while an option is typed. */

import { InteractionResponseType } from "discord-api-types/v10";
import type { Call } from "../interactions/command.ts";
import { complete } from "../interactions/dispatch.ts";
import type { Respond } from "./interaction-transport.ts";
import type { Work } from "../interactions/bot.ts";
import { isAllowed } from "../interactions/rights.ts";

/** Suggestions come with each key: they are dropped, not refused, where there are too many. */
export async function suggest(
  { call, typed }: { readonly call: Call; readonly typed: string },
  respond: Respond,
  work: Work,
): Promise<void> {
  const choices = (await mayLookUp(call, work))
    ? await complete(call, typed, { ...work, update: () => {} }).catch((error: unknown) => {
        work.log.error({ err: error, command: call.name }, "no suggestions");
        return [];
      })
    : [];
  await respondWithChoices(respond, choices);
}

/** Answers with suggestions, the only answer that Discord takes while something is typed. */
export const respondWithChoices = (respond: Respond, choices: readonly object[]): Promise<void> =>
  respond({
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  });

const mayLookUp = async (
  { guildId, userId }: Call,
  { settings, admission, isClosed }: Work,
): Promise<boolean> =>
  isAllowed(settings, guildId) && !isClosed() && (await admission.mayType(userId));
