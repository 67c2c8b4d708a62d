/** @module One reply to one interaction: acknowledged first, shown in the end, and never lost without a word. */

import { Routes } from "discord-api-types/v10";
import { MessageFlags, type RepliableInteraction } from "discord.js";
import type { Manner } from "../../commands/action.ts";
import type { Effect, Plan } from "../../commands/dispatch.ts";
import type { Log } from "../log.ts";
import { type Message, message } from "../reply/message.ts";
import type { Words } from "../reply/words/words.ts";
import { toBody } from "./body.ts";
import { isAcknowledged, isGone, isRefusedBody } from "./faults.ts";
import { retrying } from "./retrying.ts";
import type { Timing } from "./timing.ts";

export interface Responder {
  /** Answers at once and privately. */
  refuse(refusal: Message): Promise<void>;
  /** Tells Discord that an answer or a change will come. @throws whatever discord.js does, if there is no one to answer. */
  acknowledge(manner: Manner): Promise<void>;
  /** Shows how far the work is. Never rejects; does nothing once the reply is gone or has ended. */
  update(progress: Message): Promise<void>;
  /** Ends the reply, once; what comes later is dropped. Never rejects: what can't be shown goes elsewhere and to the log. */
  end(effect: Effect): Promise<void>;
  /** Ends it with a word on why there is no answer: the bot leaves. */
  giveUp(): Promise<void>;
}

export interface ResponderOptions {
  readonly plan: Pick<Plan, "openly"> | undefined;
  readonly log: Log;
  readonly timing: Timing;
  readonly words: Words;
}

/** The reply to an interaction. Whatever happens to it is decided here and nowhere else. */
export function responder(
  interaction: RepliableInteraction,
  { plan, log, timing, words }: ResponderOptions,
): Responder {
  let state: "open" | "gone" | "ended" = "open";
  let stays = false;
  // Not `editReply` and `followUp`: they refuse where the acknowledgement was heard but its answer lost.
  const edit = async (body: Message): Promise<void> => {
    await interaction.webhook.editMessage("@original", toBody(body));
  };
  const beside = async (body: Message): Promise<void> => {
    await interaction.webhook.send({ ...toBody(body), flags: MessageFlags.Ephemeral });
  };
  const settle = async (effect: Effect): Promise<void> => {
    if (effect.kind === "nothing") return;
    // A message that members look at is not taken away from them to say that something went wrong.
    const show = stays && effect.kind === "reply" ? beside : edit;
    if (state !== "gone") {
      const error = await retrying(() => show(effect.message), timing.retries);
      if (error === undefined) return;
      log.warn({ err: error }, "an answer could not be shown");
      if (isRefusedBody(error)) return (stays ? beside : edit)(message(words.refusals.notTaken));
    }
    if (!plan?.openly) return;
    await elsewhere(interaction, plan.openly(effect.message), log);
    log.warn({ result: effect.message.content }, "a result that could not be shown");
  };
  const end = async (effect: Effect): Promise<void> => {
    if (state === "ended") return;
    const settling = settle(effect);
    state = "ended";
    await settling.catch((error: unknown) => log.error({ err: error }, "an answer was lost"));
  };
  return {
    async refuse(refusal) {
      await interaction.reply({ ...toBody(refusal), flags: MessageFlags.Ephemeral });
    },
    async acknowledge(manner) {
      stays = manner === "change";
      await acknowledgement(interaction, manner).catch((error: unknown) => {
        if (!isAcknowledged(error)) throw error;
      });
    },
    async update(progress) {
      if (state !== "open") return;
      await edit(progress).catch((error: unknown) => {
        if (isGone(error) && state === "open") state = "gone";
        log.warn({ err: error }, "progress could not be shown");
      });
    },
    end,
    giveUp: () => end({ kind: "reply", message: message(words.refusals.stopped) }),
  };
}

async function acknowledgement(interaction: RepliableInteraction, manner: Manner): Promise<void> {
  if (manner === "change" && interaction.isMessageComponent()) await interaction.deferUpdate();
  else
    await interaction.deferReply(
      manner === "private" ? { flags: MessageFlags.Ephemeral as const } : {},
    );
}

/** In the channel, if the command has something to say openly and the bot may write there. */
async function elsewhere(
  { client, channelId }: RepliableInteraction,
  openly: Message,
  log: Log,
): Promise<void> {
  if (channelId === null) return;
  try {
    const body = { content: openly.content, allowed_mentions: openly.allowed_mentions };
    await client.rest.post(Routes.channelMessages(channelId), { body });
  } catch (error) {
    log.warn({ err: error }, "the channel takes no message either");
  }
}
