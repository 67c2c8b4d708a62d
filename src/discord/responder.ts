/** @module One reply to one interaction: acknowledged first, shown in the end, and never lost without a word. */

import { setTimeout as sleep } from "node:timers/promises";
import { Routes } from "discord-api-types/v10";
import {
  type ChatInputCommandInteraction,
  type InteractionEditReplyOptions,
  MessageFlags,
} from "discord.js";
import type { Command } from "../../commands/command.ts";
import type { Log } from "../log.ts";
import { type Message, message } from "../reply/message.ts";
import { isAcknowledged, isGone, isRefusedBody } from "./faults.ts";
import type { Timing } from "./timing.ts";

export interface Responder {
  /** Answers at once and privately. */
  refuse(refusal: Message): Promise<void>;
  /** Tells Discord that an answer will come. @throws whatever discord.js does, if there is no one to answer. */
  defer(isPrivate: boolean): Promise<void>;
  /** Shows how far the work is. Never rejects; does nothing once the reply is gone or has ended. */
  update(progress: Message): Promise<void>;
  /** Ends the reply, once; what comes later is dropped. Never rejects: what can't be shown goes elsewhere and to the log. */
  end(reply: Message): Promise<void>;
}

export interface ResponderOptions {
  readonly command: Pick<Command, "openly"> | undefined;
  readonly log: Log;
  readonly timing: Timing;
}

/** The reply to an interaction. Whatever happens to it is decided here and nowhere else. */
export function responder(
  interaction: ChatInputCommandInteraction,
  { command, log, timing }: ResponderOptions,
): Responder {
  let state: "open" | "gone" | "ended" = "open";
  // Not `editReply`: it refuses where the acknowledgement was heard but its answer lost.
  const edit = async (body: Message): Promise<void> => {
    await interaction.webhook.editMessage("@original", toBody(body));
  };
  const settle = async (reply: Message): Promise<void> => {
    if (state !== "gone") {
      const error = await tried(() => edit(reply), timing.retries);
      if (error === undefined) return;
      log.warn({ err: error }, "an answer could not be shown");
      if (isRefusedBody(error)) return edit(NOT_TAKEN);
    }
    await elsewhere(interaction, command?.openly?.(reply), log);
    if (command?.openly) log.warn({ result: reply.content }, "a result that could not be shown");
  };
  return {
    async refuse(refusal) {
      await interaction.reply({ ...toBody(refusal), flags: MessageFlags.Ephemeral });
    },
    async defer(isPrivate) {
      const flags = isPrivate ? { flags: MessageFlags.Ephemeral as const } : {};
      await interaction.deferReply(flags).catch((error: unknown) => {
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
    async end(reply) {
      if (state === "ended") return;
      const settling = settle(reply);
      state = "ended";
      await settling.catch((error: unknown) => log.error({ err: error }, "an answer was lost"));
    },
  };
}

const NOT_TAKEN = message(
  "I have an answer that Discord does not take. The operator can see why in the log.",
);

/** The error that remains after the last try; none where one succeeded. What is no passing fault is not tried again. */
async function tried(
  work: () => Promise<void>,
  [waitMs, ...later]: readonly number[],
): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (isGone(error) || isRefusedBody(error) || waitMs === undefined) return error;
    await sleep(waitMs);
    return tried(work, later);
  }
}

/** In the channel, if the command has something to say openly and the bot may write there. */
async function elsewhere(
  { client, channelId }: ChatInputCommandInteraction,
  openly: Message | undefined,
  log: Log,
): Promise<void> {
  if (openly === undefined) return;
  try {
    const body = { content: openly.content, allowed_mentions: openly.allowed_mentions };
    await client.rest.post(Routes.channelMessages(channelId), { body });
  } catch (error) {
    log.warn({ err: error }, "the channel takes no message either");
  }
}

/** A message as discord.js takes it; mentions are off in the client's defaults too. */
const toBody = ({
  content,
  embeds,
}: Message): InteractionEditReplyOptions & { content: string } => ({
  content,
  embeds: [...embeds],
  allowedMentions: { parse: [] },
});
