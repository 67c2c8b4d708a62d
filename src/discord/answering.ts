/** @module The way of an interaction to its answer, the same by the gateway and over HTTP; no error escapes. */

import { InteractionResponseType, InteractionType } from "discord-api-types/v10";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import type { FaultPlace, Observe } from "../base/observation.ts";
import type { Bot } from "../interactions/bot.ts";
import type { Choice } from "../interactions/command.ts";
import type { Use } from "../interactions/action.ts";
import type { Transport } from "../interactions/transport.ts";
import { message } from "../reply/message.ts";
import { wordsFor } from "../reply/words/words.ts";
import { type Address, readInteraction } from "./interaction.ts";
import { faultOf, type Rest } from "./rest.ts";
import { interactionTransport, type Respond, respondPrivately } from "./transports.ts";

export interface AnsweringOptions {
  readonly bot: Bot;
  readonly settings: DiscordSettings;
  readonly rest: Rest;
  readonly log: Log;
  readonly observe: Observe;
}

/** An interaction as Discord sends it, and the way of its first answer. */
export interface Asked {
  readonly packet: unknown;
  readonly address: Address;
  readonly respond: Respond;
  /** Claims the use for this process; absent where it comes once. */
  readonly claim?: Transport["claim"];
}

/** Answers interactions. Never rejects. */
export const createAnswering =
  (options: AnsweringOptions) =>
  async (asked: Asked): Promise<void> => {
    const own = { ...options, log: options.log.child({ interaction: asked.address.id }) };
    await withoutErrors("interaction", own, () => answer(asked, own));
  };

/** Runs work; its error is observed and logged. */
export async function withoutErrors(
  where: FaultPlace,
  { log, observe }: Pick<AnsweringOptions, "log" | "observe">,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (faultOf(error) === "expired")
      return log.warn({ err: error }, "Discord no longer waits for this answer");
    observe({ kind: "fault", where });
    log.error({ err: error, where }, "a request could not be answered");
  }
}

async function answer(
  { packet, address, respond, claim }: Asked,
  options: AnsweringOptions,
): Promise<void> {
  const { bot, rest, settings, log } = options;
  const read = readInteraction(packet, settings);
  const handle = (use: Use): Promise<void> =>
    bot.handle(use, { ...interactionTransport(rest, respond, address), claim }, log);
  switch (read?.kind) {
    case undefined:
      return refuseUnreadable(address, respond, options);
    case "ping":
      return respond({ type: InteractionResponseType.Pong });
    case "typing":
      return respondWithChoices(respond, await bot.complete(read.call, read.typed, log));
    case "call":
      return handle(read.call);
    case "press":
      return handle(read.press);
  }
}

async function refuseUnreadable(
  { type, locale }: Address,
  respond: Respond,
  { observe, log }: AnsweringOptions,
): Promise<void> {
  observe({ kind: "refusal", reason: "unreadable" });
  if (type === InteractionType.ApplicationCommandAutocomplete)
    await respondWithChoices(respond, []);
  else await respondPrivately(respond, message(wordsFor(locale).refusals.unreadable));
  log.info({ type, outcome: "refused", reason: "unreadable" }, "refused");
}

/** Answers with suggestions, the only answer that Discord accepts while something is typed. */
const respondWithChoices = (respond: Respond, choices: readonly Choice[]): Promise<void> =>
  respond({
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  });
