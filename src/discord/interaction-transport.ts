/** @module Replies to an interaction: a first answer, then edits of it and messages beside it through its webhook. */

import { InteractionResponseType, MessageFlags, Routes } from "discord-api-types/v10";
import type { Manner } from "../interactions/action.ts";
import type { Message } from "../reply/message.ts";
import { type Body, bodyOf } from "./body.ts";
import type { Address } from "./interaction.ts";
import type { Rest } from "./rest.ts";
import type { Transport } from "../interactions/transport.ts";

/** Discord's "interaction response"; `data` depends on the type. */
interface FirstAnswer {
  readonly type: InteractionResponseType;
  readonly data?: object;
}

/** Sends the first answer to an interaction. There must be exactly one. */
export type Respond = (answer: FirstAnswer, files?: Body["files"]) => Promise<void>;

/** Sends first answers by requests of their own; the gateway accepts none. */
export const respondOverRest =
  (rest: Rest, { id, token }: Pick<Address, "id" | "token">): Respond =>
  async (body, files = []) => {
    await rest.post(Routes.interactionCallback(id, token), { auth: false, body, files });
  };

/** Sends a first answer that only the member sees. */
export async function respondPrivately(respond: Respond, shown: Message): Promise<void> {
  const { body: data, files } = bodyOf(shown, PRIVATE);
  await respond({ type: InteractionResponseType.ChannelMessageWithSource, data }, files);
}

const PRIVATE = { flags: MessageFlags.Ephemeral };

/** Replies through the interaction's webhook, whose token replaces the bot's. Only `elsewhere` uses the bot's token. */
export function interactionTransport(
  rest: Rest,
  respond: Respond,
  { application_id: applicationId, token }: Address,
  channelId: string | null,
): Transport {
  return {
    acknowledge: (manner) => respond(acknowledgement(manner)),
    refuse: (refusal) => respondPrivately(respond, refusal),
    async edit(shown) {
      const original = Routes.webhookMessage(applicationId, token, "@original");
      await rest.patch(original, { auth: false, ...bodyOf(shown) });
    },
    async beside(shown) {
      await rest.post(Routes.webhook(applicationId, token), {
        auth: false,
        ...bodyOf(shown, PRIVATE),
      });
    },
    async elsewhere({ content, allowed_mentions }) {
      if (channelId === null) return;
      await rest.post(Routes.channelMessages(channelId), { body: { content, allowed_mentions } });
    },
  };
}

function acknowledgement(manner: Manner): FirstAnswer {
  if (manner === "change") return { type: InteractionResponseType.DeferredMessageUpdate };
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  return manner === "private" ? { type, data: PRIVATE } : { type };
}
