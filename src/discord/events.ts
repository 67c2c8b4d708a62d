/** @module Events from Discord, each given to the bot once; no error escapes. */

import { rememberLatest } from "../base/latest.ts";
import { InteractionResponseType, InteractionType } from "discord-api-types/v10";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import type { FaultPlace, Observe } from "../base/observation.ts";
import type { Bot } from "../interactions/bot.ts";
import type { Choice } from "../interactions/command.ts";
import type { Use } from "../interactions/action.ts";
import { message } from "../reply/message.ts";
import { wordsFor } from "../reply/words/words.ts";
import { type Address, addressOf, readInteraction } from "./interaction.ts";
import { mentionOf } from "./mention.ts";
import { faultOf, type Rest } from "./rest.ts";
import { openParents } from "./threads.ts";
import {
  interactionTransport,
  messageTransport,
  type Respond,
  respondOverRest,
  respondPrivately,
} from "./transports.ts";

export interface EventOptions {
  readonly bot: Bot;
  readonly settings: DiscordSettings;
  readonly rest: Rest;
  readonly log: Log;
  readonly observe: Observe;
}

export interface EventHandlers {
  /** Answers an interaction, given as Discord sends it. Never rejects. */
  interaction(packet: unknown): Promise<void>;
  /** Answers a message that mentions the bot, and ignores all others. Never rejects. */
  message(packet: unknown, botId: string): Promise<void>;
}

export function createEventHandlers(options: EventOptions): EventHandlers {
  const { bot, settings, rest, observe } = options;
  const isNew = recentIds();
  const findParent = openParents(rest);
  return {
    async interaction(packet) {
      const address = addressOf(packet);
      if (!address) {
        observe({ kind: "refusal", reason: "unanswerable" });
        options.log.debug("an interaction without an ID or a token");
      } else if (isNew(address.id)) {
        const log = options.log.child({ interaction: address.id });
        const respond = respondOverRest(rest, address);
        const own = { ...options, log };
        await withoutErrors("interaction", own, () => answer(packet, address, respond, own));
      }
    },
    async message(packet, botId) {
      const mention = mentionOf(packet, botId, settings);
      if (!mention || !isNew(mention.messageId)) return;
      const log = options.log.child({ guild: mention.call.guildId });
      const transport = messageTransport(rest, mention, log);
      await withoutErrors("message", { observe, log }, async () => {
        // Where the thread's channel is not known, another collection might answer.
        const parentId = settings.hasCollections ? await findParent(mention.channelId) : null;
        await bot.handle({ ...mention.call, parentId }, transport, options.log);
      });
    },
  };
}

async function withoutErrors(
  where: FaultPlace,
  { log, observe }: Pick<EventOptions, "log" | "observe">,
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
  packet: unknown,
  address: Address,
  respond: Respond,
  options: EventOptions,
): Promise<void> {
  const { bot, rest, settings, log } = options;
  const read = readInteraction(packet, settings);
  const handle = (use: Use): Promise<void> =>
    bot.handle(use, interactionTransport(rest, respond, address, use.channelId), log);
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
  { observe, log }: EventOptions,
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

const REMEMBERED = 2_000;

/** Returns a test that is true the first time it gets an ID, as Discord may deliver an event twice; the oldest are forgotten. */
export function recentIds(): (id: string) => boolean {
  const seen = rememberLatest(REMEMBERED);
  return (id) => seen.add(id);
}
