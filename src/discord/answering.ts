/** @module Answers to interactions and mentions: each is answered once, and no error escapes. */

import { InteractionResponseType, InteractionType } from "discord-api-types/v10";
import type { Caller } from "../interactions/command.ts";
import { type Plan, planCall, planPress, type Refusal } from "../interactions/dispatch.ts";
import { NO_FEEDBACK } from "../feedback/feedback.ts";
import type { FaultPlace } from "../base/observation.ts";
import { message } from "../reply/message.ts";
import { wordsFor } from "../reply/words/words.ts";
import { admission } from "../interactions/admission.ts";
import { isTooLate } from "./faults.ts";
import { type Address, addressOf, readInteraction } from "./interaction.ts";
import {
  interactionTransport,
  type Respond,
  respondOverRest,
  respondPrivately,
} from "./interaction-transport.ts";
import { mentionOf } from "./mention.ts";
import { messageTransport } from "./message-transport.ts";
import { recentIds } from "../interactions/recent.ts";
import type { Responder } from "../interactions/responder.ts";
import { answer, type AnsweringOptions, type Work } from "../interactions/bot.ts";
import { respondWithChoices, suggest } from "./suggesting.ts";

export interface Answering {
  /** Answers an interaction, given as Discord sends it. Never rejects: failures are logged. */
  readonly interaction: (packet: unknown) => Promise<void>;
  /** Answers a message that mentions the bot, and ignores all others. Never rejects. */
  readonly message: (packet: unknown, botId: string) => Promise<void>;
  /** Refuses every new call from now on. */
  readonly close: () => void;
  /** Tells those who still wait that their answers will not come. */
  readonly farewell: () => Promise<void>;
}

/** Answers interactions and messages, each once. */
export function answering(options: AnsweringOptions): Answering {
  const isNew = recentIds();
  const waiting = new Set<Responder>();
  let closed = false;
  const shared: Work = {
    observe: () => {},
    feedback: NO_FEEDBACK,
    ...options,
    admission: admission(options.settings.limits),
    waiting,
    isClosed: () => closed,
  };
  const { log, observe, rest, settings } = shared;
  return {
    async interaction(packet) {
      const address = addressOf(packet);
      if (!address) {
        observe({ kind: "refusal", reason: "unanswerable" });
        log.debug("an interaction without an ID or a token");
      } else if (isNew(address.id)) {
        const work = { ...shared, log: log.child({ interaction: address.id }) };
        const respond = respondOverRest(rest, address);
        await withoutErrors("interaction", work, () => take(packet, address, respond, work));
      }
    },
    async message(packet, botId) {
      const mention = mentionOf(packet, botId, settings);
      if (!mention || !isNew(mention.messageId)) return;
      const { call } = mention;
      const work = { ...shared, log: log.child({ guild: call.guildId }) };
      const transport = messageTransport(rest, mention, work.log);
      await withoutErrors("message", work, () => answer(transport, call, planCall(call), work));
    },
    close: () => void (closed = true),
    farewell: async () => {
      await Promise.all(Array.from(waiting, (reply) => reply.giveUp()));
    },
  };
}

async function withoutErrors(
  where: FaultPlace,
  { log, observe }: Work,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isTooLate(error)) return log.warn({ err: error }, "Discord waits for this answer no more");
    observe({ kind: "fault", where });
    log.error({ err: error, where }, "a request could not be answered");
  }
}

async function take(
  packet: unknown,
  address: Address,
  respond: Respond,
  work: Work,
): Promise<void> {
  const use = readInteraction(packet, work.settings);
  const serve = (caller: Caller, plan: Plan | Refusal): Promise<void> => {
    const log = work.log.child({ guild: caller.guildId });
    const transport = interactionTransport(work.rest, respond, address, caller.channelId);
    return answer(transport, caller, plan, { ...work, log });
  };
  switch (use?.kind) {
    case undefined:
      return refuseUnreadable(address, respond, work);
    case "ping":
      return respond({ type: InteractionResponseType.Pong });
    case "typing":
      return suggest(use, respond, work);
    case "call":
      return serve(use.call, planCall(use.call));
    case "press":
      return serve(use.press, planPress(use.press));
  }
}

async function refuseUnreadable(
  { type, locale }: Address,
  respond: Respond,
  { observe, log }: Work,
): Promise<void> {
  observe({ kind: "refusal", reason: "unreadable" });
  if (type === InteractionType.ApplicationCommandAutocomplete)
    await respondWithChoices(respond, []);
  else await respondPrivately(respond, message(wordsFor(locale).refusals.unreadable));
  log.info({ type, outcome: "refused", reason: "unreadable" }, "refused");
}
