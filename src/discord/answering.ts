/** @module Answering interactions: refuse or acknowledge first, reply once, and never let an error out. */

import type { Client, Interaction } from "discord.js";
import { planCall, planPress } from "../../commands/dispatch.ts";
import { NO_FEEDBACK } from "../feedback/none.ts";
import type { Log } from "../log.ts";
import { admission } from "./admission.ts";
import { callOf, messageCallOf, pressOf } from "./call.ts";
import { isTooLate } from "./faults.ts";
import { mentionOf } from "./mention.ts";
import { messageResponder } from "./message-responder.ts";
import { recentIds } from "./recent.ts";
import { responder, type Responder, type ResponderOptions } from "./responder.ts";
import { answer, type AnsweringOptions, type ResponderMaker, type Work } from "./serving.ts";
import { suggest } from "./suggesting.ts";

export interface Answering {
  /** Answers one interaction. Never rejects; what could not be done is in the log. */
  readonly listen: (interaction: Interaction) => Promise<void>;
  /** Answers a message that mentions the bot, and passes over all others. Never rejects. */
  readonly hear: (packet: unknown, client: Pick<Client, "user" | "rest">) => Promise<void>;
  /** From now on every new call is refused. */
  readonly close: () => void;
  /** Tells those who still wait that their answers will not come. */
  readonly farewell: () => Promise<void>;
}

/** Answers interactions, each once. */
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
  return {
    async listen(interaction) {
      const { id, guildId } = interaction;
      if (!isNew(id)) return;
      const log = options.log.child({ interaction: id, guild: guildId });
      await telling(log, () => take(interaction, { ...shared, log }));
    },
    async hear(packet, { user, rest }) {
      const mention = user && mentionOf(packet, user.id, options.settings);
      if (!mention || !isNew(mention.messageId)) return;
      const { call } = mention;
      const log = options.log.child({ guild: call.guildId });
      const responderOf: ResponderMaker = (how) => messageResponder(rest, mention, how);
      await telling(log, () => answer(responderOf, call, planCall(call), { ...shared, log }));
    },
    close: () => void (closed = true),
    farewell: async () => {
      await Promise.all(Array.from(waiting, (reply) => reply.giveUp()));
    },
  };
}

async function telling(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isTooLate(error)) log.warn({ err: error }, "Discord waits for this answer no more");
    else log.error({ err: error }, "an interaction could not be answered");
  }
}

async function take(interaction: Interaction, work: Work): Promise<void> {
  const { settings } = work;
  if (interaction.isAutocomplete()) return suggest(interaction, work);
  const by = (how: ResponderOptions): Responder => {
    if (interaction.isRepliable()) return responder(interaction, how);
    throw new Error("an interaction that can't be replied to");
  };
  if (interaction.isChatInputCommand()) {
    const call = callOf(interaction, settings);
    await answer(by, call, planCall(call), work);
  } else if (interaction.isMessageContextMenuCommand()) {
    const call = messageCallOf(interaction, settings);
    await answer(by, call, planCall(call), work);
  } else if (interaction.isMessageComponent()) {
    const press = pressOf(interaction, settings);
    await answer(by, press, planPress(press), work);
  }
}
